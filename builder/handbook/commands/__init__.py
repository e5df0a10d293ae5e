"""The `handbook` command's words: options and messages only."""
