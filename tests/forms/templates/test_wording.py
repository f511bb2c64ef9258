"""What Jinja2 cannot read, and what templates do not have, is told in French."""

import pytest
from jinja2 import Environment, TemplateSyntaxError, nodes

from forms.templates.wording import construct, fault

READER = Environment(autoescape=True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ a", "« }} » manque"),
        ("{% if a %}", "« if » n'est pas refermé"),
        ("{% block a %}{% if b %}{% endblock %}", "« if » n'est pas refermé avant « endblock »"),
        ("{% endfor %}", "la balise « endfor » n'existe pas ou n'a rien à faire ici"),
        ("{% unknown %}", "la balise « unknown » n'existe pas ou n'a rien à faire ici"),
        ("{% if %}", "une valeur manque"),
        ("{{ }}", "une valeur manque"),
        ("{{ a b }}", "« b » se trouve là où « }} » est attendu"),
        ("{% if a = 1 %}", "« = » se trouve là où « %} » est attendu"),
        ("{{ a | }}", "« }} » se trouve là où « un nom » est attendu"),
        ("{{ case. }}", "un point n'est suivi d'aucun nom"),
        ("{{ a ? }}", "« ? » n'a rien à faire ici"),
        ("{{ (a }}", "« } » n'a rien à faire ici"),
        ("{{ a) }}", "« ) » n'a rien à faire ici"),
        ("{% include %}", "« %} » n'a rien à faire ici"),
        ("{# a", "une remarque n'est pas refermée"),
        ("{% %}", "une balise est vide"),
        (
            "{% block a-b %}{% endblock %}",
            "le nom d'un bloc a d'autres signes que des lettres, des chiffres et « _ »",
        ),
        ("{% block a required %}x{% endblock %}", "un bloc « required » n'est pas vide"),
        ("{{ f(a=1, 2) }}", "une balise ou une expression n'est pas comprise"),
    ],
)
def test_what_cannot_be_read_is_told_in_french(text: str, told: str) -> None:
    with pytest.raises(TemplateSyntaxError) as error:
        READER.parse(text)

    assert fault(error.value.message) == told


def test_a_message_never_seen_is_summed_up() -> None:
    assert {fault("something new"), fault(None)} == {"une balise ou une expression n'est pas comprise"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 1 + 1 }}", "les calculs"),
        ("{{ -1 }}", "les calculs"),
        ("{{ 'a' ~ 'b' }}", "l'assemblage « ~ »"),
        ("{{ f() }}", "les appels de fonction"),
        ("{{ [1] }}", "les listes écrites dans le modèle"),
        ("{{ a if b else c }}", "les choix dans une valeur (« … if … else … »)"),
        ("{{ a[0] }}", "les places dans une liste (« […] »)"),
    ],
)
def test_a_construct_is_named_in_french(text: str, told: str) -> None:
    output = READER.parse(text).find(nodes.Output)
    assert isinstance(output, nodes.Output)

    assert construct(output.nodes[0]) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% set a = 1 %}", "les variables (« set », « with »)"),
        ("{% macro m() %}{% endmacro %}", "les macros"),
        ("{% autoescape false %}{% endautoescape %}", "la construction « Scope »"),
    ],
)
def test_a_tag_is_named_in_french(text: str, told: str) -> None:
    assert construct(READER.parse(text).body[0]) == told
