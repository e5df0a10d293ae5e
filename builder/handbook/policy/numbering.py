"""Numbers as Chinese statutes print them (立法法 article 65): 第X章, 第X条, （一）, 1."""

_DIGITS = "零一二三四五六七八九"
_MOST = 999


def chinese(number: int) -> str:
    """1 to 999 in Chinese numerals: 10 is 十, 21 is 二十一, 105 is 一百零五.

    Raises ValueError outside that range.
    """
    if not 1 <= number <= _MOST:
        raise ValueError(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    found = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        found += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        found += "零"
    return found + (_DIGITS[ones] if ones else "")


def chapter(number: int) -> str:
    """第一章."""
    return f"第{chinese(number)}章"


def article(number: int) -> str:
    """第一条."""
    return f"第{chinese(number)}条"


def paragraph(number: int) -> str:
    """第一款."""
    return f"第{chinese(number)}款"


def item(number: int) -> str:
    """（一）."""
    return f"（{chinese(number)}）"


def point(number: int) -> str:
    """1. with a full stop, as printed."""
    return f"{number}."
