"""Calculations on frames and arrays: they know neither the database nor the screen."""
