"""The class's results: answers files, codes and rows from paper → figures, reports and cohorts over time."""
