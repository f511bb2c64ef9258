"""A document fetches nothing, and what cannot be laid out is a refusal in words."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from pdf_templates.composing import Composer, Sheet
from pdf_templates.errors import Unprintable

PAGE = (
    '<!DOCTYPE html><html lang="fr"><head><title>t</title>{head}</head><body><h1>a</h1>{body}</body></html>'
)


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    """A listening socket nobody should knock at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def sheet(*, head: str = "", body: str = "", css: str = "") -> Sheet:
    return Sheet(
        html=PAGE.format(head=head, body=body),
        stylesheets=(css,),
        code="jalon:1:R:receipt:0",
        data=b"{}",
        issued_at=datetime(2025, 7, 10, tzinfo=UTC),
    )


HOSTILE = {
    "img": {"body": "<img src='URL' alt='x'>"},
    "object": {"body": "<object data='URL'>x</object>"},
    "embed": {"body": "<embed src='URL'>"},
    "stylesheet": {"head": "<link rel='stylesheet' href='URL'>"},
    "attachment": {"head": "<link rel='attachment' href='URL'>"},
    "anchor attachment": {"body": "<a rel='attachment' href='URL'>x</a>"},
    "base": {"head": "<base href='URL'>", "body": "<img src='x.png' alt='x'>"},
    "import": {"css": "@import 'URL';"},
    "font": {"css": "@font-face { font-family: x; src: url(URL) } h1 { font-family: x }"},
    "background": {"css": "body { background: url(URL) }"},
    "list": {"css": "h1 { display: list-item; list-style-image: url(URL) }"},
    "content": {"css": "h1::before { content: url(URL) }"},
}


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:PORT/x", "ftp://127.0.0.1:PORT/x", "/etc/passwd"]
)
@pytest.mark.parametrize("how", sorted(HOSTILE))
def test_a_hostile_page_fetches_nothing(how: str, address: str, canary: socket.socket) -> None:
    url = address.replace("PORT", str(canary.getsockname()[1]))
    parts = {where: text.replace("URL", url) for where, text in HOSTILE[how].items()}

    try:
        pdf, _, _ = Composer().compose(sheet(**parts))
    except Unprintable as refusal:
        outcome = [refusal.code]
    else:
        outcome = list(PdfReader(BytesIO(pdf)).attachments)

    ignored = how == "attachment" or (address.startswith("/") and outcome != ["DOC-103"])
    assert outcome == ["data.json" if ignored else "DOC-103"]
    with pytest.raises(BlockingIOError):
        canary.accept()


@pytest.mark.parametrize(
    "css", ["body { font-size: 1e9px }", "body { font-size: 1e40cm; line-height: 1e40 }"]
)
def test_dimensions_without_measure_are_refused_in_words(css: str, composer: Composer) -> None:
    with pytest.raises(Unprintable) as refused:
        composer.compose(sheet(css=css, body="<p>a b c</p>"))

    assert refused.value.code == "DOC-107"


def test_the_pages_are_counted_and_the_faces_named(composer: Composer) -> None:
    css = 'body { font-family: "Jalon Sans" } p { break-before: page }'

    _, pages, fingerprint = composer.compose(sheet(css=css, body="<p>a</p><p>b</p>"))

    assert (pages, fingerprint["faces"], fingerprint["weasyprint"][:3]) == (
        3,
        "Jalon-Sans, Jalon-Sans-Bold",
        "70.",
    )
