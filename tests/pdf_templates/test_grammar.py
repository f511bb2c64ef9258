"""What a template may not say is told with its place."""

import pytest
from jinja2 import nodes

from forms.problems import Mark, Problem
from pdf_templates.grammar import LONGEST_TEMPLATE, breaches, parse, place
from pdf_templates.language import language

READER = language(())


def told(text: str) -> list[tuple[str, str]]:
    tree = parse(READER, source="t", text=text)
    assert isinstance(tree, nodes.Template)
    return [(problem.code, str(problem.mark)) for problem in breaches(tree, source="t", text=text)]


@pytest.mark.parametrize(
    "text",
    [
        "{{ case.ref }} {{ budget.total | euros }}",
        "{% for line in budget.expenses if line.total > 0 %}{{ loop.index }}{% else %}rien{% endfor %}",
        "{{ budget.years[loop.index0] }} {{ budget.years[0] }}",
        "{% if lead.rna is defined and not (a == 3 or a < 2) %}x{% elif a %}y{% else %}z{% endif %}",
        '{% extends "a" %}{% block main %}{% include "b" %}{% endblock %}',
        "{{ a if b else c }}",
    ],
)
def test_what_the_language_has_is_no_breach(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 ** 8 }}",
        "{{ 1 + 1 }}",
        "{{ -1 }}",
        "{{ 'a' ~ 'b' }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ range(99999) }}",
        "{{ case.ref.upper() }}",
        "{{ case.__class__ }}",
        "{{ 'x'.y }}",
        "{{ case['ref'] }}",
        "{{ budget.years[total] }}",
        "{{ loop.index[1:2] }}",
        "{{ case is mapping }}",
        "{% for a in x %}{{ loop.firts }}{% endfor %}",
        "{% for a in x %}{{ loop.previtem }}{% endfor %}",
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% include case.ref %}",
        "{% extends case.ref %}",
        "{% for a, b in case %}{% endfor %}",
        "{% for a in case recursive %}{% endfor %}",
        "{% for a in [1] %}{% endfor %}",
        "{% filter euros %}1{% endfilter %}",
        "{{ none }}",
        "{{ true }}",
        "{{ 1.5 }}",
        "{{ 100000 }}",
        "{{ '" + "a" * 201 + "' }}",
        "{% with a = 1 %}{% endwith %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% call m() %}{% endcall %}",
        "{% for a in x %}" * 4 + "{% endfor %}" * 4,
    ],
)
def test_what_the_language_does_not_have_is_refused(text: str) -> None:
    assert {code for code, _ in told(text)} == {"DOC-006"}


def test_a_breach_is_told_on_its_line() -> None:
    assert told("a\nb {{ 1 + 1 }}") == [("DOC-006", "t:2:1")]


def test_an_unknown_filter_is_told_at_its_column_with_the_nearest() -> None:
    text = "{{ budget.total | euro }}"
    tree = parse(READER, source="t", text=text)
    assert isinstance(tree, nodes.Template)

    (problem,) = breaches(tree, source="t", text=text)

    assert (problem.code, problem.mark, problem.remedy) == (
        "DOC-005",
        Mark("t", 1, 19),
        "Vouliez-vous «\u00a0euros\u00a0»\u202f?",
    )


@pytest.mark.parametrize(
    "text", ["{{ a", "{% if a %}", "{% endfor %}", "{{ a b }}", "{% unknown %}", "{{ " + "(" * 9_000]
)
def test_what_cannot_be_read_is_told_with_its_line(text: str) -> None:
    problem = parse(READER, source="t", text=f"\n{text}")

    assert isinstance(problem, Problem)
    assert problem.code == "DOC-003"


def test_a_template_too_long_is_not_read() -> None:
    problem = parse(READER, source="t", text="a" * (LONGEST_TEMPLATE + 1))

    assert isinstance(problem, Problem)
    assert problem.code == "DOC-011"


def test_a_place_without_the_word_is_the_start_of_the_line() -> None:
    assert place("t", 2, text="a\n  b", word="b") == Mark("t", 2, 3)
    assert place("t", 2, text="a\n  b", word="z") == Mark("t", 2, 1)
    assert place("t", 9, text="a", word="a") == Mark("t", 9, 1)
