"""Receipts: what the browser makes is taken, whatever is changed is not, and no file in the folder ends the run."""

from __future__ import annotations

import copy
import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.commands.options import say
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandError
from handbook.exchange.cells import neutral
from handbook.exchange.receipts import receipt
from handbook.exchange.receipts.folder import Refused, gather, shown
from handbook.exchange.receipts.receipt import (
    Known,
    RefusedError,
    check_code,
    check_file,
    known_releases,
    read_code,
    read_file,
)
from handbook.exchange.receipts.register_files import as_workbook
from handbook.exchange.receipts.roster import read_roster
from handbook.pages.policy import acknowledge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.handbooks import write
from tests.support.node import Node
from tests.support.receipts import FILES, SCHEME, body, handbook, person

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = "2026-08-03"
quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("../../../tests/frontend/receipt.ts") as started:
        yield started


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handbook(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def known(root: Path) -> dict[str, Known]:
    found = check(root, Diagnostics())
    assert found
    assert found.policy
    return known_releases(found.policy.releases)


@pytest.fixture(autouse=True)
def _august(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which the commands of these tests run."""

    class Day(receipt.datetime.date):
        @classmethod
        def today(cls) -> Day:
            return cls(2026, 8, 3)

    monkeypatch.setattr("handbook.commands.policy.datetime.date", Day)


def sealed(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "checksum": receipt.checksum(raw)}


def taken(raw: Any, known: dict[str, Known]) -> receipt.Receipt:
    file, found = read_file(raw if isinstance(raw, bytes) else json.dumps(raw).encode(), "x.json")
    check_file(file, known, TODAY)
    return found


def why(raw: Any, known: dict[str, Known]) -> str:
    with pytest.raises(RefusedError) as caught:
        taken(raw, known)
    return caught.value.why


# ------------------------------------------------------------------ the two languages


@quick
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_the_browsers_sha_is_sha_256(node: Node, text: str) -> None:
    assert node.call("sha", text) == hashlib.sha256(text.encode()).hexdigest()


names = st.text(max_size=40)
reasons = st.text(max_size=200)


@quick
@given(name=names, department=names, reason=reasons)
def test_what_the_browser_makes_is_taken(
    node: Node, known: dict[str, Known], name: str, department: str, reason: str
) -> None:
    """Whatever was typed: the page cleans it, seals it, and Python reads the same words from file and code."""
    typed = [node.call("clean", text, most, lines) for text, most, lines in (
        (name, 60, False), (department, 60, False), (reason, 1000, True),
    )]  # fmt: skip
    if not all(typed):
        return
    raw = body(known["1.1"], status="refused", refusal={"reason": typed[2]})
    raw["person"] = {"name": typed[0], "number": "LQ-0042", "department": typed[1]}
    file, code = node.call("make", raw)
    found = taken(file.encode(), known)
    assert (found.name, found.department, found.reason) == (typed[0], typed[1], typed[2])
    assert node.call("reads", file)
    coded = read_code(code, "codes.txt:1")
    check_code(coded, known, TODAY)
    assert code == receipt.code_of(found)
    for key in ("version", "fingerprint", "number", "date", "status", "right", "asked", "check"):
        assert getattr(coded, key) == getattr(found, key)


@quick
@given(st.text(max_size=12))
def test_numbers_mean_the_same(node: Node, typed: str) -> None:
    assert node.call("numberOf", typed) == (receipt.number_of(typed) or "")


def test_numbers_are_half_width_capitals(node: Node) -> None:
    assert node.call("numberOf", " ｌｑ－００４２ ") == "LQ-0042" == receipt.number_of(" ｌｑ－００４２ ")
    assert node.call("numberOf", "=1+1") == ""


# ------------------------------------------------------------------ edits


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path


def put(raw: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(raw)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return changed


values = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=8), st.just([]), st.just({}))


@quick
@given(data=st.data())
def test_any_edit_of_a_receipt_fails(node: Node, known: dict[str, Known], data: st.DataObject) -> None:
    raw = sealed(body(known["1.1"]))
    path = data.draw(st.sampled_from(list(leaves(raw))))
    old = raw
    for key in path:
        old = old[key]
    new = data.draw(values.filter(lambda value: not (value == old and type(value) is type(old))))
    edited = put(raw, path, new)
    assert why(edited, known)
    assert not node.call("reads", json.dumps(edited))


@quick
@given(data=st.data())
def test_any_edit_of_its_bytes_fails_or_says_the_same(known: dict[str, Known], data: st.DataObject) -> None:
    """White space between the parts of JSON says nothing; everything else does."""
    raw = sealed(body(known["1.1"]))
    file = json.dumps(raw, ensure_ascii=False).encode()
    at = data.draw(st.integers(0, len(file) - 1))
    edited = file[:at] + data.draw(st.binary(max_size=3)) + file[at + data.draw(st.integers(0, 3)) :]
    try:
        read_file(edited, "x.json")
    except RefusedError:
        return
    assert json.loads(edited.decode("utf-8-sig")) == raw


@quick
@given(data=st.data())
def test_any_edit_of_a_code_fails(known: dict[str, Known], data: st.DataObject) -> None:
    _, found = read_file(json.dumps(sealed(body(known["1.1"]))).encode(), "x")
    code = receipt.code_of(found)
    at = data.draw(st.integers(0, len(code) - 1))
    sign = data.draw(st.sampled_from("0123456789ABCDEFXYZ:./-").filter(lambda one: one != code[at]))
    with pytest.raises(RefusedError):
        check_code(read_code(code[:at] + sign + code[at + 1 :], "x"), known, TODAY)


def test_a_code_may_be_copied_by_people(known: dict[str, Known]) -> None:
    _, found = read_file(json.dumps(sealed(body(known["1.1"]))).encode(), "x")
    code = receipt.code_of(found)
    typed = code.lower().replace(":", "：").replace("hbr1", "ＨＢＲ１ ")
    assert read_code(f" {typed[:20]}\u3000{typed[20:]}", "x").check == found.check


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"policy": {"version": "9.9"}}, "version"),
        ({"policy": {"hash": "0" * 64}}, "altered"),
        ({"policy": {"id": "another"}}, "foreign"),
        ({"version": 2}, "newer"),
        ({"format": "handbook-answers"}, "foreign"),
        ({"date": "2026-13-01"}, "date"),
        ({"date": "2027-01-01"}, "date"),
        ({"status": "refused"}, "shape"),
        ({"leave": {"until": "2026-09-01", "how": "当面"}}, "shape"),
        ({"status": "leave", "leave": {"until": "2026-02-30", "how": "当面"}}, "date"),
        ({"person": {"number": "=1+1"}}, "shape"),
        ({"person": {"name": "a\u202eb"}}, "shape"),
        ({"person": {"name": "a\nb"}}, "shape"),
        ({"person": {"name": ""}}, "shape"),
        ({"questions": {"right": 2}}, "shape"),
        ({"questions": {"asked": 3}}, "incomplete"),
        ({"more": 1}, "shape"),
    ],
)
def test_sealed_anew_it_is_still_held_against_the_release(
    known: dict[str, Known], changes: dict[str, Any], expected: str
) -> None:
    raw = body(known["1.1"])
    for key, value in changes.items():
        raw[key] = {**raw[key], **value} if isinstance(raw.get(key), dict) else value
    assert why(sealed(raw), known) == expected


def test_parts_are_all_there_in_order_and_read(known: dict[str, Known]) -> None:
    raw = body(known["1.1"])
    assert why(sealed({**raw, "parts": raw["parts"][1:]}), known) == "altered"
    assert why(sealed({**raw, "parts": raw["parts"][::-1]}), known) == "altered"
    assert why(sealed(put(raw, ("parts", 0, "hash"), "0" * 64)), known) == "altered"
    assert why(sealed(put(raw, ("parts", 2, "read"), "")), known) == "incomplete"
    assert why(sealed(put(raw, ("parts", 2, "read"), "2026-08-09")), known) == "date"


def test_who_refuses_or_is_away_need_not_have_read_all(known: dict[str, Known]) -> None:
    raw = put(body(known["1.1"]), ("parts", 2, "read"), "")
    refused = taken(sealed({**raw, "status": "refused", "refusal": {"reason": "太紧"}}), known)
    away = taken(sealed({**raw, "status": "leave", "leave": {"until": "2026-09-01", "how": "当面"}}), known)
    assert (refused.reason, refused.read, refused.of) == ("太紧", 4, 5)
    assert away.until == "2026-09-01"


# ------------------------------------------------------------------ the next release


def kept(known: dict[str, Known], skip: str = "gift-limit") -> dict[str, Any]:
    """A receipt of 1.1 that builds on one of 1.0: all but the changed article count as read."""
    old, new = known["1.0"], known["1.1"]
    raw = body(new)
    raw["before"] = {"version": "1.0", "hash": old.hash, "checksum": sealed(earlier(known))["checksum"]}
    for part in raw["parts"]:
        part["read"] = "2026-08-02" if part["id"] == skip else "before"
    return raw


def earlier(known: dict[str, Known]) -> dict[str, Any]:
    return body(known["1.0"], date="2026-05-02", made="2026-05-02T01:00:00Z") | {
        "parts": [{"id": i, "hash": h, "read": "2026-05-02"} for i, h in known["1.0"].parts.items()]
    }


def test_unchanged_parts_may_be_kept_and_changed_ones_not(node: Node, known: dict[str, Known]) -> None:
    assert taken(sealed(kept(known)), known).kept == 4
    assert why(sealed(kept(known, skip="purpose")), known) == "altered"
    nothing = kept(known)
    del nothing["before"]
    assert why(sealed(nothing), known) == "shape"
    later = {**kept(known), "before": {"version": "1.1", "hash": known["1.1"].hash, "checksum": "0" * 64}}
    assert why(sealed(later), known) == "altered"
    marks = set(node.call("known", json.dumps(sealed(earlier(known)))))
    left = [part for part, hash_ in known["1.1"].parts.items() if f"{part} {hash_}" not in marks]
    assert left == ["gift-limit"]


def test_questions_are_drawn_for_what_is_to_be_read(node: Node, root: Path) -> None:
    found = check(root, Diagnostics())
    assert found
    assert found.policy
    asked = acknowledge.comprehension_items(found, found.policy.releases[-1])
    assert [(one.id, one.part, one.right) for one in asked] == [
        ("lines.gift", "gift-limit", ("may-not",)),
        ("lines.fake", "true-reports", ("false",)),
    ]
    facts = [{"id": one.id, "part": one.part, "right": list(one.right)} for one in asked]
    many = [{"id": f"q.{n}-{m}", "part": f"p{n}", "right": ["a"]} for n in range(20) for m in range(3)]
    assert node.call("drawn", facts, ["gift-limit"], 8, "s") == ["lines.gift"]
    drawn = node.call("drawn", many, [f"p{n}" for n in range(20)], 8, "s")
    assert len(drawn) == 8
    assert len({one.split("-")[0] for one in drawn}) == 8, "one of each article"
    assert drawn == node.call("drawn", many, [f"p{n}" for n in range(20)], 8, "s")


def test_a_new_number_is_no_new_part(tmp_path: Path, known: dict[str, Known]) -> None:
    first = "          - id: purpose\n            title: 目的\n"
    added = (
        "          - id: preamble\n            title: 说明\n            paragraphs:\n"
        "              - {id: preamble-text, text: 先读这一条。}\n"
    )
    scheme = SCHEME.replace(first, added + first)
    other = check(handbook(tmp_path, second=False, changes={"content/policy/scheme.yml": scheme}), Diagnostics())
    assert other
    assert other.policy
    parts = known_releases(other.policy.releases)["1.0"].parts
    assert {key: parts[key] for key in known["1.0"].parts} == dict(known["1.0"].parts)


# ------------------------------------------------------------------ the folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "handed-in"
    made.mkdir()
    return made


def give(folder: Path, name: str, raw: Any) -> None:
    data = raw if isinstance(raw, bytes) else json.dumps(sealed(raw), ensure_ascii=False).encode()
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def run(root: Path, folder: Path, *more: str) -> tuple[int, str, dict[str, list[dict[str, str]]]]:
    done = CliRunner().invoke(main, ["policy", "receipts", str(folder), "--root", str(root), *more])
    out = folder.with_name(f"{folder.name}-register")
    tables = {path.stem: rows(path) for path in out.glob("*.csv")}
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output, tables


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


ROSTER = (
    "工号,姓名,部门,状态\nlq-0042,周宁,开发区组,在职\nLQ-7,何蔚,西城组,\nLQ-8,许静,人事,休假\nLQ-9,林悦,财务,离职\n"
)


def test_register_and_who_is_missing(root: Path, folder: Path, known: dict[str, Known], tmp_path: Path) -> None:
    give(folder, "a.json", body(known["1.1"]))
    (tmp_path / "roster.csv").write_text(ROSTER, "gb18030")
    code, said, tables = run(root, folder, "--roster", str(tmp_path / "roster.csv"))
    assert code == 0, said
    (line,) = tables["register"]
    assert [line[key] for key in ("工号", "姓名", "状态", "读过", "理解题", "来自")] == [
        "LQ-0042", "周宁", "已读并确认收到", "5（共 5）", "1（共 2）", "a.json",
    ]  # fmt: skip
    assert [(one["工号"], one["原因"]) for one in tables["missing"]] == [
        ("LQ-7", "没有收到"),
        ("LQ-8", "名单上写着休假，返岗后送达"),
    ]
    assert tables["refused"] == []
    with zipfile.ZipFile(folder.with_name("handed-in-register") / "register.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "周宁" in book.read("xl/sharedStrings.xml").decode()


def test_everything_that_can_be_wrong_with_a_person(
    root: Path, folder: Path, known: dict[str, Known], tmp_path: Path
) -> None:
    new = known["1.1"]
    give(folder, "1.json", body(new))
    give(folder, "2-copy.json", body(new))
    give(folder, "3-again.json", body(new, made="2026-08-02T10:00:00Z"))
    give(folder, "4-stranger.json", body(new, person=person("ZZ-1", "生人")))
    give(folder, "5-other-name.json", body(new, person=person("LQ-7", "周宁")))
    give(folder, "6-incomplete.json", put(body(new, person=person("LQ-8", "许静")), ("parts", 1, "read"), ""))
    give(folder, "7-old.json", earlier(known))
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    code, said, tables = run(root, folder, "--roster", str(tmp_path / "roster.csv"))
    assert code == 1
    assert [line["来自"] for line in tables["register"]] == ["1.json"]
    reasons = {one["来自"]: one["原因"] for one in tables["refused"]}
    assert reasons["2-copy.json"] == "重复：已经有 1.json"
    assert reasons["3-again.json"] == "重复：已经有 1.json"
    assert reasons["4-stranger.json"] == "名单上没有这个工号"
    assert reasons["5-other-name.json"] == "姓名和名单上这个工号的不一样"
    assert reasons["6-incomplete.json"] == "还有 1 处没有读或没有答"
    assert reasons["7-old.json"] == "版本不对：是 1.0 版"
    lacks = {one["工号"]: one["原因"] for one in tables["missing"]}
    assert lacks == {"LQ-7": "交过一份，没有收下", "LQ-8": "没有读完或答完"}
    assert "4-stranger.json: 名单上没有这个工号" in said


def test_two_people_do_not_share_a_number(root: Path, folder: Path, known: dict[str, Known]) -> None:
    give(folder, "1.json", body(known["1.1"]))
    give(folder, "2.json", body(known["1.1"], person=person("LQ-0042", "何蔚"), made="2026-08-02T10:00:00Z"))
    code, _, tables = run(root, folder)
    assert code == 1
    assert tables["refused"][0]["原因"] == "这个工号已经有另一个人的回执：1.json"


def test_refused_and_away_are_kept_apart(root: Path, folder: Path, known: dict[str, Known]) -> None:
    new = known["1.1"]
    give(folder, "no.json", body(new, status="refused", refusal={"reason": "24 点太紧"}))
    away = {"status": "leave", "leave": {"until": "2026-09-01", "how": "返岗当面"}}
    give(folder, "away.json", body(new, person=person("LQ-8", "许静"), **away))
    give(folder, "away-back.json", body(new, person=person("LQ-9", "林悦"), date="2026-08-01", **away) | {
        "parts": [{"id": i, "hash": h, "read": ""} for i, h in new.parts.items()]
    })  # fmt: skip
    give(folder, "back.json", body(new, person=person("LQ-9", "林悦")))
    code, said, tables = run(root, folder)
    assert code == 0, said
    found = {line["来自"]: line for line in tables["register"]}
    assert found["no.json"]["状态"] == "已送达，未表示同意"
    assert found["no.json"]["异议理由"] == "24 点太紧"
    assert found["back.json"]["说明"] == "返岗后补签"
    assert "以后一份为准" in found["away-back.json"]["说明"]
    assert [(one["工号"], one["补充"]) for one in tables["missing"]] == [("LQ-8", "2026-09-01　返岗当面")]


def test_codes_and_files_of_one_receipt_are_one(
    root: Path, folder: Path, known: dict[str, Known], tmp_path: Path
) -> None:
    give(folder, "a.json", body(known["1.1"]))
    other = taken(sealed(body(known["1.1"], person=person("LQ-7", "何蔚"))), known)
    own = taken(sealed(body(known["1.1"])), known)
    text = "\n".join([receipt.code_of(own), "", receipt.code_of(other).lower(), "HBR1:1.1:nonsense", "hello"])
    (folder / "codes.txt").write_text(text, "utf-16")
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8-sig")
    code, _, tables = run(root, folder, "--roster", str(tmp_path / "roster.csv"))
    assert code == 1
    found = {line["工号"]: line for line in tables["register"]}
    assert found["LQ-0042"]["说明"] == "文件和短码都有，一致"
    assert found["LQ-7"]["姓名"] == "何蔚", "the roster knows the name that a code does not hold"
    assert "纸质签名" in found["LQ-7"]["说明"]
    assert {one["来自"]: one["原因"] for one in tables["refused"]} == {
        "codes.txt:4": "短码不完整，或者有错字",
        "codes.txt:5": "不是本制度的回执",
    }


def test_an_earlier_receipt_is_the_grounds_of_a_later(root: Path, folder: Path, known: dict[str, Known]) -> None:
    give(folder, "new.json", kept(known))
    code, _, tables = run(root, folder)
    assert code == 0
    assert "没有上一版回执" in tables["register"][0]["说明"]
    give(folder, "old.json", earlier(known))
    code, _, tables = run(root, folder)
    assert code == 0
    assert tables["register"][0]["说明"] == ""
    assert tables["refused"][0]["原因"] == "1.0 版的回执，作为沿用的依据留着"
    code, _, tables = run(root, folder, "--release", "1.0")
    assert code == 1, "1.1 is the wrong version where 1.0 is asked for"


BOMB = b"[" * 100_000 + b"]" * 100_000


def test_hostile_files_are_listed_and_never_fatal(root: Path, folder: Path, known: dict[str, Known]) -> None:
    good = json.dumps(sealed(body(known["1.1"])), ensure_ascii=False)
    twice = good.replace('"name"', '"name": "别人", "name"', 1)
    hostile: dict[str, bytes] = {
        "big.json": b"[" + b"1," * 200_000 + b"1]",
        "deep.json": BOMB,
        "deeper.json": b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
        "empty.json": b"",
        "binary.json": bytes(range(256)) * 20,
        "utf16.json": good.encode("utf-16"),
        "list.json": b"[]",
        "string.json": b'"handbook-receipt"',
        "nan.json": b'{"format": NaN}',
        "digits.json": b'{"version": ' + b"9" * 5000 + b"}",
        "twice.json": twice.encode(),
        "types.json": json.dumps({**sealed(body(known["1.1"])), "parts": {"id": 1}}).encode(),
        "nulls.json": good.replace("周宁", "周\\u0000宁").encode(),
        "surrogate.json": good.replace("周宁", "\\ud800").encode(),
        "keys.json": json.dumps(
            {"format": "handbook-receipt", "version": 1, "<img src=x>\n": 1, "__proto__": 2}
        ).encode(),
        "codes.txt": b"\xff\xff\xff" * 100 + b"\n" + b"A" * 100_000,
        "scan.jpg": b"\xff\xd8",
        "=cmd|' /C calc'!A0.json": b"{}",
        "-rf.json": b"{}",
    }
    for name, data in hostile.items():
        give(folder, name, data) if data else (folder / name).write_bytes(data)
    (folder / "pipe.json").unlink(missing_ok=True)
    os.mkfifo(folder / "pipe.json")
    (folder / "link.json").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    Path(os.fsdecode(os.fsencode(folder) + b"/odd-\xff\n.json")).write_bytes(b"{}")
    give(folder, "department/good.json", body(known["1.1"]))
    code, said, tables = run(root, folder)
    assert code == 1
    assert [line["来自"] for line in tables["register"]] == ["department/good.json"]
    refused = {one["来自"]: one["原因"] for one in tables["refused"]}
    assert len(refused) >= len(hostile) + 4
    for name in ("link.json", "pipe.json", "deep.json", "twice.json", "surrogate.json"):
        assert refused[name], name
    assert refused["link.json"] == "是指向别处的链接，没有打开"
    assert refused["deep.json"] == refused["nan.json"] == refused["twice.json"] == "读不出来：不是完整的回执文件"
    assert "'=cmd|' /C calc'!A0.json" in refused, "neutralised"
    assert "'-rf.json" in refused
    assert "passwd" not in said
    assert "root:" not in said
    assert "\x00" not in said


def test_names_of_files_are_printed_safely() -> None:
    assert shown("a\u202eb\n\x1b[31m.json").isprintable()
    assert len(shown("x" * 500)) == 120


def test_ten_thousand_lines_are_read_one_by_one(folder: Path, known: dict[str, Known]) -> None:
    give(folder, "a.json", body(known["1.1"]))
    found = gather(folder, known, TODAY)
    assert not isinstance(next(found), Refused)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =1", "\r=1", "\n=1"])
def test_cells_that_a_spreadsheet_would_compute_are_neutralised(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"
    with zipfile.ZipFile(io.BytesIO(as_workbook({"a": ([["h"], [cell]], [10])}, TODAY))) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_a_formula_as_a_name_ends_neutralised(root: Path, folder: Path, known: dict[str, Known]) -> None:
    give(folder, "a.json", body(known["1.1"], person=person("X1", '=HYPERLINK("http://x")')))
    _, _, tables = run(root, folder)
    assert tables["register"][0]["姓名"] == '\'=HYPERLINK("http://x")'


def test_the_same_folder_gives_the_same_bytes(root: Path, folder: Path, known: dict[str, Known]) -> None:
    give(folder, "a.json", body(known["1.1"]))
    out = folder.with_name("handed-in-register")
    run(root, folder)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    for path in out.iterdir():
        path.unlink()
    run(root, folder)
    assert first == {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("place", ["content/policy", "build/site", "exercises/x"])
def test_names_never_go_where_they_would_be_published(root: Path, folder: Path, place: str) -> None:
    code, said, _ = run(root, folder, "--out", str(root / place))
    assert code == 2
    assert "放到手册以外" in said
    (root / "content" / "receipts").mkdir(exist_ok=True)
    code, said, _ = run(root, root / "content" / "receipts")
    (root / "content" / "receipts").rmdir()
    assert code == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("姓名\n周宁\n", "列名"),
        ("number\n=1\n", "第 2 行：工号"),
        ("number\nA1\na1\n", "出现了两次"),
        ("number,status\nA1,飞走了\n", "不认识"),
        ("number\n", "没有人"),
        ("", "列名"),
    ],
)
def test_mistakes_in_a_roster_are_told_with_their_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "r.csv").write_text(text, "utf-8")
    with pytest.raises(CommandError) as error:
        read_roster(tmp_path / "r.csv")
    assert says in say("zh", error.value.phrase.key, **error.value.phrase.args)


# ------------------------------------------------------------------ guards


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/modules/basics/receipt-1.0-LQ-1.json", "{}"),
        ("content/notes.txt", "HBR1:1.0:9D19194CC06A:LQ-0042:20261125:1/8:A:3C33C000:X7Z8CY"),
        ("content/a.json", '{"format": "handbook-receipt"}'),
        ("content/people.csv", "工号,姓名\n1,甲\n"),
        ("exercises/basics/花名册.xlsx", "x"),
        ("content/policy/anything.csv", "x"),
    ],
)
def test_receipts_and_rosters_in_the_authors_folders_are_refused(tmp_path: Path, name: str, text: str) -> None:
    sink = Diagnostics()
    check(write(tmp_path, {**FILES, name: text}), sink)
    assert [one.file for one in sink if one.name == "personal-data"] == [name]


@pytest.mark.parametrize("name", ["content/modules/basics/picture.png", "content/readme.md", "content/table.csv"])
def test_what_teaches_may_stay(tmp_path: Path, name: str) -> None:
    sink = Diagnostics()
    check(write(tmp_path, {name: "姓名和工号不写在这里。"}), sink)
    assert [one for one in sink if one.name == "personal-data"] == []


@pytest.mark.parametrize(
    "name", ["receipt-1.0-LQ-1.json", "receipts/a.json", "x-register/a", "部门回执.zip", "roster.csv", "签到表.jpg"]
)
def test_git_leaves_them_alone(name: str) -> None:
    place = Path(__file__).parents[2]
    done = subprocess.run([shutil.which("git") or "git", "check-ignore", "-q", name], cwd=place, check=False)
    assert done.returncode == 0
