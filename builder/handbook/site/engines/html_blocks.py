"""Finished pages as the engine needs to see them: headings to read, and blocks to leave alone.

An engine reads every tag of a page's HTML twice, to find that nothing is to be done. The blocks of a finished
page are set aside before and put back after.
"""

from __future__ import annotations

import re

from handbook.site.engines.search_exclude import end_of

_BLOCK = re.compile(r"^<([a-z][a-z0-9-]*)(?=[\s>])[^>]*>", re.MULTILINE)
_PLACE = re.compile(r'<div data-block="(\d+)"></div>')


def set_aside(markdown: str) -> tuple[str, list[str]]:
    """The page with a mark in the place of each HTML block that begins a line, and the blocks."""
    kept: list[str] = []
    blocks: list[str] = []
    at = 0
    while block := _BLOCK.search(markdown, at):
        end = end_of(markdown, block[1], block.end())
        kept += [markdown[at : block.start()], f'<div data-block="{len(blocks)}"></div>']
        blocks.append(markdown[block.start() : end])
        at = end
    return "".join([*kept, markdown[at:]]), blocks


def put_back(html: str, blocks: list[str]) -> str:
    """The engine's HTML with the blocks in their places."""
    return _PLACE.sub(lambda place: blocks[int(place[1])], html)
