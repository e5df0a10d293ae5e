"""Marking of quizzes and scales; the browser's scripts mean the same."""
