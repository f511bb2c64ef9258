"""Dotted paths of the application file: `lead.contact.email`, `authorities[0].commitment`.

A path names one field, or a group or list with all it holds. Elements of lists are counted from 0,
as in the places messages give.
"""

import re

from forms.errors import Malformed
from forms.field_labels import LABELS
from forms.nearest import suggest
from forms.typography import visible

Step = str | int
_ELEMENT = re.compile(r"\[([0-9]{1,4})\]")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ANY = "[]"
_MOST_SHOWN = 60
_MOST_WRITTEN = 200


def read_path(text: str) -> str:
    """Take the name of a field, of a group or of a list, as messages write it.

    Raises `Malformed` naming what was found, the nearest known name, and an example.
    """
    path = text.strip()
    if len(path) <= _MOST_WRITTEN and _ELEMENT.sub(_ANY, path) in LABELS and path.isascii():
        return path
    shown = visible(path if len(path) <= _MOST_SHOWN else f"{path[:_MOST_SHOWN]}…")
    raise Malformed(
        code="REP-001",
        message=f"« {shown} » n'est pas un champ du dossier de demande.",
        remedies=(_nearest(path[:_MOST_WRITTEN]), "Un champ se nomme par exemple lead.contact.email."),
    )


def _nearest(path: str) -> str:
    """Suggest the known name meant; a list's element keeps its number, else 0 stands for it."""
    numbers = _ELEMENT.findall(path)
    known = {_numbered(name, numbers): name for name in LABELS}
    if _BRACKETS.sub("", path) == path:  # No element named: the elements of lists are not what is meant.
        known = {name: name for name in LABELS if _ANY not in name}
    return suggest(path, frozenset(known))


def _numbered(name: str, numbers: list[str]) -> str:
    return name.replace(_ANY, f"[{numbers[0] if numbers else 0}]")


def steps_of(path: str) -> tuple[Step, ...]:
    """Give the keys and ranks that lead to a path: `a[0].b` is `a`, 0, `b`."""
    found: list[Step] = []
    for part in path.split("."):
        found.append(_ELEMENT.sub("", part))
        found.extend(int(rank) for rank in _ELEMENT.findall(part))
    return tuple(found)


def label_of(path: str) -> str:
    """Give the French label of a path, elements numbered from 1 as people count them."""
    label = LABELS.get(_ELEMENT.sub(_ANY, path), path)
    ranks = _ELEMENT.findall(path)
    return f"{label} n° {int(ranks[0]) + 1}" if ranks else label


def covers(opened: str, path: str) -> bool:
    """Tell whether naming one path names another: the same, or something it holds."""
    return path == opened or path.startswith((f"{opened}.", f"{opened}["))
