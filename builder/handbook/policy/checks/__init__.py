"""Checks of the discipline scheme: findings about ids, without files."""
