"""docs/errors.md: every code with its words, as an author looks it up, and an example of what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
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

这一页由 `python3 dev.py errors` 写成，不要手改；措辞在
`builder/handbook/diagnostics/catalogue/`，例子在 `tests/cases/`。
"""
_SEVERITY = {"error": "错误", "warning": "提醒"}
_MARKUP = re.compile(r"([\\*_\[\]<>#])")


class _Dots:
    """Fills every place of a template with dots, but for the command, which authors here run by dev.py."""

    def __getitem__(self, name: str) -> _Dots | str:
        return "python3 dev.py" if name == "program" else self

    def __format__(self, _spec: str) -> str:
        return "…"


def reference(rules: Iterable[codes.Rule], told: Callable[[codes.Rule], str]) -> str:
    """The whole page of rules in their order; `told` gives what is told in Chinese in the case of a rule, as text."""
    return "\n".join([_HEAD, *_groups(rules, told)]).rstrip() + "\n"


def _groups(rules: Iterable[codes.Rule], told: Callable[[codes.Rule], str]) -> Iterator[str]:
    for group, members in groupby(rules, key=lambda rule: rule.group):
        yield f"## {codes.title(group, LANG)}\n"
        for rule in members:
            yield from _rule(rule, told(rule))


def _rule(rule: codes.Rule, told: str) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}\n"
    yield f"**{_SEVERITY[rule.severity]}**：{_said(rule, 'message')}\n"
    if hint := _said(rule, "hint"):
        yield f"**怎么改**：{hint}\n"
    yield f"**为什么管**：{_said(rule, 'why')}\n"
    special = [_special(rule, case) for case in codes.words(rule.name, LANG).get("case", {})]
    if special:
        yield "**也会这样说**：\n"
        yield "\n".join(special) + "\n"
    yield "例如：\n"
    yield f"```text\n{_example(rule, told)}\n```\n"


def _special(rule: codes.Rule, case: str) -> str:
    own = codes.words(rule.name, LANG)["case"][case]
    message = f"- {_said(rule, 'message', case)}" if "message" in own else "-"
    return f"{message} 改法：{_said(rule, 'hint', case)}" if "hint" in own else message


def _said(rule: codes.Rule, part: str, case: str = "") -> str:
    """A template with dots in its places, escaped for Markdown but for what stands in backticks."""
    text = template(rule.name, part, LANG, case).replace("⟨", "").replace("⟩", "").format_map(_Dots())
    pieces = text.split("`")
    return "`".join(piece if number % 2 else _MARKUP.sub(r"\\\1", piece) for number, piece in enumerate(pieces))


def _example(rule: codes.Rule, told: str) -> str:
    blocks = [block for block in told.strip("\n").split("\n\n") if f"[{rule.code}]" in block.split("\n")[0]]
    return "\n\n".join(blocks[:MOST_SHOWN])


def told_in(cases: Path) -> Callable[[codes.Rule], str]:
    """What case files, named by code and name, expect to be told in Chinese."""

    def told(rule: codes.Rule) -> str:
        text = (cases / f"{rule.code}-{rule.name}.case").read_text("utf-8")
        return text.partition("== expect zh text\n")[2].partition("== expect en json\n")[0]

    return told
