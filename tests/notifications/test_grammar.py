import pytest
from jinja2 import nodes

from forms.problems import Problem
from notifications.grammar import line_ends_kept, nearest, parse, place


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("{% if a %}", "{% if a %}"),
        ("{% if a %}{# note #}{% if b %}", "{% if a %}{# note #}{% if b %}"),
        ("mot{% endif %}", "mot{% endif +%}"),
        ("{{ a }}{% endif %}", "{{ a }}{% endif +%}"),
        ("mot{% endif -%}", "mot{% endif -%}"),
        ("{% block a %}{% endblock %}", "{% block a %}{% endblock +%}"),
        ("{% block a %}", "{% block a %}"),
        ("mot", "mot"),
    ],
)
def test_a_line_that_holds_words_keeps_its_end(line: str, kept: str) -> None:
    assert line_ends_kept(line) == kept


def test_a_word_is_found_on_its_line() -> None:
    mark = place("a.mail", 2, text="un\ndeux trois", word="trois")

    assert (mark.line, mark.column) == (2, 6)
    assert place("a.mail", 9, text="un", word="trois").column == 1


def test_the_nearest_name_is_proposed_and_all_of_them_when_none_is_near() -> None:
    assert nearest("titel", ["title", "ref"]) == "Vouliez-vous « title » ?"
    assert nearest("zzz", ["title", "ref"]) == "Possibles : ref, title."


def test_a_template_is_read_or_told_why_not() -> None:
    read = parse(source="a.mail", text="{% for %}")

    assert isinstance(parse(source="a.mail", text="a"), nodes.Template)
    assert isinstance(read, Problem)
    assert (read.code, str(read.mark)) == ("MAI-003", "a.mail:1:1")
