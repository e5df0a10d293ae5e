"""One receipt, as a file or as a code: read from bytes that may be anything, and held against the frozen releases."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from pydantic import ValidationError

from handbook.model.receipt import Number, ReceiptFile
from handbook.policy.acknowledge import SHORT_HASH, parts_of
from handbook.policy.text import digest
from handbook.policy.versions import Release, version_key

MOST_BYTES = 256 * 1024
"""A receipt of a scheme with 1,000 articles has about 150 KB."""
LONGEST_CODE = 200
SHORT_CHECK = 8
Why = Literal[
    "big", "encoding", "json", "foreign", "newer", "shape", "altered", "version", "incomplete", "date", "typo",
    "unreadable", "link", "many", "duplicate", "taken", "unknown", "name", "kind", "earlier",
]  # fmt: skip
"""Why a receipt is not taken; the words are in builder/handbook/text/words under policy.receipts.why."""
Status = Literal["agreed", "refused", "leave"]
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_STATUS: Mapping[str, Status] = {"A": "agreed", "R": "refused", "L": "leave"}
_CODE = re.compile(
    r"(HBR1):(\d{1,6}(?:\.\d{1,6}){1,3}):([0-9A-F]{12}):([A-Z0-9][A-Z0-9._-]{0,19}):(\d{8})"
    r":(\d{1,4})/(\d{1,4}):([ARL]):([0-9A-F]{8})"
)
_NUMBER = re.compile(Number.__metadata__[0].pattern)  # type: ignore[attr-defined]


class RefusedError(Exception):
    """A receipt that is not taken: why, and what more there is to say."""

    def __init__(self, why: Why, **args: object) -> None:
        super().__init__(why)
        self.why = why
        self.args_said = args


@dataclass(frozen=True, slots=True)
class Receipt:
    """The part of a receipt that goes into the register."""

    source: str
    """File name, for codes with the line: ``codes.txt:3``."""
    form: Literal["file", "code"]
    version: str
    fingerprint: str
    number: str
    date: str
    made: str
    status: Status
    right: int
    asked: int
    check: str
    """The first signs of the checksum, by which file, code and paper of one receipt are known to belong together."""
    checksum: str = ""
    name: str = ""
    department: str = ""
    read: int = 0
    kept: int = 0
    of: int = 0
    reason: str = ""
    until: str = ""
    how: str = ""
    before: str = ""
    """Checksum of the earlier receipt that it builds on."""


@dataclass(frozen=True)
class Known:
    """A frozen release as receipts are held against it."""

    version: str
    hash: str
    released: str
    policy: str
    parts: Mapping[str, str]
    """Part id → hash, in order."""


def known_releases(releases: Iterable[Release]) -> dict[str, Known]:
    """The frozen releases by version, oldest first."""
    return {
        release.version: Known(
            release.version,
            release.frozen.hash,
            release.frozen.released,
            release.scheme.id,
            {part.id: part.hash for part in parts_of(release)},
        )
        for release in releases
        if release.frozen
    }


# ------------------------------------------------------------------ files


def read_file(data: bytes, source: str) -> tuple[ReceiptFile, Receipt]:
    """A receipt's file. Raises RefusedError for whatever is none, or is not as it was written."""
    raw = _json(data)
    if raw.get("format") != "handbook-receipt":
        raise RefusedError("foreign")
    if type(raw.get("version")) is int and raw["version"] > 1:
        raise RefusedError("newer")
    try:
        file = ReceiptFile.model_validate(raw)
    except ValidationError as error:
        raise RefusedError("shape", at=_place(error)) from None
    if file.checksum != checksum(raw):
        raise RefusedError("altered", part="checksum")
    return file, _receipt(file, source)


def _place(error: ValidationError) -> str:
    """Where a file is not as it should be; a hostile key says nothing but its letters."""
    loc = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
    return ".".join(re.sub(r"[^A-Za-z0-9_-]", "", str(part))[:20] for part in loc[:3])


def _json(data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise RefusedError("big")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError("encoding") from None
    try:
        raw = json.loads(text, object_pairs_hook=_once, parse_constant=_never, parse_float=_never)
    except (ValueError, RecursionError):
        raise RefusedError("json") from None
    if not isinstance(raw, dict):
        raise RefusedError("foreign")
    return raw


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys each stand once: of two, people and programs may see different ones."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _never(text: str) -> NoReturn:
    raise ValueError(text)


def checksum(raw: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of everything but the checksum itself."""
    return digest({key: value for key, value in raw.items() if key != "checksum"})


def _receipt(file: ReceiptFile, source: str) -> Receipt:
    kept = sum(part.read == "before" for part in file.parts)
    return Receipt(
        source=source,
        form="file",
        version=file.policy.version,
        fingerprint=file.policy.hash[:SHORT_HASH],
        number=file.person.number,
        date=file.date,
        made=file.made,
        status=file.status,
        right=file.questions.right,
        asked=file.questions.asked,
        check=file.checksum[:SHORT_CHECK],
        checksum=file.checksum,
        name=file.person.name,
        department=file.person.department,
        read=sum(bool(part.read) for part in file.parts) - kept,
        kept=kept,
        of=len(file.parts),
        reason=file.refusal.reason if file.refusal else "",
        until=file.leave.until if file.leave else "",
        how=file.leave.how if file.leave else "",
        before=file.before.checksum if file.before else "",
    )


def check_file(file: ReceiptFile, known: Mapping[str, Known], today: str) -> None:
    """Hold a receipt's file against the release that it names. Raises RefusedError."""
    release = _release(file.policy.version, known)
    if file.policy.id != release.policy:
        raise RefusedError("foreign")
    if file.policy.hash != release.hash:
        raise RefusedError("altered", part="hash")
    if [(part.id, part.hash) for part in file.parts] != list(release.parts.items()):
        raise RefusedError("altered", part="parts")
    _check_days(file, today)
    _check_status(file)
    _check_kept(file, release, known)
    _check_score(file)


def _release(version: str, known: Mapping[str, Known]) -> Known:
    release = known.get(version)
    if release is None:
        raise RefusedError("version", version=version)
    return release


def _check_days(file: ReceiptFile, today: str) -> None:
    _check_day(file.date, today)
    for day in (part.read for part in file.parts if part.read not in ("", "before")):
        if day > file.date:
            raise RefusedError("date", day=day)
    if file.leave:
        _date(file.leave.until)


def _check_day(day: str, today: str) -> None:
    """Nobody can have signed after tomorrow, which may have begun elsewhere."""
    if _date(day) > _date(today) + datetime.timedelta(days=1):
        raise RefusedError("date", day=day)


def _date(day: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(day)
    except ValueError:
        raise RefusedError("date", day=day) from None


def _check_status(file: ReceiptFile) -> None:
    if (file.refusal is not None) != (file.status == "refused") or (file.leave is not None) != (file.status == "leave"):
        raise RefusedError("shape", at="status")
    left = sum(not part.read for part in file.parts)
    if file.status == "agreed" and left:
        raise RefusedError("incomplete", left=left)


def _check_kept(file: ReceiptFile, release: Known, known: Mapping[str, Known]) -> None:
    """Parts that count as read before stood in that release word for word, and it was an earlier one."""
    kept = [part for part in file.parts if part.read == "before"]
    if bool(kept) and file.before is None:
        raise RefusedError("shape", at="before")
    if file.before is None:
        return
    before = _release(file.before.version, known)
    if version_key(before.version) >= version_key(release.version) or file.before.hash != before.hash:
        raise RefusedError("altered", part="before")
    if any(before.parts.get(part.id) != part.hash for part in kept):
        raise RefusedError("altered", part="before")


def _check_score(file: ReceiptFile) -> None:
    score = file.questions
    if len(score.answers) > score.asked or score.right != sum(answer.right for answer in score.answers):
        raise RefusedError("shape", at="questions")
    if file.status == "agreed" and len(score.answers) < score.asked:
        raise RefusedError("incomplete", left=score.asked - len(score.answers))


# ------------------------------------------------------------------ codes


def code_of(receipt: Receipt) -> str:
    """The short code of a receipt; it holds no name."""
    status = next(sign for sign, status in _STATUS.items() if status == receipt.status)
    day = receipt.date.replace("-", "")
    parts = (
        "HBR1", receipt.version, receipt.fingerprint, receipt.number, day, f"{receipt.right}/{receipt.asked}", status,
        receipt.check,
    )  # fmt: skip
    text = ":".join(parts).upper()
    return f"{text}:{code_sum(text)}"


def code_sum(text: str) -> str:
    """Six signs of Crockford's base 32: the first thirty bits of the text's SHA-256."""
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 2
    return "".join(_SIGNS[bits >> shift & 31] for shift in range(25, -1, -5))


def read_code(line: str, source: str) -> Receipt:
    """A code as people copy it: any case, width and spaces. Raises RefusedError."""
    if len(line) > LONGEST_CODE:
        raise RefusedError("big")
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", line)).upper()
    if not text.startswith("HBR1"):
        raise RefusedError("foreign")
    said, _, found = text.rpartition(":")
    match = _CODE.fullmatch(said)
    if match is None or found != code_sum(said):
        raise RefusedError("typo")
    _, version, fingerprint, number, day, right, asked, status, check = match.groups()
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return Receipt(
        source=source,
        form="code",
        version=version,
        fingerprint=fingerprint.lower(),
        number=number,
        date=date,
        made=date,
        status=_STATUS[status],
        right=int(right),
        asked=int(asked),
        check=check.lower(),
    )


def check_code(receipt: Receipt, known: Mapping[str, Known], today: str) -> None:
    """Hold a code against the release that it names. Raises RefusedError."""
    release = _release(receipt.version, known)
    if receipt.fingerprint != release.hash[:SHORT_HASH]:
        raise RefusedError("altered", part="hash")
    if receipt.right > receipt.asked:
        raise RefusedError("typo")
    _check_day(receipt.date, today)


def number_of(text: str) -> str | None:
    """A staff number as receipts write it: half width, capitals; None when it is none."""
    number = unicodedata.normalize("NFKC", text).strip(" \t\r\n").upper()
    return number if _NUMBER.fullmatch(number) else None
