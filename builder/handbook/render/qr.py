"""The QR picture of an address, drawn when pages are made: paper runs no script."""

from functools import lru_cache

import segno

SVG = "data:image/svg+xml;charset=utf-8,"
"""How the address of such a picture begins."""
QUIET = 4
"""Modules left white on every side, which readers need."""


@lru_cache(maxsize=256)
def qr_picture(text: str) -> str:
    """A data address of an SVG: black on white, with correction enough (15 %) for a folded sheet."""
    code = segno.make_qr(text, error="m", boost_error=False)
    return str(
        code.svg_data_uri(border=QUIET, light="#fff", xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    )
