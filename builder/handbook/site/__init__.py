"""A finished tree → a site."""
