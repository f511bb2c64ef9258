import pytest

from tests.workflow.definition.written import inheriting, problems
from workflow.definition.catalogue import load
from workflow.definition.literals import Count, Percent, UnknownValue
from workflow.definition.model import Definition


def test_maps_merge_by_key_and_new_keys_come_last() -> None:
    definition = inheriting(
        """
        machines:
          application:
            states:
              lapsed: {label: Caduc, phase: closed, final: true}
              draft: {label: Essai}
        """
    ).definition

    states = definition.machines["application"].states
    assert next(iter(states)) == "draft"
    assert list(states)[-1] == "lapsed"
    assert (states["draft"].label, states["draft"].phase) == ("Essai", "drafting")


def test_a_text_and_a_list_replace() -> None:
    definition = inheriting("applicants: [gip]").definition

    assert definition.applicants == ("gip",)
    assert definition.title == "Héritier"


def test_a_list_is_edited_by_what_is_removed_then_added() -> None:
    definition = inheriting(
        "machines: {application: {transitions: {submit: {rules: {remove: [E1], add: [E2, E3]}}}}}"
    ).definition

    assert definition.machines["application"].transitions["submit"].rules == ("B13", "E2", "E3")


def test_rules_of_ones_own_merge_by_name() -> None:
    rule = "{title: Une, expression: months <= 36 months, message: Non., source: NOTE25}"
    once = inheriting(f"rules: {{S01: {rule}}}").definition
    twice = inheriting("rules: {S02: {title: Deux, expression: years <= 3, message: Non., source: NOTE25}}")

    assert [*once.rules] == ["S01"]
    assert [*twice.definition.rules] == ["S02"]
    assert "H05" in load("generaliste-2025").definition.rules


def test_one_value_stands_for_a_list_that_is_edited() -> None:
    definition = inheriting(
        "machines: {application: {transitions: {submit: {documents: {add: convention}}}}}"
    ).definition

    assert definition.machines["application"].transitions["submit"].documents == ("receipt", "convention")


def test_a_single_condition_is_edited_as_a_list() -> None:
    when = "{add: [{field: title, known: true}]}"
    definition = inheriting(
        f"machines: {{application: {{transitions: {{close_opinions: {{when: {when}}}}}}}}}"
    ).definition

    assert len(definition.machines["application"].transitions["close_opinions"].when) == 2


def test_a_condition_replaces_instead_of_merging() -> None:
    definition = inheriting(
        "machines: {application: {transitions: {close_opinions: {when: {field: title, known: true}}}}}"
    ).definition

    (condition,) = definition.machines["application"].transitions["close_opinions"].when
    assert condition.model_dump(exclude_none=True) == {"field": "title", "in": (), "known": True}


def test_a_key_is_taken_out_by_the_bare_word() -> None:
    definition = inheriting("machines: {application: {clocks: remove}}\nref: remove").definition

    assert definition.machines["application"].clocks == {}
    assert definition.ref is None


def test_the_quoted_word_is_a_text() -> None:
    assert inheriting('about: "remove"').definition.about == "remove"


def test_a_parameter_replaces_the_inherited_values() -> None:
    definition = inheriting("parameters: {authorities.min: {value: 4, source: NOTE25}}").definition

    (held,) = definition.parameters["authorities.min"]
    assert (held.value, held.since) == (Count(4), None)


def test_a_value_is_added_to_a_parameter_by_an_edit() -> None:
    definition = inheriting(
        "parameters: {authorities.min: {add: [{value: unknown, from: 2026-01-01}]}}"
    ).definition

    assert [type(held.value) for held in definition.parameters["authorities.min"]] == [
        Count,
        Count,
        UnknownValue,
    ]


def test_an_edit_of_borrowed_rules_joins_the_edit_inherited() -> None:
    rules = "machines: {application: {transitions: {fund: {rules: %s}}}}"
    definition = inheriting(rules % "{as: submit, add: [E2]}", rules % "{add: [E3], remove: [E1]}").definition

    assert definition.machines["application"].transitions["fund"].rules == ("B13", "E2", "E3")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("applicants: {add: [grouping]}", "applicants"),
        ("applicants: {remove: [gip]}", "applicants"),
        ("about: remove", "about"),
        ("forms: {opinion_form: {fields: {rank: remove}}}", "forms.opinion_form.fields.rank"),
        ("roles: {auditor: {label: remove, kind: inside}}", "roles.auditor.label"),
    ],
)
def test_an_edit_without_effect_is_an_error(body: str, where: str) -> None:
    assert ("DEF-012", where) in problems(body)


def test_what_an_heir_redirects_keeps_its_effects() -> None:
    definition = inheriting("machines: {application: {transitions: {submit: {to: instruction}}}}").definition

    submit = definition.machines["application"].transitions["submit"]
    assert (submit.target, submit.rules, submit.mails) == (
        "instruction",
        ("E1", "B13"),
        {"filing_receipt": "applicant", "new_file": "instructor"},
    )


def test_three_files_resolve_from_the_oldest_to_the_youngest() -> None:
    resolved = inheriting(
        "about: Famille", "about: Appel\nparameters: {rate.pma: {value: 70 %, source: NOTE25}}"
    )

    assert resolved.files == ("sound.yaml", "heir-0.yaml", "heir-1.yaml")
    assert resolved.definition.about == "Appel"
    assert resolved.definition.parameters["rate.pma"][0].value == Percent(7000)  # type: ignore[arg-type] # basis points
    assert str(resolved.marks["about"]) == "heir-1.yaml:5:8"
    assert resolved.marks["machines.application.initial"].file == "sound.yaml"


def test_a_definition_that_adds_nothing_says_what_it_extends() -> None:
    head = {"code", "title", "extends"}

    def rest(definition: Definition) -> dict[str, object]:
        return definition.model_dump(exclude=head)

    assert rest(inheriting("").definition) == rest(inheriting().definition)
