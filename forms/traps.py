"""Spellings that other tools silently turn into something else, named when they are met."""

import re
from collections.abc import Iterable

from forms.alphabets import Stranger

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_NUMBERS = (
    (re.compile(r"[0-9]+(?:_[0-9]+)+"), "le tiret bas n'est pas un séparateur de milliers"),
    (re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+"), "l'écriture avec exposant n'est pas admise"),
    (re.compile(r"(?i:\.?nan|[+-]?\.?inf(?:inity)?)"), "ce n'est pas un nombre"),
    (re.compile(r"0[xob][0-9a-fA-F]+"), "seule l'écriture décimale est admise"),
)
_TRAPS = (
    (_DATE, "ailleurs cette date n'est pas lue comme un texte"),
    (
        re.compile(r"(?i:yes|no|on|off|true|false|oui|non)"),
        "ailleurs ce mot est lu comme vrai ou faux ; ici c'est un texte",
    ),
    (re.compile(r"[0-9]{1,2}(?::[0-9]{2})+"), "ailleurs cette heure est lue comme un nombre de minutes"),
    (re.compile(r"0[0-9]+"), "un nombre ne commence pas par un zéro : ailleurs il est lu en base huit"),
    *_NUMBERS,
)


def is_date(text: str) -> bool:
    """Tell whether a text is spelt as a day, or an instant."""
    return bool(_DATE.fullmatch(text))


def name_trap(text: str) -> str:
    """Say in French what other readers would make of a text; empty when there is no trap."""
    return _named_among(_TRAPS, text) or foreign_digit(text)


def name_number_trap(text: str) -> str:
    """Say in French why what looks like a number is not read as one; empty when nothing looks so."""
    return _named_among(_NUMBERS, text) or foreign_digit(text)


def foreign_digit(text: str) -> str:
    """Name the first digit that is not one of 0 to 9, such as a full-width one; empty when there is none.

    They are refused, never read: one number has one spelling, and what is kept is what was typed.
    """
    found = "" if text.isascii() else next((one for one in text if one.isdigit() and not one.isascii()), "")
    return found and f"{Stranger(0, found)} : seuls les chiffres 0 à 9 sont admis"


def aside(trap: str) -> str:
    """Put a trap between brackets, to follow what it explains; nothing stays nothing."""
    return f" ({trap})" if trap else ""


def _named_among(traps: Iterable[tuple[re.Pattern[str], str]], text: str) -> str:
    return next((said for pattern, said in traps if pattern.fullmatch(text)), "")
