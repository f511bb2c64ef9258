"""The lines around a syntax error, which tell the likely cause better than the parser's words."""

import re
from dataclasses import dataclass

from forms.problems import Mark

_VALUED = re.compile(r"\s*(?:- )?[^#:]+:\s+[^\s#|>&*]")
_GLUED = re.compile(r"\s*(?:- )?[\w.\-]+(:)[^\s:]")
_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Clue:
    """A likelier cause: its code, what is wrong, what mends it, and where."""

    code: str
    message: str
    remedy: str
    mark: Mark


def look_around(code: str, mark: Mark, text: str) -> Clue | None:
    """Give a likelier cause than the one found, from the lines about its place; or None."""
    lines = text.split("\n")
    if mark.line > len(lines):
        return None
    line = lines[mark.line - 1]
    before = line[: mark.column - 1]
    match code:
        case "YAML-002" if before.strip():
            return _inner_tab(mark)
        case "YAML-003" if not before.rstrip().endswith(("'", _QUOTE)) and before.strip(" ") == "":
            return _misaligned(mark)
        case "YAML-003":
            return _left_open(mark, lines)
        case "YAML-001" if line[mark.column - 1 : mark.column] == ":":
            return _second_colon(mark, before) if ": " in before else _after_previous(mark, lines)
        case _:
            return None


def _inner_tab(mark: Mark) -> Clue:
    return Clue(
        "YAML-002",
        "Tabulation au milieu de la ligne : une valeur se sépare de sa clé par des espaces.",
        "Remplacez la tabulation par une espace.",
        mark,
    )


def _misaligned(mark: Mark) -> Clue:
    return Clue(
        "YAML-016",
        "Indentation inattendue : cette ligne ne s'aligne sur aucune des précédentes.",
        "Alignez la ligne sur celles du même texte ou du même groupe, avec des espaces.",
        mark,
    )


def _left_open(mark: Mark, lines: list[str]) -> Clue | None:
    """Find the line above that opens a quote and never closes it."""
    odd = [number for number, line in enumerate(lines[: mark.line - 1], 1) if line.count(_QUOTE) % 2]
    if len(odd) % 2 == 0:
        return None
    number = odd[-1]
    column = lines[number - 1].rindex(_QUOTE) + 1
    return Clue(
        "YAML-003",
        f"Le guillemet ouvert ici n'est refermé que ligne {mark.line}, où le texte reprend sans raison.",
        f"Refermez le guillemet à la fin du texte, ligne {number}.",
        Mark(mark.file, number, column),
    )


def _second_colon(mark: Mark, before: str) -> Clue:
    key = before.partition(":")[0].strip(" -")
    return Clue(
        "YAML-001",
        f"Le texte de « {key} » contient « : », qui annonce une valeur quand rien ne le protège.",
        'Mettez tout le texte entre guillemets : "a : b".',
        mark,
    )


def _after_previous(mark: Mark, lines: list[str]) -> Clue | None:
    """Look for the cause in the line before: a value there, a colon without space, or no colon at all."""
    number = next((one for one in range(mark.line - 1, 0, -1) if lines[one - 1].strip()), 0)
    if number == 0:
        return None
    previous, line = lines[number - 1], lines[mark.line - 1]
    glued = _GLUED.match(previous)
    if _VALUED.match(previous) and _indent(line) > _indent(previous):
        key = previous.partition(":")[0].strip(" -")
        return Clue(
            "YAML-016",
            f"Retrait en trop : « {key} », ligne {number}, porte déjà une valeur.",
            "Alignez cette ligne sur la précédente, ou retirez la valeur de celle-ci.",
            Mark(mark.file, mark.line, _indent(line) + 1),
        )
    if glued:
        return Clue(
            "YAML-001",
            "Il manque une espace après ces deux-points : la ligne n'est pas lue comme une clé et sa valeur.",
            "Écrivez « clé: valeur », avec une espace.",
            Mark(mark.file, number, glued.start(1) + 1),
        )
    if ":" not in previous:
        return Clue(
            "YAML-001",
            "Ligne sans deux-points : une clé s'écrit « clé: valeur ».",
            "Ajoutez « : » après la clé, ou mettez le texte sur la ligne de sa clé.",
            Mark(mark.file, number, _indent(previous) + 1),
        )
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
