"""Keep the elements marked `data-search-exclude` out of the search index.

The theme's own search leaves a marked element again at the first end tag of the same name inside it, so
the rest of a nested answer key would be found. Here the matching end tag counts. A marked heading takes
its whole section out, which the theme does well: headings are left to it.
"""

import re
from functools import lru_cache

_MARKED = re.compile(r"<(?!h[1-6]\b)([a-z][a-z0-9-]*)\b[^>]*\sdata-search-exclude\b[^>]*>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def without_excluded(html: str) -> str:
    """The page's HTML without the marked elements. The HTML must be well formed, as finished pages are."""
    kept, at = [], 0
    while marked := _MARKED.search(html, at):
        kept.append(html[at : marked.start()])
        at = marked.end() if marked[1] in _VOID else end_of(html, marked[1], marked.end())
    return "".join([*kept, html[at:]])


def end_of(html: str, tag: str, at: int) -> int:
    """Where the element whose start tag ended at `at` is over; the end of the page if it never closes."""
    depth = 1
    for step in _tags(tag).finditer(html, at):
        depth += -1 if step[1] else 1
        if depth == 0:
            return step.end()
    return len(html)


@lru_cache(maxsize=64)
def _tags(tag: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){tag}(?=[\s/>])[^>]*>")
