"""Pictures: exercises as figures, covers, icons."""
