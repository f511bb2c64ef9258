"""The shipped texts are all there and only there."""

from pathlib import Path

from pdf_templates.catalogue import known
from pdf_templates.sources import shipped_sources

FOLDER = Path("pdf_templates/templates")


def test_every_template_clause_and_stylesheet_ships_under_its_path() -> None:
    texts = shipped_sources()

    assert texts == {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(FOLDER.rglob("*"))
        if path.is_file()
    }


def test_every_document_has_its_template() -> None:
    texts = shipped_sources()

    assert [document.template for document in known().values() if document.template not in texts] == []


def test_no_shipped_clause_is_left_uncalled() -> None:
    texts = shipped_sources()
    called = "".join(texts.values())

    assert [name for name in texts if name.startswith("clauses/") and f'"{name}"' not in called] == []
