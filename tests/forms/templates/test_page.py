"""The page on templates says what the code does, and its examples hold."""

import re

import notifications.sources
import pdf_templates.sources
from notifications import messages
from notifications.dialect import MAIL
from pdf_templates import documents
from tests.forms.templates.page import FILTERS, PAGE, fresh

TEXT = PAGE.read_text(encoding="utf-8")


def example(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_tables_are_fresh() -> None:
    assert fresh(TEXT) == TEXT


def test_every_filter_has_its_example() -> None:
    assert set(FILTERS) == set(MAIL.filters)


def test_the_mail_shown_holds() -> None:
    sources = {**notifications.sources.shipped_sources(), "new_file.mail": example("mail")}

    assert messages.check("new_file", sources) == ()


def test_the_document_shown_holds() -> None:
    sources = {**pdf_templates.sources.shipped_sources(), "receipt.html.j2": example("html")}

    assert documents.check("receipt", sources) == ()
