"""Printing by typst: the fonts of this system, and one way from a template and data to PDF."""
