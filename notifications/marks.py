"""The notation mail templates are written in, read into blocks.

A line that begins with a mark is a heading (`# `), an item (`- `), a fact (`| label : value`), a
quotation (`> `) or a line kept as it is (`~ `); the others make paragraphs, ended by a blank line.
A line that begins with two spaces goes on with the one before. Typed texts are enclosed and can
make none of this.
"""

from dataclasses import dataclass
from typing import Literal

from notifications.guarding import OPEN

Kind = Literal["heading", "item", "fact", "quotation", "kept", "paragraph"]

_MARKS: dict[str, Kind] = {"# ": "heading", "- ": "item", "| ": "fact", "> ": "quotation", "~ ": "kept"}
_GOES_ON = "  "
_BETWEEN = "\u00a0: "


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines of one kind; typed texts in them are still enclosed."""

    kind: Kind
    lines: tuple[str, ...]


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read a written template into its blocks; blank lines part them and leave nothing."""
    groups: list[tuple[Kind, list[str]]] = []
    parted = True
    for line in text.splitlines():
        kind, words = _mark(line)
        if not words:
            parted = True
        elif line.startswith(_GOES_ON) and not parted:
            groups[-1][1][-1] += f" {words}"
        elif parted or groups[-1][0] != kind or kind == "heading":
            groups.append((kind, [words]))
            parted = False
        elif kind == "paragraph":
            groups[-1][1][-1] += f" {words}"
        else:
            groups[-1][1].append(words)
    return tuple(Block(kind, tuple(lines)) for kind, lines in _joined(groups))


def fact(line: str) -> tuple[str, str]:
    """Cut a fact into its label and its value; the colon of a typed text does not count."""
    head = line.partition(OPEN)[0]
    label, cut, _ = head.partition(_BETWEEN)
    return (label, line[len(label) + len(_BETWEEN) :]) if cut else ("", line)


def _mark(line: str) -> tuple[Kind, str]:
    kind = _MARKS.get(line[:2])
    return (kind, line[2:].strip(" ")) if kind else ("paragraph", line.strip(" "))


def _joined(groups: list[tuple[Kind, list[str]]]) -> list[tuple[Kind, list[str]]]:
    """Put together facts or items that only blank lines part."""
    joined: list[tuple[Kind, list[str]]] = []
    for kind, lines in groups:
        if joined and joined[-1][0] == kind and kind in {"fact", "item"}:
            joined[-1] = (kind, [*joined[-1][1], *lines])
        else:
            joined.append((kind, lines))
    return joined
