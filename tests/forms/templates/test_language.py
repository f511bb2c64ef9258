"""The language resolves names in the letter and nowhere else."""

from dataclasses import replace

import pytest
from jinja2.exceptions import TemplateError

from forms.templates.dialect import Dialect
from forms.templates.faults import Defective, Misused
from forms.templates.language import language
from forms.templates.values import top
from tests.forms.templates.dialects import PLAIN, WIDE

LETTER = {
    "case": {"ref": "R", "title": "<b>{{ 7 * 7 }}</b>", "months": 24},
    "correction": {"items": "une pièce"},
    "instance": {"demo": True},
    "budget": {"years": [2025, 2026]},
}


def written(text: str, dialect: Dialect = WIDE) -> str:
    return language(dialect, frozenset({("t", text)})).get_template("t").render(top(LETTER))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ case.ref }}", "R"),
        ("{{ case.months }}", "24"),
        ("{{ correction.items }}", "une pièce"),
        ("{{ budget.years[1] }}", "2026"),
        ("{% for y in budget.years %}{{ loop.index0 }}{% if loop.last %}.{% endif %}{% endfor %}", "01."),
        ("{% if lead.rna is defined %}oui{% else %}non{% endif %}", "non"),
        ("{% if lead.siret and lead.siret > 3 %}oui{% else %}non{% endif %}", "non"),
        ("« Objet » : a ; 50 %", "«\u00a0Objet\u00a0»\u00a0: a\u202f; 50\u00a0%"),
    ],
)
def test_what_a_template_writes(text: str, shown: str) -> None:
    assert written(text) == shown


def test_a_dialect_says_how_the_words_of_a_letter_are_enclosed() -> None:
    quoting = replace(PLAIN, enclose="[{}]".format)

    assert written("{{ case.title }} {{ case.months }}", quoting) == "[<b>{{ 7 * 7 }}</b>] 24"
    assert written("{{ case.title }}", WIDE) == "&lt;b&gt;{{ 7 * 7 }}&lt;/b&gt;"


def test_a_dialect_says_how_a_text_is_prepared_and_its_words_spaced() -> None:
    shouting = replace(PLAIN, prepare=lambda text: f"{text}!", typeset=str.upper)

    assert written("a {{ case.title }}", shouting) == "A <b>{{ 7 * 7 }}</b>!"


def test_french_spaces_are_put_in_words_and_never_in_values() -> None:
    spaced = language(PLAIN, frozenset({("t", "a : {{ case.ref }}")})).get_template("t")

    assert spaced.render(top({"case": {"ref": "x : y"}})) == "a\u00a0: x : y"


@pytest.mark.parametrize(
    "text",
    [
        "{{ unknown }}",
        "{{ unknown.name }}",
        "{{ unknown | date }}",
        "{{ cycler }}",
        "{{ range }}",
        "{{ case }}",
        "{{ budget.years }}",
        "{{ instance.demo }}",
        "{{ case.nothing }}",
        "{{ case.ref.upper }}",
        "{{ case.ref[0] }}",
        "{% for a in case.title %}{{ a.b }}{% endfor %}",
        "{% include 'elsewhere' %}",
    ],
)
def test_nothing_but_values_of_the_letter_is_written(text: str) -> None:
    with pytest.raises((Misused, TemplateError)):
        written(text)


@pytest.mark.parametrize("text", ["{{ case.ref.upper() }}", "{{ 'a' * 9 }}", "{% if", "{{ case['ref'] }}"])
def test_what_breaks_the_grammar_is_not_compiled(text: str) -> None:
    with pytest.raises(Defective, match=r"\(t:1:1\)$"):
        written(text)


def test_a_template_is_compiled_once_for_the_same_texts() -> None:
    first, again = (language(PLAIN, frozenset({("t", "a"), ("u", text)})) for text in ("b", "b"))

    assert first is again
    assert first is not language(WIDE, frozenset({("t", "a"), ("u", "b")}))
