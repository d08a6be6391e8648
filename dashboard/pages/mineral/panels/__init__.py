"""The panels of the mineral page."""
