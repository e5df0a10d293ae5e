"""The report in words: sentences and tables, the same for the page, the workbook and the CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.exchange.cells import Cell, short
from handbook.exchange.results.report import Report
from handbook.exchange.results.sittings import Problem
from handbook.exchange.results.stats import RELIABLE
from handbook.exercises.answer_key import Facts, Known
from handbook.text.catalogue import lookup, words

LONGEST = 40
Row = Sequence[Cell]
_ARGS = dict.fromkeys(("label", "n", "list", "of", "version", "now", "column", "cell"), "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its file's name; `heads` are words."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Row]


class Wording:
    """Puts a report into the words of the handbook's language."""

    def __init__(self, facts: Facts, *, names: bool = True) -> None:
        self.facts, self._names = facts, names
        self._words = words(facts.handbook.settings.language)

    def say(self, key: str, **args: object) -> str:
        """A text of the class page's words."""
        return lookup(self._words, f"js.class.class_{key}", **args)

    def own(self, key: str, **args: object) -> str:
        """A text of the command's own."""
        return lookup(self._words, f"results.{key}", **args)

    # -------------------------------------------------------------- labels

    def title(self, exercise: str) -> str:
        """An exercise's name."""
        return str(self.facts.exercises[exercise]["title"])

    def question(self, exercise: str, question: str, longest: int = LONGEST) -> str:
        """The wording of a question, cut to a label."""
        text = str(self.facts.exercises[exercise]["asked"][question]["label"]).replace("\n", " ")
        return text if len(text) <= longest else f"{text[: longest - 1]}…"

    def option(self, exercise: str, question: str, option: str) -> str:
        """The wording of an option."""
        ask: Known = self.facts.exercises[exercise]["asked"][question]
        if ask["shape"] == "bool":
            return lookup(self._words, f"quiz.{option}")
        return str(dict(ask.get("options", ())).get(option, option))

    def part(self, scale: str, part: str) -> str:
        """A subscale's name."""
        labels = {sub["id"]: sub["label"] for sub in self.facts.exercises[scale]["subscales"]}
        return str(labels.get(part, self.say("total")))

    def person(self, label: str, number: int) -> str:
        """The name of a person; a number where names are hidden or were not given."""
        return label if label and self._names else self.say("person", n=number)

    def module(self, module: str) -> str:
        """A module's name."""
        return next(str(title) for ident, title in self.facts.data["modules"] if ident == module)

    # ----------------------------------------------------------- sentences

    def flag(self, quiz: str, question: str, flag: Sequence[str]) -> str:
        """The words of a flag."""
        name, option = flag
        return self.say(f"flag_{name}", **({"option": self.option(quiz, question, option)} if option else {}))

    def why(self, problem: Problem) -> str:
        """The words of a problem with a file."""
        return self.say(f"why_{problem.why}", **{**_ARGS, **problem.args})

    def again(self, report: Report) -> list[str]:
        """Topics to teach again: a paragraph for each module."""
        return [self._again(one) for one in report["again"]] or [self.say("again_none")]

    def _again(self, one: Mapping[str, Any]) -> str:
        outcomes = [
            self.say("again_outcome", text=self.facts.data["outcomes"][o["id"]], percent=whole(100 * o["share"]))
            for o in one["outcomes"]
        ]
        wrong = [
            self.say(
                "again_option", question=self.question(w["quiz"], w["question"], 24),
                option=self.option(w["quiz"], w["question"], w["option"]), count=w["count"], n=w["n"],
            )
            for w in one["wrong"]
        ]  # fmt: skip
        sure = [
            self.say("again_question", question=self.question(s["quiz"], s["question"], 24), count=s["count"], n=s["n"])
            for s in one["sure"]
        ]
        parts = [(key, said) for key, said in (("outcomes", outcomes), ("wrong", wrong), ("sure", sure)) if said]
        text = [self.say(f"again_{key}", list="、".join(said)) for key, said in parts] or [self.say("again_fine")]
        return " ".join([self.say(f"again_from_{one['role']}", module=self.module(one["module"])), *text])

    def summary(self, quiz: Mapping[str, Any]) -> list[str]:
        """How a quiz went."""
        found, known = quiz["percent"], self.facts.exercises[quiz["id"]]
        said = [
            self.say("summary", n=quiz["n"], mean=one(found["mean"]), median=one(found["median"]),
                     least=one(found["least"]), most=one(found["most"])),
            self.say("passed_of", n=quiz["passed"], of=found["n"], percent=short(known["pass"])),
        ]  # fmt: skip
        if quiz["reliability"]:
            rely = quiz["reliability"]
            said.append(self.say(rely["kind"], value=f"{rely['value']:.2f}", n=quiz["n"]))
        elif quiz["n"] < RELIABLE or known["pools"]:
            said.append(self.say("no_reliability"))
        if quiz["how"].get("retried"):
            said.append(self.say("retried", n=quiz["how"]["retried"]))
        return said

    def change(self, change: Mapping[str, Any]) -> list[str]:
        """The table of changes from before to after."""
        said = [
            self.say("change", before=self.title(change["before_id"]), after=self.title(change["after_id"]),
                     n=change["n"], to=one(change["after"]), up=change["up"], same=change["same"],
                     down=change["down"], **{"from": one(change["before"])}),
        ]  # fmt: skip
        known = change["dz"] is not None and change["dav"] is not None
        effect = {"dz": f"{change['dz']:.2f}", "dav": f"{change['dav']:.2f}"} if known else {}
        return [*said, self.say("effect", **effect) if known else self.say("few_pairs")]

    # -------------------------------------------------------------- tables

    def people(self, report: Report) -> Table:
        """Everybody's per cents."""
        quizzes = [quiz["id"] for quiz in report["quizzes"]]
        heads = [self.say("who"), *map(self.title, quizzes), self.say("sure_count")]
        rows = [
            [self.person(p["label"], n), *(p["scores"].get(quiz) for quiz in quizzes), p["sure"]]
            for n, p in enumerate(report["people"], 1)
        ]
        return Table("people", self.say("people"), heads, rows)

    def quizzes(self, report: Report) -> Table:
        """Each quiz in one line."""
        keys = ("mean", "sd", "least", "q1", "median", "q3", "most")
        heads = [self.say(key) for key in ("quiz", "taken", *keys, "passed")]
        rows = [[self.title(q["id"]), q["n"], *((q["percent"] or {}).get(key) for key in keys), q["passed"]]
                for q in report["quizzes"]]  # fmt: skip
        return Table("quizzes", self.say("quizzes"), heads, rows)

    def items(self, report: Report) -> Table:
        """Each question in one line."""
        keys = ("quiz", "item", "taken", "difficulty", "discrimination", "item_rest", "skipped", "sure_wrong", "flags")
        heads = [self.say("quiz"), self.own("question"), *(self.say(key) for key in keys[1:])]
        rows = [self._item(quiz["id"], item) for quiz in report["quizzes"] for item in quiz["items"]]
        return Table("questions", self.say("items"), heads, rows)

    def _item(self, quiz: str, item: Mapping[str, Any]) -> Row:
        flags = " ".join(self.flag(quiz, item["id"], flag) for flag in item["flags"])
        numbers = (item[key] for key in ("n", "difficulty", "discrimination", "item_rest", "skipped"))
        return [self.title(quiz), item["id"], self.question(quiz, item["id"]), *numbers, item["sure"][1], flags]

    def choices(self, report: Report) -> Table:
        """Each option, and how many chose it: of quizzes and, where enough people did them, of other exercises."""
        heads = [self.own("exercise"), self.say("item"), self.own("option"), self.own("count")]
        rows: list[Row] = []
        for quiz in report["quizzes"]:
            for item in quiz["items"]:
                for option, count in item["chosen"].items():
                    label = self.option(quiz["id"], item["id"], option)
                    shown = self.say("right", label=label) if option in item["right"] else label
                    rows.append([self.title(quiz["id"]), self.question(quiz["id"], item["id"]), shown, count])
        for other in report["others"]:
            for field, counts in other["fields"].items():
                for option, count in counts.items():
                    label = self.option(other["id"], field, option)
                    rows.append([self.title(other["id"]), self.question(other["id"], field), label, count])
        return Table("choices", self.say("choices"), heads, rows)

    def changes(self, report: Report) -> Table:
        """Pre → post, of tests and of scales."""
        keys = ("before", "after", "pairs", "before", "after", "gain", "up_down", "dz", "dav")
        heads = [self.say(key) for key in keys]
        rows = [self._change(self.title(c["before_id"]), self.title(c["after_id"]), c) for c in report["changes"]]
        for scale in report["scale_changes"]:
            for part, change in scale["parts"].items():
                label = self.part(scale["after_id"], part)
                before, after = (f"{self.title(scale[key])}·{label}" for key in ("before_id", "after_id"))
                rows.append(self._change(before, after, change))
        return Table("changes", self.say("changes"), heads, rows)

    @staticmethod
    def _change(before: str, after: str, change: Mapping[str, Any]) -> Row:
        counts = f"{change['up']} / {change['same']} / {change['down']}"
        numbers = [change[key] for key in ("n", "before", "after", "gain")]
        return [before, after, *numbers, counts, change["dz"], change["dav"]]

    def scales(self, report: Report) -> Table:
        """How the group answered each scale; nothing where it is too small."""
        keys = ("mean", "sd", "q1", "median", "q3")
        heads = [self.own("scale"), self.say("part"), self.say("taken"), *(self.say(key) for key in keys)]
        rows: list[Row] = []
        for scale in report["scales"]:
            for part, found in scale["parts"].items():
                numbers = [found[key] for key in keys] if found else [None] * len(keys)
                rows.append(
                    [self.title(scale["id"]), self.part(scale["id"], part), found["n"] if found else None, *numbers]
                )
        return Table("scales", self.say("scales"), heads, rows)

    def problems(self, problems: Iterable[Problem]) -> Table:
        """The table of files that were left out or need a look."""
        heads = [self.say("problem_file"), self.own("kind"), self.say("problem_why")]
        kind = {True: self.say("problem_refused"), False: self.say("problem_noted")}
        return Table(
            "problems", self.own("problems"), heads, [[p.source, kind[p.refused], self.why(p)] for p in problems]
        )

    def cohorts(self, results: Mapping[str, Any]) -> Table:
        """The table of cohorts, quiz by quiz."""
        heads = [self.own("cohort"), self.say("quiz"), *(self.say(key) for key in ("taken", "mean", "sd", "passed"))]
        rows = [
            [name, self.title(quiz["id"]), quiz["n"], quiz["mean"], quiz["sd"], quiz["passed"]]
            for name, result in results.items()
            for quiz in result["quizzes"]
            if quiz["id"] in self.facts.exercises
        ]
        return Table("cohorts", self.own("cohorts"), heads, rows)


def kept(report: Report) -> dict[str, Any]:
    """The part of a report that is remembered, to set cohorts side by side."""
    quizzes = [
        {"id": q["id"], "n": q["n"], "passed": q["passed"], "mean": q["percent"]["mean"], "sd": q["percent"]["sd"]}
        for q in report["quizzes"]
        if q["percent"]
    ]
    return {"quizzes": quizzes, "changes": report["changes"]}


def one(value: float) -> str:
    """A per cent with one decimal at most."""
    return short(float(value), 1)


def whole(value: float) -> str:
    """A per cent without decimals, cut: what is less than 70 never reads 70."""
    return str(int(value))
