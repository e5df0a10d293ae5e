"""`Handbook` → pages with a typed context each."""
