"""Templates are judged before anything is printed."""

import re
from collections.abc import Mapping

import pytest

from forms.letter import SAMPLE, vocabulary
from forms.problems import Mark
from pdf_templates.canonical import canonical, digest
from pdf_templates.catalogue import UnknownDocument
from pdf_templates.documents import check, known, variables
from pdf_templates.rendering import write_html
from tests.pdf_templates.letters import ISSUED_AT, REFERENCE

SPACE = "\u00a0"
TOP = "receipt.html.j2"
NAMED = re.compile(r"\b([a-z_]+\.[a-z_]+)\b(?=[^{}]*(?:\}\}|%\}))")


def without_digest(html: str, given: Mapping[str, object]) -> str:
    return html.replace(digest(canonical(given))[:16], "")


def codes(sources: Mapping[str, str], changes: Mapping[str, str]) -> set[str]:
    return {problem.code for problem in check("receipt", {**sources, **changes})}


@pytest.mark.parametrize("name", sorted(known()))
def test_shipped_documents_hold_and_read_only_what_letters_have(name: str, sources: dict[str, str]) -> None:
    assert check(name, sources) == ()
    assert variables(name, sources) - frozenset(vocabulary()) == frozenset()


@pytest.mark.parametrize("name", ["convention", "instruction_sheet"])
def test_what_is_brought_in_another_currency_is_printed_with_its_rate_date_and_source(
    name: str, sources: dict[str, str]
) -> None:
    html = write_html(name, sources=sources, letter=SAMPLE, issued_at=ISSUED_AT, reference=REFERENCE)

    text = html.replace("\u202f", " ").replace("\u00a0", " ")
    assert text.count("10 600,00 USD, à 1,06 USD pour un euro le 2 mai 2025 (Banque de France)") == 1
    assert ("ces taux sont gelés par la décision" in text) == (name == "convention")


def test_the_values_of_a_document_are_found_through_layout_clauses_and_loops(sources: dict[str, str]) -> None:
    found = variables("convention", sources)

    assert {
        "service.ministry",
        "service.address",
        "lead.private_law",
        "budget.expenses[].amounts",
        "schedule[].amount",
        "foreign_authorities[].name",
        "convention.signatory.function",
    } <= found
    assert {name for name in found if name.startswith(("printed", "loop"))} == set()


@pytest.mark.parametrize("name", sorted(known()))
def test_a_letter_cut_down_to_what_a_document_reads_writes_the_same(
    name: str, sources: dict[str, str]
) -> None:
    parts = {path.partition(".")[0].removesuffix("[]") for path in variables(name, sources)}
    cut = {part: value for part, value in SAMPLE.items() if part in parts}

    from_cut, from_whole = (
        write_html(name, sources=sources, letter=given, issued_at=ISSUED_AT, reference=REFERENCE)
        for given in (cut, SAMPLE)
    )

    assert without_digest(from_cut, cut) == without_digest(from_whole, SAMPLE)
    assert {"instance", "call"} <= parts


@pytest.mark.parametrize("name", sorted(known()))
def test_every_misspelt_value_is_refused(name: str, sources: dict[str, str]) -> None:
    top = known()[name].template
    names = sorted(set(NAMED.findall(sources[top])) - {"html.j2"})
    assert names

    passed = [
        found
        for found in names
        if not check(name, {**sources, top: sources[top].replace(f"{found}", f"{found}x", 1)})
    ]

    assert passed == []


def test_a_misspelt_value_is_told_with_its_place_and_the_nearest(sources: dict[str, str]) -> None:
    (problem,) = check("receipt", {**sources, TOP: "<p>\n{{ case.titel }}</p>"})

    assert (problem.code, problem.mark, problem.where, problem.remedy) == (
        "DOC-004",
        Mark(TOP, 2, 9),
        "case.titel",
        f"Vouliez-vous «{SPACE}case.title{SPACE}»\u202f?",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% if %}", "DOC-003"),
        ("{{ budget.total | euro }}", "DOC-005"),
        ("{{ 'a' * 1000000000 }}", "DOC-006"),
        ('{% include "clauses/appeal.html.j2" %}', "DOC-007"),
        ("<script></script>", "DOC-009"),
        ("{{ budget }}", "DOC-013"),
        ("{{ countries }}", "DOC-013"),
        ("{% for x in lead %}{% endfor %}", "DOC-013"),
        ("{{ case.title | euros }}", "DOC-012"),
        ("{{ case.title | date }}", "DOC-012"),
    ],
)
def test_each_defect_has_its_code(text: str, code: str, sources: dict[str, str]) -> None:
    assert codes(sources, {TOP: text}) == {code}


def test_all_defects_come_at_once_in_reading_order(sources: dict[str, str]) -> None:
    text = "{{ case.titel }}\n{{ 1 + 1 }}\n<script>\n{{ case.ref | uros }}"

    assert [problem.code for problem in check("receipt", {**sources, TOP: text})] == [
        "DOC-004",
        "DOC-006",
        "DOC-009",
        "DOC-005",
    ]


def test_clauses_in_a_circle_are_refused(sources: dict[str, str]) -> None:
    circle = {
        "clauses/a.html.j2": '{% include "clauses/b.html.j2" %}',
        "clauses/b.html.j2": '{% include "clauses/a.html.j2" %}',
    }

    assert codes(sources, {**circle, TOP: '{% include "clauses/a.html.j2" %}'}) == {"DOC-008"}


def test_a_stylesheet_that_fetches_is_refused(sources: dict[str, str]) -> None:
    assert codes(sources, {"paper.css": "@import 'http://example.org/x.css';"}) == {"DOC-010"}


def test_a_missing_template_is_named(sources: dict[str, str]) -> None:
    left = {name: text for name, text in sources.items() if name != TOP}

    assert [(problem.code, problem.where) for problem in check("receipt", left)] == [("DOC-002", TOP)]


def test_a_template_too_long_is_refused(sources: dict[str, str]) -> None:
    assert codes(sources, {TOP: "a" * 60_001}) == {"DOC-011"}


def test_an_unknown_document_is_refused(sources: dict[str, str]) -> None:
    for ask in (check, variables):
        with pytest.raises(UnknownDocument):
            ask("receit", sources)
