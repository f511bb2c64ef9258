"""From bytes to clean text: encoding, size and forbidden characters, before any parsing."""

import re
import unicodedata
from dataclasses import dataclass

from forms.errors import LimitExceeded, Unreadable
from forms.problems import Mark, Problem, report


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may weigh; each limit is checked before anything is built."""

    bytes: int = 1_048_576
    depth: int = 50
    nodes: int = 8_000
    scalar: int = 10_000
    problems: int = 200


_BYTE_ORDER_MARK = "\ufeff"
_REPLACEMENT = "\ufffd"
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def decode(source: bytes | str, *, name: str, limits: Limits) -> str:
    """Give the text of a file, its byte-order mark removed and its line ends made plain.

    Raises `LimitExceeded` above `limits.bytes`, `Unreadable` when bytes are not UTF-8.
    """
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(raw) > limits.bytes:
        raise LimitExceeded(limit="bytes", problem=_too_heavy(name=name, limits=limits))
    if isinstance(source, str):
        return _one_line_end(source)
    try:
        return _one_line_end(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(name=name, problems=(_not_utf8(raw, error.start, name=name),)) from None


def replace_forbidden(text: str, *, name: str, limits: Limits) -> tuple[str, list[Problem]]:
    """Report characters that could hide something, and put U+FFFD in their place.

    Forbidden are controls, line and paragraph separators, direction overrides and lone
    surrogates. Reports stop at `limits.problems`.
    """
    problems: list[Problem] = []
    for found in _FORBIDDEN.finditer(text):
        if len(problems) == limits.problems:
            break
        problems.append(forbidden(found.group(), mark=mark_at(text, found.start(), name=name)))
    return (_FORBIDDEN.sub(_REPLACEMENT, text), problems) if problems else (text, problems)


def first_forbidden(text: str) -> str | None:
    """Give the first character a value may not hold, even written as an escape."""
    found = _FORBIDDEN.search(text)
    return found.group() if found else None


def forbidden(character: str, *, mark: Mark, where: str = "") -> Problem:
    """Describe a forbidden character by its code point and, when it has one, its name."""
    point = f"U+{ord(character):04X}"
    label = unicodedata.name(character, "caractère de commande")
    return report(
        code="YAML-012",
        message=f"Caractère interdit {point} ({label}) : invisible, il peut tromper la lecture.",
        mark=mark,
        where=where,
        remedy="Effacez ce caractère, ou retapez la ligne.",
    )


def mark_at(text: str, index: int, *, name: str) -> Mark:
    """Turn an index into a line and a column, both starting at 1."""
    return Mark(name, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _one_line_end(text: str) -> str:
    return text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")


def _too_heavy(*, name: str, limits: Limits) -> Problem:
    return report(
        code="LIM-001",
        message=f"Fichier de plus de {limits.bytes} octets : c'est la limite.",
        mark=Mark(name, 1, 1),
        remedy="Allégez le fichier ou partagez-le en plusieurs.",
    )


def _not_utf8(raw: bytes, start: int, *, name: str) -> Problem:
    readable = _one_line_end(raw[:start].decode("utf-8"))
    return report(
        code="YAML-011",
        message=f"Le fichier n'est pas en UTF-8 : l'octet 0x{raw[start]:02X} n'y a pas de sens ici.",
        mark=mark_at(readable, len(readable), name=name),
        remedy="Enregistrez le fichier en UTF-8 (souvent « Enregistrer sous… », encodage UTF-8).",
    )
