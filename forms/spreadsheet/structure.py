"""What a sheet says beside its values: errors, formulas never worked out, hidden rows, how far it goes.

It is read before anything is built: a cell in the last row of the sheet costs nothing.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from forms.spreadsheet.archive import too_much
from forms.spreadsheet.layout import Bounds

Place = tuple[int, int]
"""A row and a column, counted from zero."""

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ALPHABET = 26
_START_FROM_TEMPLATE = "Recopiez les lignes dans le modèle livré."


class BadXml(Exception):
    """A part that is not the XML a spreadsheet holds; `archive.damaged` tells it to the person."""


@dataclass
class Structure:
    """What was seen of one sheet."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: set[Place] = field(default_factory=set)
    filled: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def elements(part: bytes) -> list[dict[str, str]]:
    """List the elements of a small part in order, each with its attributes and, under `""`, its name."""
    found: list[dict[str, str]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, given: found.append({"": _local(name), **given})
    _parse(parser, part)
    return found


def scan(part: bytes, *, sheet: str, bounds: Bounds) -> Structure:
    """Walk the cells of one sheet. Raises `LimitExceeded`, or `BadXml`."""
    scanner = _Scanner(sheet, bounds)
    parser = _parser()
    parser.buffer_text = True
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.text
    _parse(parser, part)
    return scanner.seen


class _Scanner:
    """Follows the rows and cells of one sheet."""

    def __init__(self, sheet: str, bounds: Bounds) -> None:
        self.seen = Structure()
        self._sheet, self._bounds = sheet, bounds
        self._row, self._column, self._cells = -1, -1, 0
        self._kind, self._value, self._formula, self._inside = "", "", False, False

    def start(self, name: str, given: dict[str, str]) -> None:
        match _local(name):
            case "col" if _true(given.get("hidden")):
                last = min(_whole(given.get("max")), self._bounds.columns)
                self.seen.hidden_columns.update(range(_whole(given.get("min")) - 1, last))
            case "row":
                self._row = _whole(given["r"]) - 1 if "r" in given else self._row + 1
                self._column = -1
                if _true(given.get("hidden")):
                    self.seen.hidden_rows.add(self._row)
            case "c":
                self._enter(given)
            case "f":
                self._formula = True
            case "v" | "t":
                self._inside = True
            case _:
                pass

    def end(self, name: str) -> None:
        match _local(name):
            case "v" | "t":
                self._inside = False
            case "c":
                self._leave()
            case _:
                pass

    def text(self, given: str) -> None:
        if self._inside:
            self._value += given

    def _enter(self, given: dict[str, str]) -> None:
        if "r" in given:
            self._row, self._column = _placed(given["r"])
        else:
            self._column += 1
        self._cells += 1
        self._kind, self._value, self._formula = given.get("t", ""), "", False
        for limit, reached, most in (
            ("rows", self._row + 1, self._bounds.rows),
            ("columns", self._column + 1, self._bounds.columns),
            ("cells", self._cells, self._bounds.cells),
        ):
            if reached > most:
                raise self._too_far(limit, most)

    def _leave(self) -> None:
        place = (self._row, self._column)
        if self._kind == "e":
            self.seen.errors[place] = self._value
        if self._formula and not self._value:
            self.seen.uncalculated.add(place)
        if self._value and not self._formula:
            self.seen.filled.add(place)

    def _too_far(self, limit: str, most: int) -> Exception:
        noun = {"rows": "lignes", "columns": "colonnes", "cells": "cellules"}[limit]
        return too_much(limit, f"La feuille « {self._sheet} » dépasse {most} {noun}.", _START_FROM_TEMPLATE)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    # A spreadsheet declares no document type; entities that multiply need one.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise BadXml


def _parse(parser: expat.XMLParserType, part: bytes) -> None:
    try:
        parser.Parse(part, True)  # noqa: FBT003 -- expat's own way of saying that this is all
    except expat.ExpatError as error:
        raise BadXml from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _true(text: str | None) -> bool:
    return text in {"1", "true"}


def _whole(text: str | None) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        raise BadXml
    return int(text)


def _placed(reference: str) -> Place:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise BadXml
    column = 0
    for letter in found[1].upper():
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
