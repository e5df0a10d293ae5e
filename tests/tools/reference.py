"""docs/errors.md: every code with its words, as an author looks it up, and how it shows in the tests' cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.diagnostics import codes
from handbook.diagnostics.messages import template

LANG = "zh"
MOST_SHOWN = 2
"""Examples of one code."""
_HEAD = """# 检查时会看到的提示

`python3 dev.py check` 发现问题时，每条提示都带一个编号，例如 `HB102`。编号永久不变，按它在这一页里查。
“…”处是你写的内容或者算出来的数。“错误”改好才能生成网站；“提醒”不挡生成，加上 `--strict` 才挡。

几个词：`title: 第一课` 这一行，冒号前面的 `title` 叫**键**，后面的“第一课”叫**值**；每行以 `- ` 开头的叫**列表**，
一行就是一**项**；一行左边空几格叫**缩进**，空得一样多的算同一层。例子里第一行是 文件:行:列，`^` 指着出错的地方。
题库工作簿里的问题，文件名后面的方括号里是哪张表，第二行写着第几行、哪一列、格子里写的什么。

这一页由 `python3 dev.py errors` 写成，不要手改；措辞在 `builder/diagnostics/words/zh.toml`，例子在 `tests/cases/`。
"""
_SEVERITY = {"error": "错误", "warning": "提醒"}
_MARKUP = re.compile(r"([\\*_\[\]<>#])")


class _Dots:
    """Fills every place of a template with dots, but for the command, which authors here run by dev.py."""

    def __getitem__(self, name: str) -> _Dots | str:
        return "python3 dev.py" if name == "program" else self

    def __format__(self, _spec: str) -> str:
        return "…"


def reference(cases: Path) -> str:
    """The whole page; `cases` is the folder with what is told in each case."""
    return "\n".join([_HEAD, *(line for group in codes.groups() for line in _group(group, cases))]).rstrip() + "\n"


def _group(group: str, cases: Path) -> Iterator[str]:
    yield f"## {codes.words(LANG)['groups'][group]}\n"
    for code in codes.groups()[group]:
        yield from _code(codes.rule(code), cases)


def _code(rule: codes.Rule, cases: Path) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}\n"
    yield f"**{_SEVERITY[rule.severity]}**：{_said(rule.code, 'message')}\n"
    if hint := _said(rule.code, "hint"):
        yield f"**怎么改**：{hint}\n"
    yield f"**为什么管**：{_said(rule.code, 'why')}\n"
    special = [_special(rule.code, case) for case in codes.words(LANG)[rule.code].get("case", {})]
    if special:
        yield "**也会这样说**：\n"
        yield "\n".join(special) + "\n"
    yield "例如：\n"
    yield f"```text\n{_example(rule, cases)}\n```\n"


def _special(code: str, case: str) -> str:
    own = codes.words(LANG)[code]["case"][case]
    message = f"- {_said(code, 'message', case)}" if "message" in own else "-"
    return f"{message} 改法：{_said(code, 'hint', case)}" if "hint" in own else message


def _said(code: str, part: str, case: str = "") -> str:
    """A template with dots in its places, escaped for Markdown but for what stands in backticks."""
    text = template(code, part, LANG, case).replace("⟨", "").replace("⟩", "").format_map(_Dots())
    pieces = text.split("`")
    return "`".join(piece if number % 2 else _MARKUP.sub(r"\\\1", piece) for number, piece in enumerate(pieces))


def _example(rule: codes.Rule, cases: Path) -> str:
    told = (cases / f"{rule.code}-{rule.name}.txt").read_text("utf-8")
    blocks = [block for block in told.strip("\n").split("\n\n") if f"[{rule.code}]" in block.split("\n")[0]]
    return "\n\n".join(blocks[:MOST_SHOWN])
