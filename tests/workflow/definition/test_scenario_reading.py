"""Files of scenarios are read strictly: all problems at once, each at its place, with the nearest word."""

import pytest

from forms.errors import LimitExceeded, Unreadable
from forms.problems import Problem
from workflow.definition.catalogue import load
from workflow.definition.reading import Source
from workflow.definition.scenario_names import left_out_of_nothing
from workflow.definition.scenario_reading import ScenarioFile, followed, read_scenarios, scenario_files


def source(text: str) -> Source:
    return Source("essai.scenarios.yaml", text.encode())


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        read_scenarios(source(text))
    return caught.value.problems


def places(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(one.code, f"{one.mark.line}:{one.mark.column}" if one.mark else "") for one in problems]


def named(*names: str, without: tuple[str, ...] = ()) -> ScenarioFile:
    told = ", ".join(f"{{name: {name}, then: {{}}}}" for name in names)
    left = ", ".join(f"{{name: {name}, why: Sans objet}}" for name in without)
    return read_scenarios(source(f"jalon: 1\nscenarios: [{told}]\nwithout: [{left}]\n"))


def test_every_problem_of_shape_is_told_at_once_with_the_nearest_key() -> None:
    problems = refused(
        """jalon: 2
scenarios:
  - nam: A
    given: {countries: [S], joint: peut-être, beyond: 12}
    when:
      - {whoo: applicant, wait: bientôt}
    then: {refused: rule}
  - name: B
"""
    )

    assert sorted(places(problems)) == [
        ("DEF-001", "3:5"),
        ("DEF-001", "6:10"),
        ("DEF-002", "3:5"),
        ("DEF-002", "8:5"),
        ("DEF-003", "4:36"),
        ("DEF-003", "4:55"),
        ("DEF-003", "6:33"),
        ("DEF-004", "4:25"),
        ("DEF-005", "1:8"),
        ("DEF-005", "7:21"),
    ]
    remedies = {one.code: one.remedy.replace("\xa0", " ") for one in problems}
    assert "Vouliez-vous" in remedies["DEF-001"]
    assert all(one.remedy for one in problems)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("{who: applicant}", "rien"),
        ("{who: applicant, does: submit, wait: 2 days}", "does, wait"),
        ("{does: submit}", "« does » demande quelqu'un"),
        ("{opens: correction}", "« opens » demande quelqu'un"),
        ("{changes: {title: Autre}}", "« changes » demande quelqu'un"),
    ],
)
def test_a_step_says_one_thing_and_who_does_it(step: str, told: str) -> None:
    (problem,) = refused(f"jalon: 1\nscenarios:\n  - name: A\n    when:\n      - {step}\n    then: {{}}\n")

    assert places((problem,)) == [("DEF-127", "5:9")]
    assert told in problem.message.replace("\xa0", " ")


def test_two_scenarios_of_one_name_are_refused() -> None:
    problems = refused("jalon: 1\nscenarios:\n  - {name: A, then: {}}\n  - {name: A, then: {}}\n")

    assert places(problems) == [("DEF-126", "4:12")]


def test_a_list_is_no_file_of_scenarios() -> None:
    assert places(refused("- name: A\n")) == [("DEF-006", "1:1")]


@pytest.mark.parametrize(
    ("text", "code"), [("jalon: &x 1", "YAML-005"), ("jalon:", "YAML-013"), ("", "YAML-014")]
)
def test_yaml_that_deceives_is_refused_as_in_definitions(text: str, code: str) -> None:
    assert [one.code for one in refused(text)] == [code]


def test_a_limit_passed_is_named() -> None:
    with pytest.raises(LimitExceeded) as caught:
        read_scenarios(source("jalon: " + "[" * 500))

    assert caught.value.limit == "depth"


def test_later_files_replace_and_leave_out_what_earlier_ones_tell() -> None:
    files = (named("A", "B", "C"), named("B", "D", without=("A",)))

    assert [(one.scenario.name, files.index(one.file)) for one in followed(files)] == [
        ("B", 1), ("C", 0), ("D", 1),
    ]  # fmt: skip
    assert list(left_out_of_nothing(files)) == []


def test_leaving_out_what_nothing_tells_is_an_error_with_the_nearest() -> None:
    (problem,) = left_out_of_nothing((named("Un centime de trop"), named(without=("Un centime de tro",))))

    assert problem.code == "DEF-125"
    assert "Un centime de trop" in problem.remedy


def test_a_file_does_not_leave_out_its_own() -> None:
    (problem,) = left_out_of_nothing((named("A", without=("A",)),))

    assert (problem.code, problem.remedy) == ("DEF-125", "Retirez cette ligne.")


def test_scenarios_are_looked_for_beside_each_file_a_definition_is_made_of() -> None:
    assert [one.name for one in scenario_files(load("patrimoine-2025"))] == [
        "workflow/calls/procedure.scenarios.yaml",
        "workflow/calls/thematique.scenarios.yaml",
        "workflow/calls/patrimoine-2025.scenarios.yaml",
    ]
