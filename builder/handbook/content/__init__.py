"""Authors' files → `Handbook`: load, validate, resolve, lint."""
