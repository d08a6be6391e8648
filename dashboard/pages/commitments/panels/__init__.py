"""The panels of the commitments page."""
