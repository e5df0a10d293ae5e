"""The printed kit of a session: pages that stand alone, and one PDF."""
