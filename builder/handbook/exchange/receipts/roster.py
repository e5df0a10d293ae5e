"""The list of those who are to sign: an optional CSV file that only HR has."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from handbook.exchange.receipts.receipt import number_of

MOST_BYTES = 20_000_000
Standing = Literal["active", "leave", "left"]
_HEADS: Mapping[str, str] = {
    "number": "number", "工号": "number", "编号": "number", "name": "name", "姓名": "name", "department": "department",
    "部门": "department", "status": "status", "状态": "status", "在岗": "status",
}  # fmt: skip
_STANDING: Mapping[str, Standing] = {
    "": "active", "active": "active", "在职": "active", "在岗": "active", "试用": "active",
    "leave": "leave", "on leave": "leave", "休假": "leave", "请假": "leave", "病假": "leave", "产假": "leave",
    "出差": "leave", "外派": "leave", "left": "left", "离职": "left", "退休": "left",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is to sign."""

    number: str
    name: str
    department: str
    standing: Standing


def read_roster(path: Path) -> dict[str, Person]:
    """Number → person. Raises click's exceptions in words that HR understands."""
    found: dict[str, Person] = {}
    for line, row in _rows(path):
        person = _person(path, line, row)
        if person.number in found:
            raise click.ClickException(f"{path.name} 第 {line} 行：工号 {person.number} 出现了两次。")
        found[person.number] = person
    if not found:
        raise click.ClickException(f"{path.name} 里没有人。")
    return found


def same_name(one: str, other: str) -> bool:
    """Return whether two spellings name the same person: width, spaces, case and dots aside."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    try:
        heads = [_HEADS.get(head.strip().lower(), "") for head in next(reader, [])]
        if "number" not in heads:
            raise click.ClickException(
                f"{path.name} 的第一行要有列名：number,name,department,status（或者：工号,姓名,部门,状态）。"
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(heads, (cell.strip() for cell in cells), strict=False))
    except csv.Error as error:
        raise click.ClickException(f"{path.name} 第 {reader.line_num} 行读不出来：{error}。") from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(f"{path.name} 打不开：{error.strerror}。") from None
    if len(data) > MOST_BYTES:
        raise click.ClickException(f"{path.name} 太大，不像名单。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise click.ClickException(f"{path.name} 的编码认不出来；在表格软件里另存为 CSV UTF-8。")


def _person(path: Path, line: int, row: Mapping[str, str]) -> Person:
    number = number_of(row.get("number", ""))
    if number is None:
        raise click.ClickException(f"{path.name} 第 {line} 行：工号只用字母、数字、点和短横线，最多 20 个。")
    standing = _STANDING.get(row.get("status", "").lower())
    if standing is None:
        known = "在职、休假、离职（active、leave、left）"
        raise click.ClickException(f"{path.name} 第 {line} 行：状态“{row['status'][:20]}”不认识；写 {known}。")
    return Person(number, row.get("name", ""), row.get("department", ""), standing)
