"""Receipts of acknowledgement: read, verify, register."""
