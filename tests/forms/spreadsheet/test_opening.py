import io
import zipfile
from typing import Any

import pytest

from forms.errors import LimitExceeded
from forms.spreadsheet.reading import read_spreadsheet
from tests.forms.spreadsheet.workbooks import built, problems, sound, with_part

SHEET = "xl/worksheets/sheet2.xml"


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return target.getvalue()


def encrypted(content: bytes) -> bytes:
    """Raise the flag of encryption on every part of an archive."""
    flagged = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = flagged.find(signature)
        while start >= 0:
            flagged[start + offset] |= 1
            start = flagged.find(signature, start + 1)
    return bytes(flagged)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"categorie;intitule;montant\nA;Forage;1000\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"PK\x03\x04",
        archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        built(sound())[:-200],
        encrypted(built(sound())),
        with_part(built(sound()), SHEET, lambda part: part[:-30]),
        with_part(built(sound()), SHEET, lambda part: part.replace(b'r="B3"', b'r="3B"')),
        with_part(built(sound()), "xl/_rels/workbook.xml.rels", lambda _: b"<Relationships/>"),
        with_part(
            built(sound()),
            SHEET,
            lambda part: part.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "b">]><worksheet', 1),
        ),
    ],
    ids=[
        "empty",
        "csv",
        "xls",
        "zip",
        "ods",
        "cut",
        "locked",
        "cut-sheet",
        "bad-cell",
        "no-relation",
        "doctype",
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert problems(content) == [("XLS-001", "")]


def far(place: bytes) -> bytes:
    return with_part(built(sound()), SHEET, lambda part: part.replace(b'r="C3"', b'r="' + place + b'"'))


def many_sheets() -> bytes:
    cells: dict[str, dict[str, Any]] = sound() | {f"Feuille {index}": {} for index in range(20)}
    return built(cells)


@pytest.mark.parametrize(
    ("content", "limit"),
    [
        (bytes(1_048_577), "bytes"),
        (archive(**{f"p{index}": b"" for index in range(201)}), "parts"),
        (archive(bomb=bytes(16_777_217)), "unpacked"),
        (many_sheets(), "sheets"),
        (far(b"C2001"), "rows"),
        (far(b"xfd1048576"), "rows"),
        (far(b"DQ3"), "columns"),
    ],
)
def test_each_bound_is_named_before_anything_is_built(content: bytes, limit: str) -> None:
    with pytest.raises(LimitExceeded) as caught:
        read_spreadsheet(content, name="budget.xlsx")

    assert (caught.value.limit, caught.value.code) == (limit, "XLS-002")


def test_a_part_heavier_than_its_archive_says_is_refused() -> None:
    content = bytearray(archive(**{"xl/workbook.xml": bytes(5_000_000)}))
    start = content.rfind(b"PK\x01\x02")
    content[start + 24 : start + 28] = (1000).to_bytes(4, "little")

    assert problems(bytes(content)) == [("XLS-001", "")]
