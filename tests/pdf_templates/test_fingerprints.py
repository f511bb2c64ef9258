"""What had a hand in the bytes is named, and compared."""

from pdf_templates.fingerprints import fingerprint, same_house


def test_all_that_shapes_a_document_is_named() -> None:
    named = fingerprint(fonts=("Jalon-Sans",))

    assert {
        "weasyprint",
        "pydyf",
        "pango",
        "harfbuzz",
        "harfbuzz-subset",
        "python",
        "zlib",
        "fonts",
        "faces",
    } <= set(named)
    assert [name for name, told in named.items() if not told] == []


def test_a_document_is_rebuilt_only_where_everything_is_equal() -> None:
    here = fingerprint(fonts=("Jalon-Sans",))

    assert same_house(here)
    assert same_house({**here, "faces": "DejaVu-Sans"})
    assert [name for name in here if name != "faces" and same_house({**here, name: "?"})] == []
    assert not same_house({})
