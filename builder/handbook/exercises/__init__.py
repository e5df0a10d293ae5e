"""Data that the page of an exercise ships to the browser, and how answers are marked."""
