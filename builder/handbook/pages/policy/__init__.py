"""The discipline scheme's pages."""
