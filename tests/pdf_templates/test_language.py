"""The language resolves names in the letter and nowhere else."""

import pytest
from jinja2.exceptions import TemplateError

from pdf_templates.language import language
from pdf_templates.values import AbsentValue, roots

LETTER = {
    "case": {"ref": "R", "title": "<b>{{ 7 * 7 }}</b>"},
    "correction": {"items": "une pièce"},
    "budget": {"years": [2025, 2026]},
}


def written(text: str) -> str:
    return language((("t.html.j2", text),)).get_template("t.html.j2").render(roots(LETTER))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ case.ref }}", "R"),
        ("{{ case.title }}", "&lt;b&gt;{{ 7 * 7 }}&lt;/b&gt;"),
        ("{{ correction.items }}", "une pièce"),
        ("{% if lead.rna is defined %}oui{% else %}non{% endif %}", "non"),
        ("{% if not case.months %}non{% endif %}", "non"),
        (
            '« Objet » : a ; <p class="a : b">50 %</p>',
            '«\u00a0Objet\u00a0»\u00a0: a\u202f; <p class="a : b">50\u00a0%</p>',
        ),
        ("article L. 112-3, n° 2", "article\u00a0L.\u00a0112-3, n°\u00a02"),
    ],
)
def test_what_a_template_writes(text: str, shown: str) -> None:
    assert written(text) == shown


def test_french_spaces_are_put_in_words_and_never_in_values() -> None:
    spaced = language((("t.html.j2", "a : {{ case.ref }}"),)).get_template("t.html.j2")

    assert spaced.render(roots({"case": {"ref": "x : y"}})) == "a\u00a0: x : y"


def test_an_absent_value_is_never_written_blank() -> None:
    with pytest.raises(AbsentValue, match=r"case\.months"):
        written("{{ case.months }}")


def test_the_place_of_an_item_that_is_not_there_is_told() -> None:
    with pytest.raises(AbsentValue, match=r"élément 3 d'une liste qui en compte 2"):
        written("{{ budget.years[2] }}")
    with pytest.raises(AbsentValue, match=r"decision\.by_year"):
        written("{{ decision.by_year[0] }}")


@pytest.mark.parametrize(
    "text",
    [
        "{{ case }}",
        "{{ case.__class__ }}",
        "{{ case.ref.upper }}",
        "{{ case.ref.upper() }}",
        "{{ case['ref'] }}",
        "{{ unknown }}",
        "{{ range(3) }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ case.nothing }}",
        "{{ case.ref | attr('upper') }}",
        "{% include 'elsewhere.html.j2' %}",
    ],
)
def test_nothing_else_resolves(text: str) -> None:
    with pytest.raises(TemplateError):
        written(text)
