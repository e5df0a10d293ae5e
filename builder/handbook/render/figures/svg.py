"""A small SVG writer: shapes by style class, and text that wraps."""

from collections.abc import Sequence
from html import escape

WIDTH = 400
"""Width of every figure in its own units, about a phone's: text is then as large as the page's on a phone."""
LINE = 19


class Svg:
    """Collects shapes; sizes and places are in units of the view box."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.height = 0.0

    def rect(self, x: float, y: float, w: float, h: float, kind: str, *, r: float = 6) -> None:
        """A rectangle with rounded corners."""
        self._shape("rect", y + h, kind, x=x, y=y, width=w, height=h, rx=r)

    def circle(self, cx: float, cy: float, r: float, kind: str) -> None:
        """A circle."""
        self._shape("circle", cy + r, kind, cx=cx, cy=cy, r=r)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line."""
        self._shape("line", max(y1, y2), kind, x1=x1, y1=y1, x2=x2, y2=y2)

    def path(self, d: str, kind: str, *, bottom: float = 0) -> None:
        """A path; `bottom` is its lowest point."""
        self._shape("path", bottom, kind, d=d)

    def arrow(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A line that ends in an arrow head."""
        self.line(x1, y1, x2, y2, "arrow")
        length = max(1e-9, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        left = (x2 - 8 * ux - 5 * uy, y2 - 8 * uy + 5 * ux)
        right = (x2 - 8 * ux + 5 * uy, y2 - 8 * uy - 5 * ux)
        points = " L".join(f"{n(x)} {n(y)}" for x, y in (left, (x2, y2), right))
        self.path(f"M{points} Z", "head", bottom=max(y1, y2) + 5)

    def text(self, x: float, y: float, lines: Sequence[str], kind: str = "text", anchor: str = "middle") -> float:
        """Lines of text, the first with its base line at `y`; returns the base line after the last."""
        for number, line in enumerate(lines):
            at = y + number * LINE
            style = f'class="hb-fig-{kind}" text-anchor="{anchor}"'
            self._parts.append(f'<text x="{n(x)}" y="{n(at)}" {style}>{escape(line)}</text>')
        end = y + len(lines) * LINE
        self.height = max(self.height, end - LINE + 5)
        return end

    def element(self, alt: str) -> str:
        """The finished element."""
        size = f'viewBox="0 0 {WIDTH} {n(self.height + 2)}"'
        head = f'<svg class="hb-fig" xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(alt)}">'
        return head + "".join(self._parts) + "</svg>"

    def _shape(self, tag: str, bottom: float, kind: str, **attributes: float | str) -> None:
        values = (f'{k}="{n(v) if not isinstance(v, str) else v}"' for k, v in attributes.items())
        self._parts.append(f'<{tag} class="hb-fig-{kind}" {" ".join(values)}/>')
        self.height = max(self.height, bottom)


def n(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")
