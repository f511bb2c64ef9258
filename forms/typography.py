"""French typography: the spaces that must not break, the s that follows a number."""

import re

_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"
_OPENING = re.compile(f"«[ {_NO_BREAK}{_NARROW_NO_BREAK}]*")
_CLOSING = re.compile(f"[ {_NO_BREAK}{_NARROW_NO_BREAK}]*»")
_SIGNS = (
    *((sign, f" {sign}", f"{_NO_BREAK}{sign}") for sign in ":%€"),
    *((sign, f" {sign}", f"{_NARROW_NO_BREAK}{sign}") for sign in ";?!"),
)
"""What is written for what, in order: plain replacements, for every text shown passes here."""


def typeset(text: str) -> str:
    """Put non-breaking spaces where French puts them: « a », b :, c %, d €, e ?."""
    if "«" in text or "»" in text:
        text = _CLOSING.sub(f"{_NO_BREAK}»", _OPENING.sub(f"«{_NO_BREAK}", text))
    for sign, written, spaced in _SIGNS:
        if sign in text:  # Far cheaper to look for than the sign with its space.
            text = text.replace(written, spaced)
    return text


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, in the plural from two on: « 1 année », « 3 années »."""
    return f"{number} {noun}s" if number > 1 else f"{number} {noun}"


def visible(text: str) -> str:
    """Write a text so that nothing of it is hidden: what does not print shows as its code point."""
    return "".join(one if one.isprintable() or one == _NO_BREAK else f"\\u{ord(one):04x}" for one in text)
