"""The views of the compare page: each says its sentence and makes its panels."""
