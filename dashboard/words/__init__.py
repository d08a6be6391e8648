"""What a reader reads: language, formats, reasons, names."""
