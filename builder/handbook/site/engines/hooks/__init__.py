"""What mkdocs.yml names under `hooks:`."""
