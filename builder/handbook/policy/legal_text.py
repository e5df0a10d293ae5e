"""Texts of legal documents: Chinese in any language, in `texts.zh.yml` beside this file."""

from pathlib import Path

from handbook.text.catalogue import texts_of

say = texts_of(Path(__file__).with_name("texts.zh.yml"))
"""A text by its dotted key, with its holes filled."""
