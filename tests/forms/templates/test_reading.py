"""A template is read with all it calls."""

from forms.problems import Mark, Problem
from forms.templates.names import Use
from forms.templates.reading import read_all, unknown_value
from tests.forms.templates.dialects import PLAIN

SPACE = "\u00a0"


def test_what_a_template_calls_is_read_once_and_nothing_else_is() -> None:
    texts = {
        "top": '{% extends "frame" %}{% block a %}{% include "part" %}{% include "absent" %}{% endblock %}',
        "frame": '{% include "part" %}',
        "part": '{% include "top" %}',
        "stranger": "{{",
    }

    trees, problems = read_all("top", texts, dialect=PLAIN)

    assert (sorted(trees), problems) == (["frame", "part", "top"], [])


def test_what_is_wrong_anywhere_comes_at_once() -> None:
    texts = {
        "top": '{% include "a" %}{% include "b" %}{{ 1 + 1 }}',
        "a": "{{",
        "b": "{{ case.ref | capitl }}",
    }

    trees, problems = read_all("top", texts, dialect=PLAIN)

    assert sorted(trees) == ["b", "top"]
    assert sorted((problem.code, str(problem.mark)) for problem in problems) == [
        ("T-1", "a:1:1"),
        ("T-2", "top:1:1"),
        ("T-3", "b:1:15"),
    ]


def test_nothing_is_read_of_what_is_not_there() -> None:
    assert read_all("absent", {}, dialect=PLAIN) == ({}, [])


def test_a_name_no_letter_has_is_reported_where_it_stands_with_the_nearest() -> None:
    use = Use(path="case.titel", source="t", line=2, need="printed", written="titel", sure=True)

    problem = unknown_value(
        use, known={"case.title": "value"}, sources={"t": "a\n{{ case.titel }}"}, dialect=PLAIN
    )

    assert problem == Problem(
        code="T-4",
        message=f"La valeur «{SPACE}case.titel{SPACE}» n'existe dans aucune lettre.",
        mark=Mark("t", 2, 9),
        where="case.titel",
        remedy=f"Vouliez-vous «{SPACE}case.title{SPACE}»\u202f?",
        length=5,
    )
