"""Check the graph of a case: every path ends, and every scene can be reached."""

from collections.abc import Iterator, Mapping

from handbook.content.resolve.findings import Finding
from handbook.diagnostics.suggest import unknown
from handbook.model.exercises.case import Case, Scene
from handbook.source import Loc

Ways = Mapping[str, tuple[str, ...]]
"""Scene → the scenes that its turns lead to."""


def findings(case: Case) -> Iterator[Finding]:
    """Turns that lead nowhere, scenes that are neither choice nor ending, circles, and scenes nobody reaches."""
    known = [scene.id for scene in case.scenes]
    for number, scene in enumerate(case.scenes):
        yield from _scene(("scenes", number), scene)
        for at, turn in enumerate(scene.turns):
            if turn.to not in known:
                yield "unknown-field", ("scenes", number, "turns", at, "to"), unknown(turn.to, known)
    yield from _circles(case, case.ways)
    yield from _unreached(case, case.ways)


def _scene(loc: Loc, scene: Scene) -> Iterator[Finding]:
    if scene.turns and scene.ending:
        yield "case-flow", (*loc, "ending"), {"case": "both", "id": scene.id}
    elif not scene.turns and not scene.ending:
        yield "case-flow", (*loc, "id"), {"case": "neither", "id": scene.id}
    if scene.ending and not scene.ending.explain.strip():
        yield "case-flow", (*loc, "ending", "explain"), {"case": "unexplained", "id": scene.id}


def _circles(case: Case, ways: Ways) -> Iterator[Finding]:
    """Each turn that closes a circle: it leads back to a scene on the way to it."""
    done: set[str] = set()
    for start in ways:
        for path in _returns(ways, start, done):
            number, at = _turn(case, path[-2], path[-1])
            loc = ("scenes", number, "turns", at, "to")
            circle = " → ".join(path[path.index(path[-1]) :])
            yield "case-flow", loc, {"case": "circle", "id": path[-1], "circle": circle}


def _returns(ways: Ways, start: str, done: set[str]) -> Iterator[list[str]]:
    """Paths from `start` whose last scene already stands on them; every scene is left once, then `done`."""
    path, left = [start], [iter(ways[start] if start not in done else ())]
    while path:
        following = next(left[-1], None)
        if following is None:
            left.pop()
            done.add(path.pop())
        elif following in path:
            yield [*path, following]
        elif following not in done:
            path.append(following)
            left.append(iter(ways[following]))


def _turn(case: Case, scene: str, to: str) -> tuple[int, int]:
    number = next(n for n, one in enumerate(case.scenes) if one.id == scene)
    return number, next(n for n, turn in enumerate(case.scenes[number].turns) if turn.to == to)


def _unreached(case: Case, ways: Ways) -> Iterator[Finding]:
    queue = [case.scenes[0].id]
    for ident in queue:
        queue += [to for to in ways[ident] if to not in queue]
    for number, scene in enumerate(case.scenes):
        if scene.id not in queue:
            yield "case-flow", ("scenes", number, "id"), {"case": "unreached", "id": scene.id}
