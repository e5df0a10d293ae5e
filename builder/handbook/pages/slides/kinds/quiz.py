"""A quiz on slides: its questions one by one."""

from handbook.exercises.contract import QuizDefinition
from handbook.model.exercises.quiz import Quiz
from handbook.pages.slides.questions import of_question, slides_of
from handbook.pages.slides.slide import Slide


def slides(quiz: Quiz, definition: QuizDefinition) -> list[Slide]:
    """Each question, and its answer where the definition has the key."""
    known = definition["questions"]
    count = len(quiz.questions)
    return [
        slide
        for at, question in enumerate(quiz.questions)
        for slide in slides_of(of_question(question, known[at], (at + 1, count)))
    ]
