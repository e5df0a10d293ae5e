"""Words and their measures: the interface's catalogue, how wide text is, and what of Markdown a reader sees."""
