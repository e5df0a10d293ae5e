"""Names stay out of the repository: files that look like receipts or rosters, and numbers that belong to people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal

HEAD_BYTES = 4096
"""How much of a file is looked at."""
_NAME = re.compile(
    "签收|回执|签到|花名册|名册|名单|工资表|rosters?|receipts?|sign-?ins?|attendance|employees?|payroll|staff",
    re.IGNORECASE,
)
_TABLES = {".csv", ".tsv", ".xlsx", ".xls", ".ods", ".et", ".jpg", ".jpeg", ".png", ".heic", ".pdf", ".docx", ".doc"}
_READABLE = {".json", ".txt", ".md", ".html"}
_INSIDE = re.compile(r'"(?:learner|receipt|signature)"|handbook-receipt|HBR1:|(?:姓名|工号)\s*["”]?\s*[,，\t:：|]')
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def looks_personal(name: str, head: bytes) -> Literal["file", "table"] | None:
    """Return the kind of personal data that a file under content/policy seems to hold, by its path and first bytes."""
    path = PurePosixPath(name)
    if _NAME.search(name):
        return "file"
    if path.suffix.lower() in _TABLES:
        return "table"
    readable = path.suffix.lower() in _READABLE
    return "file" if readable and _INSIDE.search(head.decode("utf-8", "replace")) else None


def looks_handed_in(name: str, head: bytes) -> Literal["file"] | None:
    """Return the kind of personal data a file elsewhere seems to hold; pictures and tables may be lesson material."""
    suffix = PurePosixPath(name).suffix.lower()
    named = suffix in _TABLES | _READABLE and _NAME.search(name)
    told = suffix in _READABLE | {".csv"} and _INSIDE.search(head.decode("utf-8", "replace"))
    return "file" if named or told else None


def numbers(text: str) -> Iterator[tuple[int, int, Literal["identity", "phone"]]]:
    """(offset, length, kind) of each identity number, its check digit right, and each mobile number."""
    for match in _IDENTITY.finditer(text):
        if _is_identity(match[0].upper()):
            yield match.start(), len(match[0]), "identity"
    for match in _PHONE.finditer(text):
        yield match.start(), len(match[0]), "phone"


def _is_identity(number: str) -> bool:
    """Return whether the check digit is right (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1] == _CHECK[total % 11]
