"""What is printed: kits of sessions, and the discipline scheme as PDF, Word and data."""
