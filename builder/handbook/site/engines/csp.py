"""The Content-Security-Policy: a page may use its own site's files and its own inline scripts, nothing else.

The theme writes a few inline scripts. Each is allowed by its hash, so a script that got into a page in
any other way does not run. There is no `unsafe-eval` and no other host.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_DATA_BLOCK = re.compile(r"""\stype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)


def inline_scripts(html: str) -> list[str]:
    """Hash sources (`'sha256-…'`) of the scripts written into a page, in order; data blocks do not run."""
    return [
        hash_source(body)
        for attributes, body in _SCRIPT.findall(html)
        if not _SOURCE.search(attributes) and not _DATA_BLOCK.search(attributes)
    ]


@lru_cache(maxsize=256)
def hash_source(script: str) -> str:
    """The source expression that allows one inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(hashes: Iterable[str], *, from_disk: bool = False) -> str:
    """The policy as one line. `from_disk` is for file://, where not every browser takes 'self' for the folder.

    Style attributes are allowed because figures and tables carry widths and places that differ by page.
    """
    own = "'self' file:" if from_disk else "'self'"
    directives = {
        "default-src": "'none'",
        "script-src": " ".join([own, *dict.fromkeys(hashes)]),
        "style-src": f"{own} 'unsafe-inline'",
        "img-src": f"{own} data: blob:",
        "font-src": own,
        "connect-src": own,
        "worker-src": own,
        "manifest-src": own,
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def with_policy(html: str, *, from_disk: bool = False) -> str:
    """The page with its policy as a meta tag, before anything that could run."""
    line = policy(inline_scripts(html), from_disk=from_disk)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{line}">'
    return _CHARSET.sub(lambda charset: f"{charset[0]}\n      {tag}", html, count=1)
