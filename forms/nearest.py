"""The nearest known word: what a person most likely meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from forms.alphabets import in_latin, stranger_in

_CLOSE_ENOUGH = 0.6
_MOST_LISTED = 12


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word closest to the one written, or None when none is close."""
    by_lower = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=_CLOSE_ENOUGH)
    return by_lower[found[0]] if found else None


def suggest(word: str, known: Iterable[str]) -> str:
    """Write the French remedy for an unknown word: the nearest one, else the list.

    A letter of another alphabet, which makes a word look like one that is known, is named.
    """
    names = sorted(known)
    stranger = stranger_in(word)
    close = nearest(in_latin(word) if stranger else word, names)
    if close is not None:
        told = f" Le texte contient {stranger}, qui n'est pas une lettre latine." if stranger else ""
        return f"Vouliez-vous « {close} » ?{told}"
    shown = ", ".join(names[:_MOST_LISTED])
    more = ", …" if len(names) > _MOST_LISTED else ""
    return f"Valeurs possibles : {shown}{more}."
