"""The class's report as data, for the page, the workbook and the browser (frontend/src/trainer/class/report.ts).

Exercise by exercise, so that a hundred thousand sittings need the memory of one exercise's marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import compress
from typing import Any, Protocol

from handbook.exchange.results import stats
from handbook.exchange.results.sittings import Sitting
from handbook.exercises.answer_key import Facts, Known, closed
from handbook.exercises.marking.quiz import SURE, share
from handbook.exercises.marking.quiz import total as added
from handbook.exercises.marking.scale import subscales, total
from handbook.model.exercises.quiz import Question, Quiz
from handbook.model.exercises.scale import Scale

Report = dict[str, Any]
Data = dict[str, Any]
Marks = dict[int, float]
"""Person → per cent, or a scale's mean."""

WEAK_OUTCOME = 0.7
"""An outcome with a smaller share of its points is taught again."""
POPULAR = 0.3
"""A wrong option taken by this share is a misconception."""
MOST_AGAIN = 3
_ROLES = ("posttest", "practice", "pretest")


class Class(Protocol):
    """Who handed in what."""

    def people(self) -> Mapping[int, str]:
        """Person → label; empty where they gave none."""
        ...

    def sittings(self, exercise: str) -> Iterable[tuple[int, Sitting]]:
        """The sittings of an exercise, in the order of persons."""
        ...


def report(facts: Facts, found: Class, step: Callable[[str], object] = lambda _: None) -> Report:
    """Everything there is to say; `step` is told which exercise is next."""
    maker = _Maker(facts, found, step)
    quizzes = [one for one in maker.quizzes() if one["n"]]
    scales = [one for one in maker.scales() if one["n"]]
    others = [one for one in maker.others() if one["n"]]
    return {
        "people": maker.people(),
        "quizzes": quizzes,
        "changes": maker.changes(),
        "scales": scales,
        "scale_changes": maker.scale_changes(),
        "others": others,
        "again": _again(facts, quizzes),
    }


class _Maker:
    def __init__(self, facts: Facts, found: Class, step: Callable[[str], object]) -> None:
        self._facts, self._class, self._step = facts, found, step
        self._percents: dict[str, Marks] = {}
        self._sure: dict[int, int] = {}
        self._means: dict[str, dict[str, Marks]] = {}

    def _of(self, kind: str) -> Iterator[Known]:
        for known in self._facts.data["exercises"]:
            if known["kind"] == kind or (kind == "other" and known["kind"] not in ("quiz", "scale")):
                self._step(known["id"])
                yield known

    def people(self) -> list[Data]:
        """Everybody: what they are called, per cent by quiz, and how often they were sure but wrong."""
        return [
            {
                "label": label,
                "scores": {quiz: marks[person] for quiz, marks in self._percents.items() if person in marks},
                "sure": self._sure.get(person, 0),
            }
            for person, label in self._class.people().items()
        ]

    # -------------------------------------------------------------- quizzes

    def quizzes(self) -> Iterator[Data]:
        for known in self._of("quiz"):
            quiz = self._facts.quiz(known["id"])
            yield self._quiz(quiz, known)

    def _quiz(self, quiz: Quiz, known: Known) -> Data:
        sheet = _Marked(quiz)
        who: list[int] = []
        how: dict[str, int] = {}
        for person, sitting in self._class.sittings(quiz.id):
            who.append(person)
            how[sitting.how] = how.get(sitting.how, 0) + 1
            wrong = sheet.add(sitting)
            if wrong:
                self._sure[person] = self._sure.get(person, 0) + wrong
        points = [q.points for q in quiz.questions]
        percents = stats.percents(sheet.columns, points)
        marks = {person: value for person, value in zip(who, percents, strict=True) if value is not None}
        self._percents[quiz.id] = marks
        found = stats.summary(marks.values())
        rely = stats.reliability(sheet.columns, points)
        return {
            "id": quiz.id,
            "n": len(who),
            "how": how,
            "percent": asdict(found) if found else None,
            "bins": stats.bins(marks.values()),
            "passed": sum(value >= quiz.pass_percent - stats.ROUNDING for value in marks.values()),
            "items": sheet.items(points),
            "outcomes": _outcomes(sheet.columns, quiz, known),
            "reliability": asdict(rely) if rely else None,
        }

    def changes(self) -> list[Data]:
        """Pre → post of each pair of parallel tests, of those who sat both."""
        found = []
        for known in self._facts.data["exercises"]:
            if known["kind"] == "quiz" and known["role"] == "pretest" and known["parallel"]:
                after = known["parallel"]["id"]
                change = _paired(self._percents.get(known["id"], {}), self._percents.get(after, {}))
                if change:
                    found.append({"before_id": known["id"], "after_id": after, **change})
        return found

    # --------------------------------------------------------------- scales

    def scales(self) -> Iterator[Data]:
        """How the group answered each scale; nobody in it has a name."""
        for known in self._of("scale"):
            scale = self._facts.handbook.exercises[known["id"]]
            assert isinstance(scale, Scale)  # noqa: S101 - by its kind
            means: dict[str, Marks] = {part: {} for part in (*(sub.id for sub in scale.subscales), "total")}
            n = 0
            for person, sitting in self._class.sittings(scale.id):
                n += 1
                values = {**subscales(scale, sitting.answers), "total": total(scale, sitting.answers)}
                for part, value in values.items():
                    if value.value is not None:
                        means[part][person] = value.value
            self._means[scale.id] = means
            spreads = {part: stats.spread(values.values()) for part, values in means.items()}
            parts = {part: asdict(one) if one else None for part, one in spreads.items()}
            yield {"id": scale.id, "n": n, "parts": parts}

    def scale_changes(self) -> list[Data]:
        """Then → now of each scale that is compared with an earlier one, from PROFILE people on."""
        found = []
        for known in self._facts.data["exercises"]:
            if known["kind"] == "scale" and known["compare"]:
                before = known["compare"]["id"]
                then, now = self._means.get(before, {}), self._means.get(known["id"], {})
                parts = {part: _paired(then[part], now[part]) for part in now if part in then}
                kept = {p: change for p, change in parts.items() if change and change["n"] >= stats.PROFILE}
                if kept:
                    found.append({"before_id": before, "after_id": known["id"], "parts": kept})
        return found

    # --------------------------------------------------------------- others

    def others(self) -> Iterator[Data]:
        """How many did the other exercises and, from PROFILE on, what they chose."""
        for known in self._of("other"):
            n = 0
            counts: dict[str, dict[str, int]] = {}
            for _, sitting in self._class.sittings(known["id"]):
                n += 1
                for field, value in sitting.answers.items():
                    for option in options_of(known["asked"].get(field, {}), value):
                        chosen = counts.setdefault(field, {})
                        chosen[option] = chosen.get(option, 0) + 1
            enough = {f: c for f, c in counts.items() if sum(c.values()) >= stats.PROFILE}
            yield {"id": known["id"], "n": n, "fields": enough if n >= stats.PROFILE else {}}


def _paired(before: Marks, after: Marks) -> Data | None:
    both = [person for person in before if person in after]
    found = stats.change([before[p] for p in both], [after[p] for p in both])
    return asdict(found) if found else None


def options_of(ask: Known, value: object) -> list[str]:
    """The options that an answer takes, as texts; nothing where it is not one of them."""
    if not ask or not closed(ask):
        return []
    if ask["shape"] == "bool":
        return [("false", "true")[value]] if isinstance(value, bool) else []
    if ask.get("range"):
        low, high = ask["range"]
        whole = isinstance(value, (int, float)) and not isinstance(value, bool)
        return [str(int(value))] if whole and value in range(int(low), int(high) + 1) else []  # type: ignore[call-overload]
    known = [option[0] for option in ask["options"]]
    if ask["shape"] == "many":
        return [one for one in known if one in value] if isinstance(value, list) else []
    return [value] if isinstance(value, str) and value in known else []


class _Marked:
    """The marks of a quiz's sittings, column by column."""

    def __init__(self, quiz: Quiz) -> None:
        self._questions: Sequence[Question] = quiz.questions
        count = len(quiz.questions)
        self.columns: list[list[float | None]] = [[] for _ in range(count)]
        self._skipped = [0] * count
        self._chosen = [_options(q) for q in quiz.questions]
        self._sure = [[0, 0] for _ in range(count)]

    def add(self, sitting: Sitting) -> int:
        """Mark one sitting; returns how often it was sure but wrong."""
        asked, wrong = set(sitting.asked), 0
        for i, question in enumerate(self._questions):
            if question.id not in asked:
                self.columns[i].append(None)
                continue
            answer = sitting.answers.get(question.id)
            value = self._value(question, answer, sitting)
            self._skipped[i] += value is None
            self.columns[i].append(value or 0.0)
            for option in _taken(question, answer):
                self._chosen[i][option] += 1
            if value is not None and sitting.answers.get(f"{question.id}.confidence") == SURE:
                self._sure[i][0] += 1
                self._sure[i][1] += value < 1
                wrong += value < 1
        return wrong

    @staticmethod
    def _value(question: Question, answer: object, sitting: Sitting) -> float | None:
        if question.id in sitting.given:
            return min(1.0, max(0.0, sitting.given[question.id] / question.points))
        return share(question, answer)

    def items(self, points: Sequence[float]) -> list[Data]:
        """The figures of each question."""
        found = []
        for i, item in enumerate(stats.items(self.columns, points)):
            question, sure = self._questions[i], (self._sure[i][0], self._sure[i][1])
            right = _right(question)
            marks = stats.flags(item, self._skipped[i], self._chosen[i], right, sure)
            more = {"skipped": self._skipped[i], "chosen": self._chosen[i], "right": right, "sure": list(sure)}
            found.append({"id": question.id, **asdict(item), **more, "flags": [list(mark) for mark in marks]})
        return found


def _options(question: Question) -> dict[str, int]:
    if question.type in ("single", "multiple"):
        return {option.id: 0 for option in question.options}
    return {"true": 0, "false": 0} if question.type == "truefalse" else {}


def _right(question: Question) -> list[str]:
    if question.type in ("single", "multiple"):
        return [option.id for option in question.options if option.right]
    return [("false", "true")[question.answer]] if question.type == "truefalse" else []


def _taken(question: Question, answer: object) -> list[str]:
    if question.type == "truefalse":
        return [("false", "true")[answer]] if isinstance(answer, bool) else []
    if question.type not in ("single", "multiple"):
        return []
    given = answer if question.type == "multiple" and isinstance(answer, list) else [answer]
    return [option.id for option in question.options if option.id in given]


def _outcomes(columns: Sequence[stats.Column], quiz: Quiz, known: Known) -> list[Data]:
    """The share of the points of each outcome's questions."""
    found: dict[str, list[tuple[float, float]]] = {}
    for column, question, more in zip(columns, quiz.questions, known["questions"], strict=True):
        shares = list(compress(column, (share is not None for share in column)))
        sums = (question.points * added(s or 0.0 for s in shares), question.points * len(shares))
        for outcome in more["outcomes"] if shares else ():
            found.setdefault(outcome, []).append(sums)
    return [{"id": o, "share": added(e for e, _ in sums) / added(m for _, m in sums)} for o, sums in found.items()]


def _again(facts: Facts, quizzes: Sequence[Data]) -> list[Data]:
    """Topics to teach again, by module: from its post-tests; else its other quizzes, last its pre-tests."""
    found = []
    for module, _ in facts.data["modules"]:
        here = [one for one in quizzes if facts.exercises[one["id"]]["module"] == module]
        role = next((r for r in _ROLES if any(_role(facts, one) == r for one in here)), None)
        used = [one for one in here if _role(facts, one) == role]
        if used:
            found.append({"module": module, "role": role, **_weak(used)})
    return found


def _role(facts: Facts, one: Data) -> str:
    return str(facts.exercises[one["id"]]["role"])


def _weak(used: Sequence[Data]) -> Data:
    shares: dict[str, list[float]] = {}
    for one in used:
        for outcome in one["outcomes"]:
            shares.setdefault(outcome["id"], []).append(outcome["share"])
    means = {o: added(s) / len(s) for o, s in shares.items()}
    weak = sorted((share, o) for o, share in means.items() if share < WEAK_OUTCOME)[:MOST_AGAIN]
    items = [(one["id"], item) for one in used for item in one["items"]]
    popular = [_popular(quiz, item) for quiz, item in items if item["n"] >= stats.PROFILE]
    wrong = sorted((p for p in popular if p), key=lambda p: (-p["count"] / p["n"], p["quiz"], p["question"]))
    sure = [
        {"quiz": quiz, "question": item["id"], "count": item["sure"][1], "n": item["n"]}
        for quiz, item in items
        if item["sure"][1] >= stats.SURE_LEAST
    ]
    sure.sort(key=lambda s: (-s["count"], s["quiz"], s["question"]))
    return {
        "outcomes": [{"id": o, "share": share} for share, o in weak],
        "wrong": wrong[:MOST_AGAIN],
        "sure": sure[:MOST_AGAIN],
    }


def _popular(quiz: str, item: Data) -> Data | None:
    """The wrong option that most took, where many did."""
    wrong = [(count, option) for option, count in item["chosen"].items() if option not in item["right"]]
    count, option = max(wrong, key=lambda one: (one[0], one[1]), default=(0, ""))
    if count < POPULAR * item["n"] or not count:
        return None
    return {"quiz": quiz, "question": item["id"], "option": option, "count": count, "n": item["n"]}
