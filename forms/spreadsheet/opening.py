"""Opening a spreadsheet: its sheets as rows of values, with what each says beside them."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from forms.spreadsheet.archive import damaged, repack, too_much, unpack
from forms.spreadsheet.layout import Bounds
from forms.spreadsheet.structure import BadXml, Place, Structure, elements, scan

_BOUNDS = Bounds()
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: values by row and column from zero, and what its structure says."""

    name: str
    rows: Sequence[Sequence[object]]
    structure: Structure
    merged: tuple[tuple[Place, Place], ...] = ()

    def value(self, row: int, column: int) -> object:
        """Give the value of a cell; empty text where there is none."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


def open_spreadsheet(content: bytes, *, name: str, wanted: Sequence[str]) -> Mapping[str, Sheet]:
    """Give the wanted sheets that are there, by name.

    `name` is the file's, as messages show it. Raises `Unreadable` when this is no `.xlsx` file,
    `LimitExceeded` above one of `layout.Bounds`.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- slow import

    parts = unpack(content, name=name, bounds=_BOUNDS)
    try:
        structures = _structures(parts, wanted)
        with CalamineWorkbook.from_filelike(BytesIO(repack(parts))) as book:
            sheets = {one: book.get_sheet_by_name(one) for one in wanted if one in structures}
            return {
                one: Sheet(
                    name=one,
                    rows=sheet.to_python(skip_empty_area=False),
                    structure=structures[one],
                    merged=tuple(sheet.merged_cell_ranges or ()),
                )
                for one, sheet in sheets.items()
            }
    except (BadXml, CalamineError, KeyError) as error:
        raise damaged(name) from error


def _structures(parts: Mapping[str, bytes], wanted: Sequence[str]) -> Mapping[str, Structure]:
    named = [one for one in elements(parts[_WORKBOOK]) if one[""] == "sheet"]
    if len(named) > _BOUNDS.sheets:
        raise too_much(
            "sheets", f"Le classeur a plus de {_BOUNDS.sheets} feuilles.", "Ne gardez que celles du modèle."
        )
    targets = {one["Id"]: one["Target"] for one in elements(parts[_RELATIONS]) if one[""] == "Relationship"}
    found = {}
    for one in named:
        if one["name"] in wanted:
            target = posixpath.normpath(posixpath.join("/xl", targets[_identifier(one)])).lstrip("/")
            found[one["name"]] = scan(parts[target], sheet=one["name"], bounds=_BOUNDS)
    return found


def _identifier(sheet: Mapping[str, str]) -> str:
    return next((value for name, value in sheet.items() if name.endswith(":id")), "")
