import re
from functools import cache
from html.parser import HTMLParser

import pytest

from tests.workflow.definition.example import example
from tests.workflow.definition.shipped import distinct_machines
from workflow.definition.catalogue import load
from workflow.definition.overview import overview

CODES = sorted({code for code, _ in distinct_machines()})
VOID = {"meta", "rect", "path", "circle", "link", "br"}


class Page(HTMLParser):
    """A page read for its structure: headings, tables, ids, what points where."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.tables: list[list[str]] = []
        self.unscoped = 0
        self.ids: list[str] = []
        self.pointed: set[str] = set()
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.language: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "table":
            self.tables.append([])
        if self.tables:
            self.tables[-1].append(tag)
        if tag == "th" and held.get("scope") not in {"col", "row"}:
            self.unscoped += 1
        if tag == "html":
            self.language = held.get("lang")
        self.ids += [held["id"]] if held.get("id") else []  # type: ignore[list-item]  # just asked
        self.pointed |= set((held.get("aria-labelledby") or "").split())
        self.pointed |= {(held.get("href") or "").removeprefix("#")} if tag == "a" else set()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)


@cache
def page_of(code: str) -> str:
    return overview(load(code).definition)


@pytest.mark.parametrize("code", CODES)
def test_a_page_can_be_walked_without_seeing_it(code: str) -> None:
    page = Page(page_of(code))

    assert page.language == "fr"
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert [tags[1] for tags in page.tables] == ["caption"] * len(page.tables)
    assert all("th" in tags for tags in page.tables)
    assert page.unscoped == 0
    assert len(page.ids) == len(set(page.ids))
    assert page.pointed <= set(page.ids)
    assert (page.open, page.unbalanced) == ([], [])


@pytest.mark.parametrize("code", CODES)
def test_a_page_needs_nothing_but_itself(code: str) -> None:
    html = page_of(code)

    assert re.findall(r"<script|<link|<img|src=|url\(|@import|http-equiv", html) == []
    assert set(re.findall(r'href="(.)', html)) == {"#"}


def test_a_page_shows_every_circuit_or_those_named() -> None:
    definition = example("").definition

    whole, alone = overview(definition), overview(definition, ["opinion"])

    assert re.findall(r"<h2>(.*)</h2>", whole) == [
        "Calendrier",
        "Rôles",
        "Demande de cofinancement",
        "Avis",
        "Compléments",
    ]
    assert re.findall(r"<h2>(.*)</h2>", alone) == ["Calendrier", "Rôles", "Avis"]
    assert (whole.count("<svg"), alone.count("<svg")) == (3, 1)


def test_what_an_author_writes_is_text_on_the_page() -> None:
    hostile = """
        about: "<b>"
        machines: {application: {label: "<i>", transitions: {fund: {label: "</table>"}}}}
        """

    html = overview(example(hostile).definition)

    assert "<i>" not in html
    assert "<b>" not in html
    assert html.count("</table>") == html.count("<table")
