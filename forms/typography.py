"""French typography: the spaces that must not break, the s that follows a number."""

import re

_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"
_RULES = (
    (re.compile("«[ \u00a0]?"), f"«{_NO_BREAK}"),
    (re.compile("[ \u00a0]?»"), f"{_NO_BREAK}»"),
    (re.compile(" ([:%€])"), rf"{_NO_BREAK}\1"),
    (re.compile(" ([;?!])"), rf"{_NARROW_NO_BREAK}\1"),
)


def typeset(text: str) -> str:
    """Put non-breaking spaces where French puts them: « a », b :, c %, d €, e ?."""
    for pattern, spaced in _RULES:
        text = pattern.sub(spaced, text)
    return text


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, in the plural from two on: « 1 année », « 3 années »."""
    return f"{number} {noun}s" if number > 1 else f"{number} {noun}"
