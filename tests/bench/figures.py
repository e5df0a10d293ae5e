"""A measured figure, its unit and its budget."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured; `budget` is the most it may be, None where it is only reported."""

    name: str
    value: float
    unit: str
    budget: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the budget holds, in words."""
        if self.budget is None:
            return ""
        return f"≤ {self.budget:g}: {'holds' if self.value <= self.budget else 'EXCEEDED'}"
