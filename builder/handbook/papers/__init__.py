"""Printed output: kits of sessions, and the discipline scheme as PDF, Word and data."""
