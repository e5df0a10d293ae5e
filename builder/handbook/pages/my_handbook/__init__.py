"""The learner's own page, and the data it needs of all exercises."""
