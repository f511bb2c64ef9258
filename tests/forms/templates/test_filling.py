"""A template is filled, or it is told what is missing or wrong, and where."""

import pytest

from forms.letter import SAMPLE
from forms.templates.faults import Defective, Unfilled
from forms.templates.filling import fill
from forms.templates.values import top
from tests.forms.templates.dialects import WIDE

FRAME = "Objet\n{% block body %}{% endblock %}"


def filled(text: str) -> str:
    texts = frozenset({("top", text), ("frame", FRAME), ("part", "\n{{ lead.rna }}")})
    return fill("top", dialect=WIDE, texts=texts, values=top(SAMPLE))


def test_a_template_is_filled_in_its_frame() -> None:
    assert filled('{% extends "frame" %}{% block body %}{{ case.ref }}{% endblock %}') == "Objet\nGEN25-0001"


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("\n{{ lead.rna }}", "lead.rna", "top:2"),
        ('{% include "part" %}', "lead.rna", "part:2"),
        ("{{ lead.rna | capital }}", "lead.rna", "top:1"),
        ("{{ budget.years[2] }}", "élément 3 d'une liste qui en compte 2", "top:1"),
        ("{% for x in lead.rna %}{% endfor %}", "lead.rna", "top:1"),
    ],
)
def test_a_value_the_letter_does_not_give_is_named_with_its_place(text: str, path: str, place: str) -> None:
    with pytest.raises(Unfilled) as unfilled:
        filled(text)

    assert (unfilled.value.path, unfilled.value.place) == (path, place)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n{{ ceiling | date }}", "un texte est attendu (top:2)"),
        ("{{ ceiling | euros(2) }}", "pour ce qu'elle n'est pas (top:1)"),
        ("{{ nothing }}", "« nothing » n'existe dans aucune lettre (top:1)"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "« a » est écrit deux fois (top:1)"),
        ("{{ case.titel }}", "« case.titel » n'existe dans aucune lettre (top:1)"),
        ("{{ countries }}", "une liste, une partie ou un oui/non ne s'écrit pas tel quel (top:1)"),
        (
            "{{ case.title > 3 }}",
            "comparée, écrite ou parcourue pour ce qu'elle n'est pas (top:1)",
        ),
        ('{% include "elsewhere" %}', "le modèle « elsewhere » manque (top:1)"),
        ('\n{% include "top" %}', "des modèles s'appellent en rond ou s'emboîtent trop (top:2)"),
        ("a\n{{ 1 + 1 }}", "(top:2:1)"),
    ],
)
def test_a_template_no_letter_can_fill_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(Defective) as defective:
        filled(text)

    assert defective.value.told.endswith(told)


def test_a_template_that_is_not_there_is_told() -> None:
    with pytest.raises(Defective, match="absent"):
        fill("absent", dialect=WIDE, texts=frozenset(), values={})
