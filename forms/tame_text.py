"""Text somebody typed, before anything reads it: no hidden character, no more than can be read.

What is shown back in a message is cut short, and its hidden characters are named, never repeated.
"""

import unicodedata

from forms.errors import Malformed

MOST_CHARACTERS = 20_000
"""The characters that the answer to one field may hold, whatever its kind."""

_SHOWN = 40
_LINES = frozenset("\n\r\t")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
"""Invisible, yet letters of Arabic and of Indian languages need them between themselves."""


def tame(text: str, *, lines: bool = False, most: int = MOST_CHARACTERS) -> str:
    """Give a text in its composed spelling, without spaces around it.

    Control characters, marks of direction, lone surrogates and characters without a meaning are
    refused, as are ends of lines unless `lines`. Raises `Malformed`.
    """
    if len(text) > most:
        raise Malformed(
            message=f"{len(text)} caractères, et {most} au plus sont admis ; raccourcissez le texte"
        )
    stripped = text.strip()
    hidden = next((one for one in stripped if _is_hidden(one, lines=lines)), None)
    if hidden is not None:
        raise Malformed(
            message=f"« {shown(stripped)} » contient {name_of(hidden)}, qui n'a pas sa place ici ; "
            "tapez de nouveau ce texte"
        )
    return unicodedata.normalize("NFC", stripped)


def shown(text: str) -> str:
    """Write what was typed as a message may show it: its beginning, hidden characters by their code."""
    start = "".join(f"[U+{ord(one):04X}]" if _is_hidden(one, lines=False) else one for one in text[:_SHOWN])
    return f"{start}…" if len(text) > _SHOWN else start


def name_of(character: str) -> str:
    """Name a hidden character: what it is, and its code."""
    if character in _LINES:
        return "un saut de ligne ou une tabulation"
    return f"le caractère U+{ord(character):04X} ({unicodedata.name(character, 'sans nom')})"


def _is_hidden(character: str, *, lines: bool) -> bool:
    if character in _LINES:
        return not lines
    return unicodedata.category(character) in _HIDDEN and character not in _JOINERS
