"""The last step leaves no clock in the bytes and no doubt in their lengths."""

import struct
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no annotations

from pdf_templates.archival import archive, embedded_data, embedded_fonts, without_clock
from pdf_templates.rendering import Rendered
from pdf_templates.typefaces import font_assets
from tests.pdf_templates.letters import Letter, letter

Printing = Callable[[str, Callable[[], Letter]], Rendered]
XMP = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'


def made_at(font: bytes, moment: int) -> bytes:
    """The same font, as if saved at another moment."""
    opened = TTFont(BytesIO(font), recalcTimestamp=False)
    opened["head"].modified = moment
    saved = BytesIO()
    opened.save(saved)
    return saved.getvalue()


def test_fonts_saved_at_different_moments_become_equal_and_stay_sound() -> None:
    font = font_assets()["asset:upright.ttf"]
    early, late = (made_at(font, moment) for moment in (3_000_000_000, 3_900_000_000))
    assert early != late

    assert without_clock(early) == without_clock(late)
    opened = TTFont(BytesIO(without_clock(late)), checkChecksums=2)
    assert opened["head"].modified == opened["head"].created
    assert (
        opened["head"].checkSumAdjustment
        == TTFont(BytesIO(made_at(font, opened["head"].created)))["head"].checkSumAdjustment
    )


def test_a_font_without_a_head_is_left_alone() -> None:
    empty = b"\0\1\0\0" + struct.pack(">H", 0) + bytes(6)

    assert without_clock(empty) == empty


def _with_stream(content: bytes) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.Metadata = made.make_stream(XMP)
    spec = pikepdf.AttachedFileSpec(
        made, b"{}", filename="data.json", description="", mime_type="", creation_date="", mod_date=""
    )
    made.attachments["data.json"] = spec
    made.Root.AF = pikepdf.Array([made.attachments["data.json"].obj, made.attachments["data.json"].obj])
    made.Root.Odd = pikepdf.Stream(made, content)
    saved = BytesIO()
    made.save(saved, compress_streams=False, fix_metadata_version=False)
    return saved.getvalue()


@pytest.mark.parametrize("content", [b"ends with a return\r", b"plain"])
def test_no_stream_ends_with_a_return_and_none_loses_a_byte(content: bytes) -> None:
    with pikepdf.open(BytesIO(archive(_with_stream(content), title_of_data="data.json"))) as opened:
        raws = [thing.read_raw_bytes() for thing in opened.objects if isinstance(thing, pikepdf.Stream)]

        assert [raw for raw in raws if raw.endswith(b"\r")] == []
        assert opened.Root.Odd.read_bytes() == content


def test_the_data_are_listed_once_and_both_standards_declared() -> None:
    archived = archive(_with_stream(b"x"), title_of_data="data.json")

    with pikepdf.open(BytesIO(archived)) as opened:
        assert len(opened.Root.AF.as_list()) == 1
        assert b"<pdfuaid:part>1</pdfuaid:part>" in opened.Root.Metadata.read_bytes()
    assert embedded_data(archived, name="data.json") == b"{}"


def test_the_same_file_archived_twice_is_the_same() -> None:
    made = _with_stream(b"x")

    assert archive(made, title_of_data="data.json") == archive(made, title_of_data="data.json")


def test_the_faces_are_named_without_the_prefix_of_their_subset(printed: Printing) -> None:
    assert embedded_fonts(printed("receipt", letter).pdf) == ("Jalon-Sans", "Jalon-Sans-Bold")


def test_data_that_are_not_there_are_missed_by_name(printed: Printing) -> None:
    with pytest.raises(KeyError):
        embedded_data(printed("receipt", letter).pdf, name="other.json")
