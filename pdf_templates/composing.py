"""Laying out pages with WeasyPrint: one family of type, no address to fetch, every defect a refusal."""

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self
from warnings import catch_warnings, filterwarnings

from pdf_templates.archival import archive, embedded_fonts
from pdf_templates.errors import ADMINISTRATOR, Unprintable
from pdf_templates.fingerprints import fingerprint
from pdf_templates.typefaces import FACES, font_assets

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.urls import URLFetcher

VARIANT: Final = "pdf/a-3a"
DATA_NAME: Final = "data.json"
_EVERYWHERE: Final = "* { image-rendering: crisp-edges }"
_CODE: Final = "asset:code.png"
_NO_DRAWING: Final = ".notdef glyph"
_NOT_LOADED: Final = ("Font-face", "Failed to load")


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that goes on paper: `code` becomes the QR code, `data` is embedded, `issued_at` dates both."""

    html: str
    stylesheets: tuple[str, ...]
    code: str
    data: bytes
    issued_at: datetime


class Composer:
    """Lays out documents one after the other; fonts and stylesheets are loaded once.

    Not for several threads at once: a thread that needs one makes its own.
    """

    def __init__(self) -> None:
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- slow import

        self._fonts = FontConfiguration()
        self._read: dict[str, CSS] = {}

    def compose(self, sheet: Sheet) -> tuple[bytes, int, Mapping[str, str]]:
        """Give the archival PDF, its number of pages, and the fingerprint of what made it.

        Raises `Unprintable` when a resource is asked for, a character has no drawing, or the page
        cannot be laid out.
        """
        from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 -- slow import

        with _Listening() as heard:
            try:
                pdf, pages = self._lay_out(sheet)
            except FatalURLFetchingError as error:
                raise _reached_out(str(error)) from None
            except (
                ArithmeticError,
                AssertionError,
                LookupError,
                TypeError,
                ValueError,
                RecursionError,
            ) as error:
                raise _not_laid_out(error) from error
        heard.refuse_defects()
        archived = archive(pdf, title_of_data=DATA_NAME)
        return archived, pages, fingerprint(fonts=embedded_fonts(archived))

    def _lay_out(self, sheet: Sheet) -> tuple[bytes, int]:
        from weasyprint import HTML, Attachment  # noqa: PLC0415 -- slow import

        fetcher = _fetcher({_CODE: _drawn(sheet.code)})
        styles = [self._stylesheet(text) for text in (FACES, *sheet.stylesheets, _EVERYWHERE)]
        paper: Document = HTML(string=sheet.html, url_fetcher=fetcher).render(
            font_config=self._fonts, stylesheets=styles, pdf_variant=VARIANT
        )
        paper.metadata.created = paper.metadata.modified = f"{sheet.issued_at:%Y-%m-%dT%H:%M:%SZ}"
        paper.metadata.attachments = [
            Attachment(
                string=sheet.data,
                name=DATA_NAME,
                description="Données dont ce document est tiré",
                created=sheet.issued_at,
                modified=sheet.issued_at,
                relationship="Data",
            )
        ]
        own = sha256(sheet.html.encode() + sheet.data).hexdigest()[:32].encode()
        with catch_warnings():
            # WeasyPrint leaves the file of its colour profile to the garbage collector.
            filterwarnings("ignore", category=ResourceWarning, message=".*sRGB2014")
            return paper.write_pdf(pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=own), len(paper.pages)

    def _stylesheet(self, text: str) -> "CSS":
        from weasyprint import CSS  # noqa: PLC0415 -- slow import

        if text not in self._read:
            self._read[text] = CSS(string=text, font_config=self._fonts, url_fetcher=_fetcher(font_assets()))
        return self._read[text]


class _Listening(logging.Handler, AbstractContextManager["_Listening"]):
    """Hears what WeasyPrint only logs, and turns what would spoil a document into refusals."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def __enter__(self) -> Self:
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        logging.getLogger("weasyprint").removeHandler(self)

    def refuse_defects(self) -> None:
        missing = sorted({character for record in self._records for character in _undrawn(record)})
        if missing:
            raise _undrawable(missing)
        for record in self._records:
            if str(record.msg).startswith(_NOT_LOADED):
                raise _not_laid_out(record.getMessage())


def _undrawn(record: logging.LogRecord) -> tuple[str, ...]:
    told = str(record.msg).startswith(_NO_DRAWING) and isinstance(record.args, tuple)
    return (str(record.args[0]),) if told and isinstance(record.args, tuple) else ()


def _fetcher(assets: Mapping[str, bytes]) -> "URLFetcher":
    from weasyprint.urls import (  # noqa: PLC0415 -- slow import
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class AssetsOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no annotations
        """Hands out what is in memory; anything else stops the document."""

        def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002 -- the shape WeasyPrint calls
            if url not in assets:
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, assets[url])

    return AssetsOnly()


def _drawn(code: str) -> bytes:
    from segno import make_qr  # noqa: PLC0415 -- slow import

    drawing = BytesIO()
    make_qr(code, error="m").save(drawing, kind="png", scale=4, border=2)
    return drawing.getvalue()


def _reached_out(url: str) -> Unprintable:
    return Unprintable(
        code="DOC-103",
        message=f"Le modèle demande « {url[:80]} » : un document ne charge rien du dehors.",
        who=ADMINISTRATOR,
        seen={"adresse": url[:80]},
        remedies=("Retirez cette adresse du modèle ou de la feuille de style.",),
    )


def _undrawable(characters: list[str]) -> Unprintable:
    named = ", ".join(
        f"{character} (U+{ord(character[0]):04X})" for character in characters[:10] if character
    )
    return Unprintable(
        code="DOC-104",
        message=f"Aucune police ne dessine ces caractères : {named}.",
        seen={"caractères": named},
        remedies=(
            "Écrivez ces mots en caractères latins.",
            "Ou demandez à l'administrateur d'installer une police qui les dessine.",
        ),
    )


def _not_laid_out(cause: object) -> Unprintable:
    return Unprintable(
        code="DOC-107",
        message=f"La mise en page a échoué ({cause}).",
        who=ADMINISTRATOR,
        remedies=("Vérifiez les dimensions de la feuille de style, puis relancez l'aperçu du document.",),
    )
