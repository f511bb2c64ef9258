"""What mails make of the language: ends of lines, the one frame, the service's own address."""

import pytest
from jinja2 import nodes

from forms.templates.faults import Missing, Misused
from forms.templates.grammar import breaches, parse
from forms.templates.values import Absent
from notifications.dialect import MAIL, address, line_ends_kept
from notifications.guarding import Verbatim


def told(text: str, *, source: str = "award.mail") -> list[str]:
    tree = parse(MAIL, source=source, text=text)
    assert isinstance(tree, nodes.Template)
    return [problem.message for problem in breaches(MAIL, tree, source=source, text=text)]


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


def test_an_address_is_written_as_it_is() -> None:
    written = address("appels@exemple.org")

    assert (type(written), written) == (Verbatim, "appels@exemple.org")


@pytest.mark.parametrize("text", ["http://exemple.org", "a@b.org, c@d.org", "a b@c.org", 3])
def test_what_is_no_address_is_refused(text: object) -> None:
    with pytest.raises(Misused):
        address(text)


def test_an_absent_address_is_named() -> None:
    with pytest.raises(Missing, match=r"^service\.email$"):
        address(Absent("service.email"))


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "frame.mail" %}{% block body %}{% include "signature.mail" %}{% endblock %}',
        "{{ service.email | address }}",
    ],
)
def test_a_frame_a_part_and_our_own_address_have_their_place(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "appeals.mail" %}',
        '{% include "frame.mail" %}',
        '{% include "award.mail" %}',
        "{{ lead.contact.email | address }}",
        "{{ service | address }}",
        '{{ "a@b.org" | address }}',
    ],
)
def test_another_frame_a_circle_and_an_address_of_others_have_none(text: str) -> None:
    assert len(told(text)) == 1


def test_the_frame_has_no_frame() -> None:
    assert len(told('{% extends "frame.mail" %}', source="frame.mail")) == 1
