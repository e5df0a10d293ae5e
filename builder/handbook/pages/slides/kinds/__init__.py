"""The slides of an exercise, apart from the link to it: one module a kind, of its name.

``slides(exercise, definition) -> list[Slide]``, and ``OWN_CLOCK`` where the first slide must not count the time. A kind
that a room does on its own devices has no module here.
"""
