"""Check a scale: items, subscales, bands."""

from collections.abc import Iterator

from handbook.content.resolve.findings import Finding, check_bands
from handbook.diagnostics.suggest import unknown
from handbook.model.exercises.scale import Scale


def findings(scale: Scale) -> Iterator[Finding]:
    """Contradictions in items, subscales and bands."""
    yield from check_bands(("bands",), scale.bands)
    known = [subscale.id for subscale in scale.subscales]
    for number, item in enumerate(scale.items):
        if item.subscale not in known:
            yield "unknown-field", ("items", number, "subscale"), unknown(item.subscale, known)
    for number, subscale in enumerate(scale.subscales):
        yield from check_bands(("subscales", number, "bands"), subscale.bands)
        if not any(item.subscale == subscale.id for item in scale.items):
            yield "scale-design", ("subscales", number, "id"), {"case": "empty", "id": subscale.id}
