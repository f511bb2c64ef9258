"""Spellings that other tools silently turn into something else, named when they are met."""

import re

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_TRAPS = (
    (_DATE, "ailleurs cette date n'est pas lue comme un texte"),
    (
        re.compile(r"(?i:yes|no|on|off|true|false|oui|non)"),
        "ailleurs ce mot est lu comme vrai ou faux ; ici c'est un texte",
    ),
    (re.compile(r"[0-9]{1,2}(?::[0-9]{2})+"), "ailleurs cette heure est lue comme un nombre de minutes"),
    (re.compile(r"0[0-9]+"), "un nombre ne commence pas par un zéro : ailleurs il est lu en base huit"),
    (re.compile(r"[0-9]+(?:_[0-9]+)+"), "le tiret bas n'est pas un séparateur de milliers"),
    (re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+"), "l'écriture avec exposant n'est pas admise"),
    (re.compile(r"(?i:\.?nan|[+-]?\.?inf(?:inity)?)"), "ce n'est pas un nombre"),
    (re.compile(r"0[xob][0-9a-fA-F]+"), "seule l'écriture décimale est admise"),
)


def is_date(text: str) -> bool:
    """Tell whether a text is spelt as a day, or an instant."""
    return bool(_DATE.fullmatch(text))


def name_trap(text: str) -> str:
    """Say in French what other readers would make of a text; empty when there is no trap."""
    trap = next((said for pattern, said in _TRAPS if pattern.fullmatch(text)), "")
    if trap:
        return trap
    foreign = any(character.isdigit() and not character.isascii() for character in text)
    return "seuls les chiffres 0 à 9 sont admis" if foreign else ""
