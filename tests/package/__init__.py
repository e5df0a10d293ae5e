"""The package as it is installed elsewhere."""
