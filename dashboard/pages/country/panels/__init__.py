"""The panels of the country page."""
