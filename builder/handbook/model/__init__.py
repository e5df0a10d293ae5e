"""What a handbook is: frozen models, no I/O, no HTML."""
