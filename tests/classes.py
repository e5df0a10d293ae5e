"""Simulated classes: the same numbers in every run and every language version."""

from __future__ import annotations

import math
from collections.abc import Iterator


def stream(seed: int) -> Iterator[float]:
    """Numbers from 0 up to 1, by Park and Miller's generator."""
    state = seed
    while True:
        state = state * 48271 % 2147483647
        yield state / 2147483647


def shares(people: int, questions: int, seed: int) -> list[list[float]]:
    """Columns of right (1) and wrong (0): able people answer easy questions; the last question is only guessed."""
    numbers = stream(seed)
    able = [next(numbers) * 4 - 2 for _ in range(people)]
    columns = []
    for q in range(questions):
        hard = q * 3 / questions - 1.5
        guess = q == questions - 1
        columns.append([float(next(numbers) < (0.5 if guess else 1 / (1 + math.exp(2 * (hard - a))))) for a in able])
    return columns


def partial(people: int, questions: int, seed: int) -> list[list[float]]:
    """The same with partial credit in thirds."""
    numbers = stream(seed + 1)
    plain = shares(people, questions, seed)
    return [[(share * 2 + math.floor(next(numbers) * 2)) / 3 for share in column] for column in plain]
