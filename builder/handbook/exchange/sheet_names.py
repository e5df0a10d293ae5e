"""Names of the sheets of a workbook, as Excel takes them."""

_LONGEST = 28
"""Excel takes 31 characters; a number may follow."""


class SheetNames:
    """Gives each sheet of one workbook a name of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, title: str) -> str:
        """A name made of `title`: without []:*?/\\' and not twice, whatever the case.

        >>> names = SheetNames()
        >>> names.free("a/b"), names.free("A·B")
        ('a·b', 'A·B2')
        """
        plain = "".join("·" if char in "[]:*?/\\'" else char for char in title)[:_LONGEST] or "·"
        name, number = plain, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{plain}{number}"
        self._taken.add(name.lower())
        return name
