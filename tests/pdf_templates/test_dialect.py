"""What documents make of the language: markup, escaped, in the spaces of French print."""

import pytest

from forms.templates.faults import Defective
from forms.templates.filling import fill
from forms.templates.values import top
from pdf_templates.dialect import PAPER, spaced

LETTER = {"case": {"title": "<b>{{ 7 * 7 }}</b> : x", "ref": "R"}, "budget": {"years": [2025, 2026]}}


def written(text: str) -> str:
    return fill("t", dialect=PAPER, texts=frozenset({("t", text)}), values=top(LETTER))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            '« Objet » : a ; <p class="a : b">50 %</p>',
            '«\u00a0Objet\u00a0»\u00a0: a\u202f; <p class="a : b">50\u00a0%</p>',
        ),
        ("article L. 112-3, n° 2", "article\u00a0L.\u00a0112-3, n°\u00a02"),
        ("articles 9-1 et 10", "articles\u00a09-1 et 10"),
        ("un article de presse", "un article de presse"),
    ],
)
def test_spaces_of_print_are_put_in_words_and_never_in_tags(text: str, shown: str) -> None:
    assert spaced(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>{{ case.title }} :</p>", "<p>&lt;b&gt;{{ 7 * 7 }}&lt;/b&gt; : x\u00a0:</p>"),
        ("{{ budget.years[1] }}{{ 'x' if case.ref else 'y' }}", "2026x"),
    ],
)
def test_values_are_escaped_and_chosen_by_place_or_condition(text: str, shown: str) -> None:
    assert written(text) == shown


@pytest.mark.parametrize(
    "text", ["<script></script>", "<p style='color: red'>", "<img src='file:///etc/passwd' alt='x'>"]
)
def test_markup_that_paper_does_not_hold_is_not_compiled(text: str) -> None:
    with pytest.raises(Defective, match="n'admet pas"):
        written(text)
