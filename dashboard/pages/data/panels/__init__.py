"""The panels of the data page."""
