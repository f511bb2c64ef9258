"""The likely cause of a syntax error is told at the place where it would be mended."""

import pytest

from forms.errors import Unreadable
from forms.strict_yaml import read_yaml


def told(text: str) -> tuple[str, str, str]:
    """Give the only problem: its code, its place, its message."""
    with pytest.raises(Unreadable) as caught:
        read_yaml(text, name="essai.yaml")
    (problem,) = caught.value.problems
    assert problem.mark is not None
    assert problem.remedy
    message = problem.message.replace("\u00a0", " ").replace("\u202f", " ")
    return problem.code, f"{problem.mark.line}:{problem.mark.column}", message


@pytest.mark.parametrize(
    ("text", "code", "place", "said"),
    [
        ("a:\n\tb: 1\n", "YAML-002", "2:1", "Tabulation en début de ligne"),
        ("a:\tb\n", "YAML-002", "1:3", "Tabulation au milieu de la ligne"),
        ("title: Appel : 2025\n", "YAML-001", "1:14", "Le texte de « title » contient « : »"),
        ("a: 1\n  b: 2\n", "YAML-016", "2:3", "Retrait en trop : « a », ligne 1, porte déjà une valeur"),
        ("a: 1\n\n  b: 2\n", "YAML-016", "3:3", "Retrait en trop : « a », ligne 1"),
        ("a:1\nb: 2\n", "YAML-001", "1:2", "Il manque une espace après ces deux-points"),
        ("x:\n  a\n  b: 2\n", "YAML-001", "2:3", "Ligne sans deux-points"),
        ('a: "un\nb: "deux"\nc: 3\n', "YAML-003", "1:4", "n'est refermé que ligne 2"),
        ("a: 'l'eau'\n", "YAML-003", "1:7", "une apostrophe a peut-être fermé"),
        ('a: "un" deux\n', "YAML-003", "1:9", "Texte inattendu après un guillemet fermant"),
        ('a: "un\nb: 2\n', "YAML-003", "1:4", "Un guillemet ouvert ici n'est jamais refermé"),
        ("a: |\n  x\n y\n", "YAML-016", "3:2", "ne s'aligne sur aucune"),
        ("a:\n    b: 1\n  c: 2\n", "YAML-016", "3:3", "ne s'aligne sur aucune"),
        ("a: {b: 1 c: 2}\n", "YAML-001", "1:11", "il manque une virgule ou « } »"),
    ],
)
def test_the_likely_cause_is_told_where_it_would_be_mended(
    text: str, code: str, place: str, said: str
) -> None:
    found = told(text)

    assert found[:2] == (code, place)
    assert said in found[2]
