"""A lesson's block on slides: short and large, and what is left out in the notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from handbook.model.base import Claim
from handbook.model.blocks import (
    Block,
    ConceptBlock,
    DialogueBlock,
    ExampleBlock,
    ExampleStep,
    FigureBlock,
    FormulaBlock,
    MythBlock,
    ProseBlock,
    ReflectBlock,
    Step,
    StepsBlock,
    Turn,
    WarningBlock,
)
from handbook.pages.slides.layout import LINE, WIDE, em, largest, lines, pack, titled
from handbook.pages.slides.questions import of_check, slides_of
from handbook.pages.slides.slide import Note, Slide, notes, numbered
from handbook.pages.slides.table_slides import of_table
from handbook.pages.slides.text_chunks import BIG, pages, split_chunks

_NUMBER = 2.2
"""Width of a step's number."""
_HOW = 0.875
"""Size of how a step is done, against the step."""


def of_block(block: Block) -> list[Slide]:
    """The slides of one block; none for the way to an exercise, which the activity has."""
    return _SLIDES[block.type](block)


def of_text(text: str, title: str, tag: str, beside: tuple[Note, ...], **data: Any) -> list[Slide]:
    """Running text on as many slides as it fills."""
    return numbered(
        [
            Slide("text", title, tag, {"text": page, **data}, size, beside)
            for page, size in pages(text, titled(title or tag))
        ]
    )


def of_list(texts: Sequence[str], title: str, tag: str = "", beside: tuple[Note, ...] = (), **data: Any) -> list[Slide]:
    """Lines that come one after another."""
    steps = [Step(do=text) for text in texts]
    return _of_steps(steps, title, tag, beside, {"numbers": False, **data})


def _claims(claims: Sequence[Claim]) -> tuple[Note, ...]:
    """Yield the block's claims, with grade and limits."""
    return tuple(
        Note("slides.evidence", f"{claim.grade}　{claim.text}" + (f"\n\n{claim.limits}" if claim.limits else ""))
        for claim in claims
    )


def _prose(block: ProseBlock) -> list[Slide]:
    return of_text(block.text, block.heading or "", "", _claims(block.claims))


def _concept(block: ConceptBlock) -> list[Slide]:
    beside = (*notes(blocks__origin=block.origin), *_claims(block.claims))
    named = set(block.term) <= set(block.heading or block.term)
    return of_text(block.text, block.heading or block.term, "", beside, term="" if named else block.term)


def _warning(block: WarningBlock) -> list[Slide]:
    return of_text(block.text, block.title, f"blocks.warning.{block.tone}", (), tone=block.tone)


def _reflect(block: ReflectBlock) -> list[Slide]:
    return [
        Slide("ask", data={"text": block.ask}, notes=notes(blocks__model_answer=block.model_answer)),
        *of_text(block.model_answer, "", "blocks.model_answer", ()),
    ]


def _figure(block: FigureBlock) -> list[Slide]:
    return [Slide("figure", block.caption, data={"block": block}, notes=notes(blocks__figure_text=block.alt))]


def _steps(block: StepsBlock) -> list[Slide]:
    return _of_steps(block.steps, block.heading or "", "", notes(slides__before=block.intro), {"numbers": True})


def _of_steps(
    steps: Sequence[Step], title: str, tag: str, beside: tuple[Note, ...], data: Mapping[str, Any]
) -> list[Slide]:
    """With how each is done where all that fits on one slide, else without it: that is in the notes then."""
    room = titled(title or tag)
    full = largest(lambda size: sum(_step(size, True, step) for step in steps), room, (1.25, 1.125, 1.0))
    size = full or largest(lambda size: sum(_step(size, False, step) for step in steps), room, BIG) or BIG[-1]
    reasons = [(step.do, step.why) for step in steps if step.why]
    if not full:
        reasons = [(step.do, "　".join(filter(None, (step.how, step.why)))) for step in steps if step.how or step.why]
    beside += tuple(Note("slides.step", f"{do}：{why}") for do, why in reasons)
    made, begin = [], 1
    for page in pack(steps, partial(_step, size, bool(full)), room):
        part = {"steps": page, "begin": begin, "how": bool(full), **data}
        made.append(Slide("steps", title, tag, part, size, beside))
        begin += len(page)
    return numbered(made)


def _step(size: float, full: bool, step: Step) -> float:
    wide = WIDE - _NUMBER * size
    how = lines(step.how, wide / size / _HOW) * LINE * _HOW if full and step.how else 0
    return (lines(step.do, wide / size) * LINE + how + 0.55) * size


def _example(block: ExampleBlock) -> list[Slide]:
    """The scene, the steps with their sums, and what comes out, one after another."""
    parts: list[ExampleStep | Text] = [Text(block.scene, "scene"), *block.steps, Text(block.result, "result")]
    return numbered(
        [
            Slide("sums", block.title, "blocks.example", {"parts": page})
            for page in pack(parts, _part, titled(block.title))
        ]
    )


@dataclass(frozen=True, slots=True)
class Text:
    """The text before or after the steps of an example."""

    text: str
    kind: str


def _part(part: ExampleStep | Text) -> float:
    """Its height in letters of the slide's own size."""
    if isinstance(part, Text):
        return sum(one.height(1.0, WIDE - 1.8) for one in split_chunks(part.text)) + 1.0
    worked = lines(f"{part.compute} = 000000.00 元", WIDE - 1.5) * LINE if part.compute else 0
    return sum(one.height(1.0, WIDE - 1.5) for one in split_chunks(part.say)) + worked + 0.1


def _formula(block: FormulaBlock) -> list[Slide]:
    title = block.heading or ""
    beside = (*notes(slides__explain=block.explain), *_claims(block.claims))

    def height(size: float) -> float:
        formula = sum(lines(line, (WIDE - 2) / size / 1.25) for line in block.formula.split("；")) * LINE * 1.25 + 1.8
        return (formula + sum(lines(s.meaning, WIDE / size - 12) * LINE + 0.5 for s in block.symbols)) * size

    size = largest(height, titled(title)) or 0.875
    return [Slide("formula", title, data={"block": block}, size=size, notes=beside)]


def _myth(block: MythBlock) -> list[Slide]:
    said = Slide("said", block.heading or "", data={"text": block.myth}, notes=_claims(block.claims))
    return [said, *of_text(block.truth, "", "blocks.truth", _claims(block.claims))]


def _dialogue(block: DialogueBlock) -> list[Slide]:
    title = block.heading or block.scene or ""
    names = min(6.0, max(em(turn.who) for turn in block.turns))
    remarks = tuple(Note("slides.remark", f"{turn.who}：{turn.note}") for turn in block.turns if turn.note)
    beside = (*notes(slides__scene=block.scene if block.heading else None), *remarks)
    size, room = 1.0, titled(title)

    def height(turn: Turn) -> float:
        return (lines(turn.say, (WIDE - 2) / size - names) * LINE + 0.9) * size

    made = [
        Slide("dialogue", title, "", {"turns": page, "voices": _voices(block), "names": names}, size, beside)
        for page in pack(block.turns, height, room)
    ]
    lesson = of_text(block.lesson, "", "slides.takeaway", ()) if block.lesson else []
    return [*numbered(made), *lesson]


def _voices(block: DialogueBlock) -> list[str]:
    return list(dict.fromkeys(turn.who for turn in block.turns))


_SLIDES: Mapping[str, Callable[[Any], list[Slide]]] = {
    "prose": _prose,
    "concept": _concept,
    "steps": _steps,
    "table": of_table,
    "example": _example,
    "formula": _formula,
    "myth": _myth,
    "dialogue": _dialogue,
    "warning": _warning,
    "figure": _figure,
    "check": lambda block: slides_of(of_check(block), block.heading or ""),
    "practice": lambda _: [],
    "reflect": _reflect,
}
