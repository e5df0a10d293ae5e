"""The discipline scheme: from its data to the numbered text, its history and its papers."""
