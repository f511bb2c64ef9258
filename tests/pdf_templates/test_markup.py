"""Only the listed tags and attributes reach paper, and stylesheets fetch nothing."""

import pytest
from jinja2 import nodes

from forms.templates.grammar import parse
from pdf_templates.dialect import PAPER
from pdf_templates.markup import intruders, reaching_out


def found(text: str) -> list[tuple[str, str]]:
    tree = parse(PAPER, source="t", text=text)
    assert isinstance(tree, nodes.Template)
    return [(problem.code, str(problem.mark)) for problem in intruders(tree, source="t", text=text)]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE html><p class="a {{ b }}" lang="fr">a &amp; b<br></p>',
        '<img src="asset:code.png" alt="Code {{ a }}">',
        '<td colspan="4">{{ a }}</td>',
        "{% if a %}<ul>{% endif %}{% for b in c %}<li>{{ b }}</li>{% endfor %}</ul>",
    ],
)
def test_plain_markup_passes(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>a</script>",
        "<link rel='attachment' href='file:///etc/passwd'>",
        "<base href='http://example.org/'>",
        "<style>p {}</style>",
        "<svg></svg>",
        "<object data='x'></object>",
        "<iframe></iframe>",
        "<form></form>",
        "<p style='color: red'>",
        "<p onclick='a'>",
        "<a href='http://example.org/'>x</a>",
        "<img src='file:///etc/passwd' alt='x'>",
        "<img src='http://127.0.0.1/' alt='x'>",
        "<img src='{{ case.ref }}' alt='x'>",
        "<td colspan='100000000'>",
        "<td colspan='{{ a }}'>",
        "<td rowspan='2'>",
        "<p class={{ a }}>",
        "<?php x ?>",
        "<!ENTITY a>",
        "<!--><script> -->",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    assert {code for code, _ in found(text)} == {"DOC-009"}


def test_an_intruder_is_told_at_its_place() -> None:
    assert found("<p>a</p>\n <script>") == [("DOC-009", "t:2:2")]


@pytest.mark.parametrize(
    "rule",
    [
        "@import 'x.css';",
        "@IMPORT 'x.css';",
        "p { background: url(http://127.0.0.1/) }",
        "p { background: URL (x) }",
        "@font-face { font-family: x }",
        "p { background: u\\72l(x) }",
    ],
)
def test_a_stylesheet_that_would_fetch_is_refused(rule: str) -> None:
    assert {(problem.code, str(problem.mark)[:4]) for problem in reaching_out("s", f"p {{}}\n{rule}")} == {
        ("DOC-010", "s:2:")
    }


def test_a_plain_stylesheet_passes() -> None:
    assert (
        list(
            reaching_out(
                "s", '@page { @top-left { content: element(head) } } p { font-family: "Jalon Sans" }'
            )
        )
        == []
    )
