"""The known name closest to one that was misspelt."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """Propose the known spelling closest to `word`, as a French remedy; list all when none is close."""
    choices = sorted(known)
    close = get_close_matches(word, choices, n=1, cutoff=0.6)
    return f"Vouliez-vous « {close[0]} » ?" if close else f"Connus : {', '.join(choices)}."
