"""The last step of a PDF: both standards declared, no trace of the clock, bytes that repeat."""

import struct
import zlib
from base64 import a85encode
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

_RDF_END: Final = b"</rdf:RDF>"
_ACCESSIBLE: Final = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
><pdfuaid:part>1</pdfuaid:part></rdf:Description
><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"
><pdfaSchema:schema>PDF/UA Universal Accessibility</pdfaSchema:schema
><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI
><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix
><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"
><pdfaProperty:name>part</pdfaProperty:name
><pdfaProperty:valueType>Integer</pdfaProperty:valueType
><pdfaProperty:category>internal</pdfaProperty:category
><pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description
></rdf:li></rdf:Seq></pdfaSchema:property
></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""PDF/A knows a property only when the file describes it: hence the second description."""

_TABLE: Final = struct.Struct(">4sLLL")
_FIRST_TABLE: Final = 12
_CHECKSUM_ADJUSTMENT: Final = slice(8, 12)
_CREATED: Final = slice(20, 28)
_MODIFIED: Final = slice(28, 36)
_WHOLE_FONT: Final = 0xB1B0AFBA
_WORD: Final = 0xFFFFFFFF


def archive(pdf: bytes, *, title_of_data: str) -> bytes:
    """Make a PDF/A-3a file a PDF/UA-1 file as well, and its bytes repeatable.

    Fonts lose their moment of making, the embedded data (`title_of_data`) is listed once, and the
    file's identifier comes from its content.
    """
    import pikepdf  # noqa: PLC0415 -- slow import

    saved = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        metadata = opened.Root.Metadata
        metadata.write(metadata.read_bytes().replace(_RDF_END, _ACCESSIBLE + _RDF_END))
        opened.Root.AF = pikepdf.Array([_data(opened, title_of_data)])
        for stream in _font_files(opened):
            font = without_clock(stream.read_bytes())
            stream.write(zlib.compress(font, 9), filter=pikepdf.Name.FlateDecode)
            stream["/Length1"] = len(font)
        _close_streams(opened)
        opened.save(saved, deterministic_id=True, compress_streams=False, fix_metadata_version=False)
    return saved.getvalue()


def embedded_fonts(pdf: bytes) -> tuple[str, ...]:
    """Name the faces embedded in a PDF, without the prefix of their subset."""
    import pikepdf  # noqa: PLC0415 -- slow import

    with pikepdf.open(BytesIO(pdf)) as opened:
        return tuple(sorted({str(face.FontName).rpartition("+")[2] for face in _descriptors(opened)}))


def embedded_data(pdf: bytes, *, name: str) -> bytes:
    """Take out of a PDF the data it carries under `name`, as they were embedded.

    Raises `KeyError` when the file carries nothing of that name.
    """
    import pikepdf  # noqa: PLC0415 -- slow import

    with pikepdf.open(BytesIO(pdf)) as opened:
        return opened.attachments[name].get_file().read_bytes()


def without_clock(font: bytes) -> bytes:
    """Set a TrueType font's moment of modification to that of its creation, and its checksums right."""
    tables = {name: (at, start, size) for at, name, start, size in _tables(font)}
    if b"head" not in tables:
        return font
    at, start, size = tables[b"head"]
    whole, head = bytearray(font), bytearray(font[start : start + size])
    head[_MODIFIED] = head[_CREATED]
    head[_CHECKSUM_ADJUSTMENT] = bytes(4)
    whole[start : start + size] = head
    struct.pack_into(">L", whole, at + 4, _checksum(bytes(head)))
    struct.pack_into(
        ">L", whole, start + _CHECKSUM_ADJUSTMENT.start, (_WHOLE_FONT - _checksum(bytes(whole))) & _WORD
    )
    return bytes(whole)


def _tables(font: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(_FIRST_TABLE, _FIRST_TABLE + count * _TABLE.size, _TABLE.size):
        name, _, start, size = _TABLE.unpack_from(font, at)
        yield at, name, start, size


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & _WORD


def _descriptors(opened: "pikepdf.Pdf") -> "Iterator[pikepdf.Object]":
    import pikepdf  # noqa: PLC0415 -- slow import

    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.FontDescriptor:
            yield thing


def _font_files(opened: "pikepdf.Pdf") -> "Iterator[pikepdf.Object]":
    return (face["/FontFile2"] for face in _descriptors(opened) if "/FontFile2" in face)


def _close_streams(opened: "pikepdf.Pdf") -> None:
    """Give another last byte to streams that end with a carriage return.

    With the line feed before `endstream` it would read as one end of line, and the declared length
    as one byte too many.
    """
    import pikepdf  # noqa: PLC0415 -- slow import

    for thing in opened.objects:
        if isinstance(thing, pikepdf.Stream) and (raw := thing.read_raw_bytes()).endswith(b"\r"):
            filters, parameters = (_listed(thing.get(key)) for key in ("/Filter", "/DecodeParms"))
            parameters += [None] * (len(filters) - len(parameters))
            thing.write(
                a85encode(raw) + b"~>",
                filter=pikepdf.Array([pikepdf.Name.ASCII85Decode, *filters]),
                decode_parms=pikepdf.Array([None, *parameters]),
            )


def _listed(value: "pikepdf.Object | None") -> list[object]:
    import pikepdf  # noqa: PLC0415 -- slow import

    if value is None:
        return []
    return list(value.as_list()) if isinstance(value, pikepdf.Array) else [value]


def _data(opened: "pikepdf.Pdf", name: str) -> "pikepdf.Object":
    return next(file for file in opened.Root.AF if str(file.UF) == name)
