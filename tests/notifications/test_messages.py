import pytest

from forms.letter import vocabulary
from forms.problems import Mark, Problem
from notifications.errors import UnknownMail
from notifications.messages import check, known, variables
from notifications.sources import FRAME, shipped_sources

SHIPPED = shipped_sources()
WHOLE = """{% extends "frame.mail" %}
{% block subject %}essai{% endblock %}
{% block body %}BODY{% endblock %}
{% block task %}Rien.{% endblock %}
{% block next %}Rien.{% endblock %}
"""


def found(body: str, *, name: str = "new_file") -> list[tuple[str, str, str]]:
    """What the check finds in a mail whose body is `body`: code, place, remedy."""
    problems = check(name, {**SHIPPED, f"{name}.mail": WHOLE.replace("BODY", body)})
    return [(problem.code, str(problem.mark), problem.remedy) for problem in problems]


@pytest.mark.parametrize("name", known())
def test_a_shipped_mail_holds(name: str) -> None:
    assert check(name, SHIPPED) == ()


@pytest.mark.parametrize("name", known())
def test_a_shipped_mail_reads_only_what_letters_hold(name: str) -> None:
    assert variables(name, SHIPPED) - frozenset(vocabulary()) == frozenset()


def test_variables_are_followed_through_loops_parts_and_frame() -> None:
    assert variables("opinions_in", SHIPPED) == {
        "call.title",
        "case.ref",
        "case.title",
        "ceiling",
        "instance.demo",
        "lead.name",
        "opinions",
        "opinions[].giver_label",
        "opinions[].key_name",
        "opinions[].kind_label",
        "opinions[].state_label",
        "service.address",
        "service.email",
        "service.ministry",
        "service.name",
        "service.phone",
        "silence.implicit_refusal_on",
    }


def test_variables_hold_what_a_filter_takes_of_each_item() -> None:
    assert "countries[].name" in variables("agreement_request", SHIPPED)


def test_an_unknown_mail_has_no_variables() -> None:
    with pytest.raises(UnknownMail):
        variables("nothing", SHIPPED)


def test_an_unknown_value_is_refused_where_it_stands_with_the_nearest_one() -> None:
    problems = check("new_file", {**SHIPPED, "new_file.mail": WHOLE.replace("BODY", "{{ case.titel }}")})

    assert problems == (
        Problem(
            code="MAI-006",
            message="La valeur «\u00a0case.titel\u00a0» n'existe dans aucune lettre.",
            mark=Mark("new_file.mail", 3, 25),
            where="case.titel",
            remedy="Vouliez-vous «\u00a0case.title\u00a0»\u202f?",
            length=5,
        ),
    )


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ("{% for c in countries %}{{ c.nam }}{% endfor %}", "MAI-006", "new_file.mail:3:46"),
        ('{{ countries | listed("nam") }}', "MAI-006", "new_file.mail:3:40"),
        ("{% if case.tilte is defined %}a{% endif %}", "MAI-006", "new_file.mail:3:28"),
        ("{{ ceiling | euro }}", "MAI-005", "new_file.mail:3:30"),
        ("{{ ceiling * 2 }}", "MAI-004", "new_file.mail:3:1"),
        ("{{ case.title.upper() }}", "MAI-004", "new_file.mail:3:1"),
        ("{{ case.__class__ }}", "MAI-004", "new_file.mail:3:1"),
        ("{{ lead.contact.email | address }}", "MAI-004", "new_file.mail:3:1"),
        ('{% include "nothing.mail" %}', "MAI-002", "new_file.mail:3:29"),
        ("{% if case %}", "MAI-003", "new_file.mail:3:1"),
        ("{{ ceiling | date }}", "MAI-011", "new_file.mail:1:1"),
        ("{{ countries }}", "MAI-011", "new_file.mail:1:1"),
    ],
)
def test_a_defect_is_found_where_it_stands(body: str, code: str, place: str) -> None:
    codes = [(each, mark) for each, mark, _ in found(body)]

    assert (code, place) in codes


def test_every_defect_of_a_mail_comes_at_once_in_reading_order() -> None:
    assert [code for code, _, _ in found("{{ case.titel }}\n{{ ceiling | euro }}\n{{ 2 ** 3 }}")] == [
        "MAI-006",
        "MAI-005",
        "MAI-004",
    ]


def test_the_applicant_may_not_be_told_what_is_not_announced() -> None:
    body = (
        "{{ proposal.amount | euros }} {{ case.state_label }} {% for o in opinions %}{{ o.text }}{% endfor %}"
    )

    assert {code for code, _, _ in found(body, name="correction_received")} == {"MAI-007"}
    assert found(body, name="opinions_in") == []


def test_a_mail_without_its_text_is_refused() -> None:
    sources = {name: text for name, text in SHIPPED.items() if name != "award.mail"}

    assert [(problem.code, problem.where) for problem in check("award", sources)] == [
        ("MAI-002", "award.mail")
    ]


@pytest.mark.parametrize("part", ["subject", "body", "task", "next"])
def test_a_mail_that_does_not_say_everything_is_refused(part: str) -> None:
    text = "\n".join(line for line in WHOLE.splitlines() if f"block {part} " not in line)

    problems = check("new_file", {**SHIPPED, "new_file.mail": text})

    assert [(problem.code, problem.remedy) for problem in problems] == [
        ("MAI-008", f"Ajoutez la partie «\u00a0block {part}\u00a0».")
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Objet : essai\n", ["MAI-008"]),
        (WHOLE + "Jamais envoyé.", ["MAI-009"]),
        (WHOLE + "{% block tasks %}a{% endblock %}", ["MAI-009"]),
        ('{% extends "appeals.mail" %}', ["MAI-004", "MAI-008"]),
        ("a" * 20_001, ["MAI-010"]),
        ("{{ " + "(" * 4_000, ["MAI-003"]),
    ],
)
def test_a_mail_out_of_shape_is_refused(text: str, codes: list[str]) -> None:
    problems = check("new_file", {**SHIPPED, "new_file.mail": text})

    assert sorted(problem.code for problem in problems) == codes


def test_parts_that_call_each_other_are_refused() -> None:
    looping = {"a.mail": '{% include "b.mail" %}', "b.mail": '{% include "a.mail" %}'}
    text = WHOLE.replace("BODY", '{% include "a.mail" %}')

    assert {p.code for p in check("new_file", {**SHIPPED, **looping, "new_file.mail": text})} == {"MAI-011"}


def test_a_defect_of_the_frame_is_found_in_the_frame() -> None:
    frame = SHIPPED[FRAME].replace("call.title", "call.tilte")

    problems = check("award", {**SHIPPED, FRAME: frame})

    assert [(p.code, p.mark.file if p.mark else "", p.remedy) for p in problems] == [
        ("MAI-006", FRAME, "Vouliez-vous «\u00a0call.title\u00a0»\u202f?")
    ]
