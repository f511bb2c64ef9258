"""What a template may not say is told with its place."""

import pytest
from jinja2 import nodes

from forms.problems import Mark, Problem
from forms.templates.dialect import Dialect
from forms.templates.grammar import breaches, called_by, parse, place
from tests.forms.templates.dialects import PLAIN, WIDE

SPACE = "\u00a0"


def found(text: str, dialect: Dialect) -> list[Problem]:
    tree = parse(dialect, source="t", text=text)
    assert isinstance(tree, nodes.Template)
    return list(breaches(dialect, tree, source="t", text=text))


def told(text: str, dialect: Dialect) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.mark)) for problem in found(text, dialect)]


@pytest.mark.parametrize("dialect", [PLAIN, WIDE])
@pytest.mark.parametrize(
    "text",
    [
        "{{ case.ref }} {{ budget.total | euros }}",
        "{% for line in budget.expenses if line.total > 0 %}{{ loop.index }}{% else %}rien{% endfor %}",
        "{% if lead.rna is defined and not (a == 3 or a < 2) %}x{% elif a %}y{% else %}z{% endif %}",
        '{% extends "a" %}{% block main %}{% include "b" %}{% endblock %}',
        '{{ countries | listed("name") }} {{ case.filed_at | instant(call.zone) }}',
    ],
)
def test_what_the_language_has_is_no_breach(text: str, dialect: Dialect) -> None:
    assert found(text, dialect) == []


@pytest.mark.parametrize(
    "text", ["{{ budget.years[loop.index0] }} {{ budget.years[0] }}", "{{ a if b else c }}"]
)
def test_what_a_dialect_adds_is_a_breach_in_another(text: str) -> None:
    assert found(text, WIDE) == []
    assert {code for code, _ in told(text, PLAIN)} == {"T-2"}


@pytest.mark.parametrize("dialect", [PLAIN, WIDE])
@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 ** 8 }}",
        "{{ 1 + 1 }}",
        "{{ -1 }}",
        "{{ 'a' ~ 'b' }}",
        "{{ '%999999999d' % 1 }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ range(99999) }}",
        "{{ case.ref.upper() }}",
        "{{ case.__class__ }}",
        "{{ ().__class__ }}",
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
        "{% include ['a', 'b'] %}",
        "{% include 'a' ignore missing %}",
        "{% include 'a' without context %}",
        "{% extends case.ref %}",
        "{% for a, b in case %}{% endfor %}",
        "{% for a in case recursive %}{% endfor %}",
        "{% for a in [1] %}{% endfor %}",
        "{% for a in 'abc' %}{% endfor %}",
        "{% filter euros %}1{% endfilter %}",
        "{{ none }}",
        "{{ true }}",
        "{{ 1.5 }}",
        "{{ 100000 }}",
        "{{ '" + "a" * 201 + "' }}",
        "{% with a = 1 %}{% endwith %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% call m() %}{% endcall %}",
        "{{ self.body() }}",
        "{{ super() }}",
        "{% for a in x %}" * 4 + "{% endfor %}" * 4,
    ],
)
def test_what_the_language_does_not_have_is_refused(text: str, dialect: Dialect) -> None:
    assert {code for code, _ in told(text, dialect)} == {"T-2"}


@pytest.mark.parametrize(("loops", "plain", "wide"), [(2, 0, 0), (3, 1, 0), (4, 2, 1)])
def test_loops_are_bounded_by_the_dialect(loops: int, plain: int, wide: int) -> None:
    text = "{% for a in x %}" * loops + "{% endfor %}" * loops

    assert (len(found(text, PLAIN)), len(found(text, WIDE))) == (plain, wide)


def test_a_breach_is_told_on_its_line_in_the_words_of_the_dialect() -> None:
    assert found("a\nb {{ 1 + 1 }}", PLAIN) == [
        Problem(
            code="T-2",
            message="Un essai n'admet pas les calculs.",
            mark=Mark("t", 2, 1),
            remedy="Écrivez plus simplement.",
        )
    ]


def test_an_unknown_filter_is_told_at_its_column_with_the_nearest() -> None:
    assert found("{{ budget.total | euro }}", PLAIN) == [
        Problem(
            code="T-3",
            message=f"Le filtre «{SPACE}euro{SPACE}» n'existe pas.",
            mark=Mark("t", 1, 19),
            remedy=f"Vouliez-vous «{SPACE}euros{SPACE}»\u202f?",
            length=4,
        )
    ]


@pytest.mark.parametrize(
    "text",
    ["{{ a", "{% if a %}", "{% if %}", "{% endfor %}", "{{ a b }}", "{% unknown %}", "{{ " + "(" * 9_000],
)
def test_what_cannot_be_read_is_told(text: str) -> None:
    problem = parse(PLAIN, source="t", text=f"\n{text}")

    assert isinstance(problem, Problem)
    assert problem.code == "T-1"


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    problem = parse(PLAIN, source="t", text="a\n{% for %}")

    assert isinstance(problem, Problem)
    assert problem.mark == Mark("t", 2, 1)


def test_a_template_too_long_is_not_read() -> None:
    whole, longer = (parse(PLAIN, source="t", text="a" * length) for length in (20_000, 20_001))

    assert isinstance(whole, nodes.Template)
    assert isinstance(longer, Problem)
    assert (longer.code, longer.remedy) == ("T-5", "Écrivez plus court.")


def test_a_place_without_the_word_is_the_start_of_the_line() -> None:
    assert place("t", 2, text="a\n  b", word="b") == Mark("t", 2, 3)
    assert place("t", 2, text="a\n  b", word="z") == Mark("t", 2, 1)
    assert place("t", 9, text="a", word="a") == Mark("t", 9, 1)


@pytest.mark.parametrize(
    ("text", "name"), [('{% include "a" %}', "a"), ('{% extends "b" %}', "b"), ("{% include c %}", None)]
)
def test_the_template_called_is_named_when_it_is_written_out(text: str, name: str | None) -> None:
    tree = parse(PLAIN, source="t", text=text)
    assert isinstance(tree, nodes.Template)

    (node,) = tree.body

    assert called_by(node) == name
