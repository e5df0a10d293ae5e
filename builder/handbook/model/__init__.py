"""The models of a handbook: frozen, without I/O and HTML."""
