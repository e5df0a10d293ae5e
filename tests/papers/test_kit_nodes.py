"""A page of a kit as nodes, and how its tables find room."""

from __future__ import annotations

import pytest
from handbook.papers.kit.nodes import Node, read_page
from handbook.papers.kit.table_layout import LINE, UPRIGHT, grid, is_wide, pieces


def main(html: str) -> Node:
    return read_page(f"<html><head><style>a</style></head><body><main>{html}</main></body></html>")


def first(html: str) -> Node:
    return next(main(html).nodes())


def shape(node: Node | str) -> object:
    return node if isinstance(node, str) else (node.tag, *map(shape, node.kids))


def test_what_only_a_screen_shows_is_left_out() -> None:
    page = main(
        '<p>a</p><p class="hb-lead hb-noprint">b<b>c</b></p><div class="hb-js"><input><p>d</p></div>'
        "<section hidden><p>e</p></section><button>f</button><script>g</script><p>h<br>i</p>"
    )
    assert page.text() == "ahi"
    assert shape(page) == ("main", ("p", "a"), ("p", "h", ("br",), "i"))


def test_a_node_holds_blocks_or_a_line_never_both() -> None:
    node = first("<li> <span>x</span> tail <div>block</div> after </li>")
    assert shape(node) == ("li", ("p", ("span", "x"), " tail"), ("div", "block"), ("p", "after"))
    assert shape(first("<p>\n  one\n  <b>two</b>\n</p>")) == ("p", "one ", ("b", "two"))
    assert shape(first("<p>全角\u3000空格</p>")) == ("p", "全角\u3000空格"), "that space is the author's"
    assert shape(first("<pre><code>a\n  b\n</code></pre>")) == ("pre", ("code", "a\n  b\n"))


def test_a_label_runs_into_the_paragraph_behind_it_and_into_nothing_else() -> None:
    label = '<span class="hb-label">做</span>'
    assert shape(first(f"<div>{label}<p>各做各的</p></div>")) == ("div", ("p", ("span", "做"), "各做各的"))
    assert shape(first(f"<div>{label}<ul><li>x</li></ul></div>")) == ("div", ("p", ("span", "做")), ("ul", ("li", "x")))
    assert shape(first(f"<div>{label} 有词<p>另一段</p></div>"))[1:] == (
        ("p", ("span", "做"), " 有词"),
        ("p", "另一段"),
    )


def test_words_are_words_whatever_they_look_like() -> None:
    assert main("<p>&lt;b&gt; &amp;amp; #panic() $x$</p>").text() == "<b> &amp; #panic() $x$"
    assert main('<p><a href="https://a.example/?a=1&amp;b=2">x</a></p>').text() == "x"
    with pytest.raises(ValueError, match="main"):
        read_page("<p>no page of a kit</p>")


def table(columns: int, rows: list[str], kind: str = "", cls: str = "hb-grid-paper") -> Node:
    head = "".join(f'<th data-type="{kind}">列{n}</th>' for n in range(columns))
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    return first(f'<table class="{cls}"><thead><tr><td></td>{head}</tr></thead><tbody>{lines}</tbody></table>')


def test_columns_to_write_in_share_the_width_by_what_is_written() -> None:
    numbered = grid(table(2, ["<th>1</th><td></td><td></td>"], "text"))
    named = grid(table(2, ["<th>周一上午</th><td></td><td></td>"], "number"))
    assert numbered.shares[1] > named.shares[1]
    assert numbered.shares[0] < 1 < named.shares[0]
    short = grid(table(3, ["<th>1</th><td>x</td>"]))
    assert [len(row) for row in short.rows] == [4], "a row with too few cells is filled up"


def test_a_sheet_with_many_columns_lies_on_its_side() -> None:
    def sheet(columns: int, kind: str) -> Node:
        return Node("section", ("hb-sheet",), [table(columns, ["<th>1</th>"], kind)])

    assert not is_wide(sheet(int(UPRIGHT) - 1, "number"))
    assert is_wide(sheet(int(UPRIGHT) + 1, "number"))
    assert is_wide(sheet(6, "text"))
    assert not is_wide(Node("section", ("hb-sheet",), [table(30, ["<th>1</th>"], "", "hb-data")]))


@pytest.mark.parametrize("columns", [1, 2, 5, 12, 17, 40])
def test_a_printed_table_loses_no_column_and_every_piece_fits(columns: int) -> None:
    cells = "".join(f"<td>值{n}是多少</td>" for n in range(columns))
    made = pieces(table(columns, [f"<th>某客户</th>{cells}", f"<th>另一个</th>{cells}"], cls="hb-data"))
    heads = [[cell.text() for cell in piece.head] for piece in made]
    assert [name for head in heads for name in head[1:]] == [f"列{n}" for n in range(columns)]
    assert all(piece.rows[0][0].text() == "某客户" for piece in made)
    assert all(sum(piece.shares) <= LINE for piece in made)
    lengths = [len(head) for head in heads]
    assert min(lengths) * 2 >= max(lengths), "no piece is a column left over"


def test_where_rows_are_only_counted_the_next_column_names_them_too() -> None:
    cells = "".join(f"<td>值{n}是多少字</td>" for n in range(12))
    made = pieces(table(12, [f"<th>1</th>{cells}", f"<th>2</th>{cells}"], cls="hb-data"))
    assert len(made) > 1
    assert all([cell.text() for cell in piece.rows[0][:2]] == ["1", "值0是多少字"] for piece in made)
    assert pieces(first("<table><thead></thead><tbody></tbody></table>"))[0].head == ()
