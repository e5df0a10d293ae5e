"""What answers mean: formulas, quizzes and scales; the same meaning as the browser's."""
