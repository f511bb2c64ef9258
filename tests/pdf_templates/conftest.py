"""One warm composer for all the tests of the room, and each document printed once."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from pdf_templates.composing import Composer
from pdf_templates.rendering import Rendered, render
from pdf_templates.sources import shipped_sources
from tests.pdf_templates.letters import ISSUED_AT, REFERENCE, Letter

Printing = Callable[[str, Callable[[], Letter]], Rendered]


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    return shipped_sources()


@pytest.fixture(scope="session")
def composer() -> Composer:
    return Composer()


@pytest.fixture(scope="session")
def printed(sources: dict[str, str], composer: Composer) -> Printing:
    """Print a document from one of the letters; asked twice, it is printed once."""

    @cache
    def printing(name: str, make: Callable[[], Letter]) -> Rendered:
        return render(
            name, sources=sources, letter=make(), issued_at=ISSUED_AT, reference=REFERENCE, composer=composer
        )

    return printing


@pytest.fixture(scope="session")
def words() -> Callable[[bytes], str]:
    """The text of a PDF, every kind of space read as one."""

    def read(pdf: bytes) -> str:
        pages = PdfReader(BytesIO(pdf)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    return read
