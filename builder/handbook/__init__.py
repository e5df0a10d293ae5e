"""YAML-defined training handbooks, rendered to a static site."""
