"""The security policy allows a page's own scripts by their hashes and nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from handbook.site.engines.csp import inline_scripts, policy, with_policy
from handbook.site.engines.hosting import hosting_files

INLINE = "__md_scope=1"
HASH = f"'sha256-{b64encode(sha256(INLINE.encode()).digest()).decode()}'"
PAGE = f"""<!doctype html><html><head>
<meta charset="utf-8">
<script>{INLINE}</script>
<script id="c" type="application/json">{{"a": 1}}</script>
<script src="x.js"></script></head><body></body></html>"""


def directives(line: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in line.split(";"))


def test_inline_scripts_are_named_by_hash_and_data_blocks_are_not() -> None:
    assert inline_scripts(PAGE) == [HASH]


def test_the_policy_stands_before_the_first_script() -> None:
    page = with_policy(PAGE)
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert HASH in page


def test_nothing_from_elsewhere_and_no_eval() -> None:
    line = policy([HASH])
    assert "unsafe-eval" not in line
    assert "http" not in line
    assert "*" not in line
    assert directives(line)["script-src"] == f"'self' {HASH}"
    assert directives(line)["default-src"] == "'none'"


def test_scripts_are_not_allowed_by_unsafe_inline() -> None:
    assert "unsafe-inline" not in directives(policy([HASH]))["script-src"]


def test_a_policy_can_stand_in_an_attribute_and_in_a_quoted_header() -> None:
    assert '"' not in policy([HASH])


def test_from_disk_the_folder_counts_as_self() -> None:
    assert directives(policy([HASH], from_disk=True))["script-src"].startswith("'self' file: ")


def test_hosting_files_carry_every_hash_once_in_a_fixed_order() -> None:
    files = hosting_files(["'sha256-b'", "'sha256-a'", "'sha256-b'"])
    assert set(files) == {"_headers", "hosting/nginx.conf", "hosting/apache.conf"}
    for text in files.values():
        assert text.count(b"'sha256-a' 'sha256-b'") == 1
        assert b"frame-ancestors 'self'" in text
        assert b"camera=()," in text
    assert all(b"camera=(self)," in text for text in hosting_files([], camera=True).values())
