"""The parts of the diversification page: a module for each question, with what several of them draw."""
