"""The definition of a case."""

from collections.abc import Iterator

from handbook.content.handbook import Handbook
from handbook.exercises.ask import ask, renamed
from handbook.exercises.contract import Ask, CaseDetails, OutlineParts
from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature
from handbook.model.exercises.case import Case, Scene
from handbook.text.catalogue import lookup, words


def questions(case: Case, plain: Plain) -> Iterator[tuple[str, Ask]]:
    """The scenes in which there is something to choose."""
    return ((scene.id, _scene(scene, plain)) for scene in case.scenes if scene.turns)


def needs(_: Case) -> list[str]:
    """Nothing: a case is done when it came to an ending."""
    return []


def details(case: Case, handbook: Handbook) -> CaseDetails:
    """The case's own part of the definition. It tells nothing of the endings."""
    catalogue = words(handbook.settings.language)
    return {
        "scenes": {scene.id: {turn.id: turn.to for turn in scene.turns} for scene in case.scenes},
        "outputs": {name: {"label": lookup(catalogue, f"case.{name}")} for name in ("at", "ending", "tone")},
    }


def outline(_: Case, __: Handbook) -> OutlineParts:
    """Nothing more."""
    return {}


def _scene(scene: Scene, plain: Plain) -> Ask:
    options = [(turn.id, plain(turn.text)) for turn in scene.turns]
    sig = signature(scene.text, scene.ask, [turn.text for turn in scene.turns])
    return ask(plain(scene.ask or scene.text), sig, "one", scene.was, options=options, ids=renamed(scene.turns))
