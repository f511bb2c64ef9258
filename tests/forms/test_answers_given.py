"""Fields and parts given among the answers of a case, read as one application file."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answer_changes import changes
from forms.answers import to_answers
from forms.answers_given import with_fields, with_parts
from forms.application import Application
from forms.application_reading import read_application
from forms.errors import Malformed, Unreadable, Untaken
from forms.field_labels import LABELS
from forms.field_paths import covers, label_of, read_path
from tests.commands.shell import plain

FILES = sorted((Path(__file__).parents[2] / "commands/demo_files/applications").glob("*.yaml"))
AUDE = next(path for path in FILES if path.stem == "aude")


@cache
def application_of(path: Path) -> Application:
    return read_application(path.read_bytes(), name=path.name)


def answers_of(path: Path) -> dict[str, object]:
    answers = to_answers(application_of(path))
    return {name: value for name, value in answers.items() if name != "call"}


def problems(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """The code and the place of each problem of fields given to the Aude."""
    with pytest.raises(Untaken) as caught:
        with_fields(answers_of(AUDE), pairs, name="GEN25-0001")
    assert caught.value.given == pairs
    return [(problem.code, problem.where) for problem in caught.value.problems]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_given_changes_nothing(path: Path) -> None:
    answers = answers_of(path)

    assert with_fields(answers, (), name="x") == answers
    assert with_parts(answers, path.read_bytes(), name="x") == answers
    assert changes(answers, answers) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_of_a_file_has_a_name_that_is_read_and_a_label(path: Path) -> None:
    named = [change.path for change in changes({}, answers_of(path))]

    assert [read_path(name) for name in named] == named
    assert [name for name in named if label_of(name) == name] == []


def test_fields_are_changed_added_and_taken_away() -> None:
    pairs = (
        ("months", "30"),
        ("lead.contact.email", "n@aude.example.org"),
        ("authorities[0].commitment", "expected"),
        ("foreign_authorities[2]", "{name: Cantón Loja, country: Équateur}"),
        ("rate_choice", "single_rate"),
        ("lead.contact.phone", ""),
        ("foreign_authorities[0]", ""),
    )

    found = with_fields(answers_of(AUDE), pairs, name="x")

    assert {change.path: change.after for change in changes(answers_of(AUDE), found)} == {
        "months": "30",
        "lead.contact.email": "n@aude.example.org",
        "lead.contact.phone": None,
        "authorities[0].commitment": "expected",
        "foreign_authorities[0]": None,
        "foreign_authorities[1]": {"name": "Cantón Loja", "country": "EC"},
        "rate_choice": "single_rate",
    }


def test_every_problem_is_told_at_once_with_all_that_was_given() -> None:
    told = problems(
        ("lead.contact.emial", "x"),
        ("authorities[4].name", "Aude"),
        ("months", "1e999999"),
        ("title", "a\u202eb"),
        ("lead.siret", "２２１１０００１９０００１９"),
        ("lead.contact.phone", "\x00"),
        ("lead.contact.email", "\udcff"),
        ("lead.profile", "a" * 10_001),
        ("themes", "[eau, eau: 1"),
        ("title", "encore"),
    )

    assert sorted(told) == sorted(
        [
            ("REP-001", "lead.contact.emial"),
            ("REP-002", "authorities[4].name"),
            ("APP-007", "months"),
            ("YAML-012", "title"),
            ("APP-011", "lead.siret"),
            ("YAML-012", "lead.contact.phone"),
            ("YAML-012", "lead.contact.email"),
            ("LIM-004", "lead.profile"),
            ("YAML-001", "themes"),
        ]
    )


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("budget.requested", "1e999999", "MON-001"),
        ("budget.total", "9" * 24, "MON-004"),
        ("countries[1].code", "Guyane", "APP-014"),
        ("countries[1].code", "Réunion", "APP-014"),
        ("countries[1].code", "Équateur", "APP-020"),
        ("countries[1].code", "Ecuador", "APP-020"),
        ("lead", "Aude", "APP-003"),
        ("countries", "EC", "APP-004"),
        ("title", "[a]", "APP-005"),
        ("lead.name", "", "APP-002"),
    ],
)
def test_a_hostile_value_is_named_by_its_field(field: str, text: str, code: str) -> None:
    with pytest.raises(Untaken) as caught:
        with_fields(answers_of(AUDE), ((field, text),), name="x")

    first = caught.value.problems[0]
    assert (first.code, first.where.startswith(field)) == (code, True)
    assert field in first.message
    assert first.remedy


HUGE = 'payer: other, cash: "999999999999999"'
CONVERTED = 'currency: XOF, rate: "0.00000001", rate_date: 2025-01-10, rate_source: BdF'
HOSTILE = {
    "NUL": "a\0b", "bidi": "a\u202eb", "lone surrogate": "a\ud800b", "zero width space": "12\u200b3",
    "full-width digits": "２２１１０００１９０００１９", "exponent": "1e999999", "negative": "-1",
    "digits": "9" * 400, "not a number": "NaN", "hexadecimal": "0x10", "markup": "<b>{{ 7 }}</b>",
    "a path": "../../etc/passwd", "a wrong word": "zzz", "ten million characters": "9" * 10_000_000,
}  # fmt: skip
FREE = frozenset({"title", "name", "function", "phone", "label", "payer", "file", "call", "themes[0]"})
"""Fields of the file that take any text."""
ALONE = frozenset({"budget.resources[].rate_source"})
"""Says nothing without its rate."""


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", sorted(path.replace("[]", "[0]") for path in LABELS.keys() - ALONE))
def test_a_hostile_value_of_any_field_is_taken_as_it_is_or_told_by_the_name_of_the_field(
    path: str, name: str
) -> None:
    text, had = HOSTILE[name], answers_of(AUDE)
    try:
        found = with_fields(had, ((path, text),), name="x")
    except Untaken as error:
        refused = error
    else:
        assert path.rpartition(".")[2] in FREE
        assert {one.after for one in changes(had, found)} == {text}
        return
    told = " ".join(f"{one.message} {one.remedy}" for one in refused.problems)
    first = next(one for one in refused.problems if one.where.startswith(path))
    assert path in first.message
    assert first.remedy
    assert len(first.message) < 300
    assert not any(hidden in told for hidden in "\0\u202e\u200b\ud800")
    assert refused.given == ((path, text),)


@pytest.mark.parametrize(
    ("resource", "place"),
    [
        (f"{{{HUGE}, {CONVERTED}}}", "budget.resources[5]"),
        (f"{{{HUGE}}}", "budget.resources"),
    ],
)
def test_a_budget_never_adds_up_to_more_than_an_amount_can_hold(resource: str, place: str) -> None:
    assert problems(("budget.resources[5]", resource)) == [("MON-004", place)]


@pytest.mark.parametrize("path", ["countries[0].code", "foreign_authorities[0].country"])
@pytest.mark.parametrize("name", ["La Réunion", "Guyane", "Nouvelle-Calédonie", "Polynésie", "Mayotte"])
def test_a_french_territory_is_told_wherever_a_partner_country_is_named(path: str, name: str) -> None:
    assert ("APP-014", path) in problems((path, name))


def test_a_sum_that_no_longer_holds_is_refused() -> None:
    assert ("APP-024", "countries") in problems(("countries[0].share", "90000.01"))


def test_a_group_and_a_field_of_it_are_not_given_together() -> None:
    assert ("REP-003", "lead.name") in problems(("lead", "{name: A, kind: gip}"), ("lead.name", "B"))


def test_a_file_replaces_the_parts_it_holds_and_no_other() -> None:
    found = with_parts(answers_of(AUDE), b"months: 12\nthemes: [eau, sport]\n", name="x.yaml")

    told = [plain(change.told()) for change in changes(answers_of(AUDE), found)]
    assert told == ["durée en mois : 24 → 12", "thèmes : eau → eau ; sport"]


def test_a_file_of_the_wrong_type_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable) as caught:
        with_parts(answers_of(AUDE), b"%PDF-1.7\n\xff\xfe", name="budget.pdf")

    assert [problem.code for problem in caught.value.problems] == ["YAML-011"]


def test_a_draft_that_lacks_parts_takes_the_others_one_by_one() -> None:
    lacking = {name: value for name, value in answers_of(AUDE).items() if name not in ("budget", "countries")}

    found = with_fields(lacking, (("months", "12"),), name="GEN25-0002")

    assert found == {**lacking, "months": 12}


@pytest.mark.parametrize(("path", "code"), [("budget", "APP-027"), ("countries", "APP-026")])
def test_what_an_application_has_is_not_taken_away(path: str, code: str) -> None:
    assert (code, path) in problems((path, ""))


@given(st.text(max_size=30).filter(lambda text: text.strip() not in LABELS))
def test_any_other_name_is_refused_in_words_that_print(text: str) -> None:
    if "[" in text:
        return
    with pytest.raises(Malformed) as caught:
        read_path(text)

    assert caught.value.message.encode("utf-8")


@given(st.sampled_from(sorted(LABELS)), st.sampled_from(sorted(LABELS)))
def test_a_name_covers_itself_and_what_it_holds(one: str, other: str) -> None:
    assert covers(one, one)
    assert covers(one, f"{one}.inner")
    assert covers(one, f"{one}[0]")
    assert not covers(one, f"{one}s")
    assert not (covers(one, other) and covers(other, one)) or one == other
