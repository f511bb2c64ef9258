import pytest

from tests.workflow.definition.written import inheriting, problems
from workflow.definition.machine_model import Transition


def transition(body: str, name: str) -> Transition:
    text = f"machines: {{application: {{transitions: {{{body}}}}}}}"
    return inheriting(text).definition.machines["application"].transitions[name]


def test_a_phase_stands_for_its_states_that_are_not_final() -> None:
    assert transition("withdraw: {from: {phase: undecided}}", "withdraw").origins == (
        "opinions",
        "instruction",
    )


def test_several_phases_and_states_are_spread_each_once() -> None:
    body = "withdraw: {from: [instruction, {phase: [undecided, decided]}, draft]}"

    assert transition(body, "withdraw").origins == ("instruction", "opinions", "selected", "draft")


def test_any_stands_for_every_state_that_is_not_final() -> None:
    assert transition("withdraw: {from: any}", "withdraw").origins == (
        "draft",
        "opinions",
        "instruction",
        "selected",
    )


def test_the_target_is_left_out_of_what_a_shorthand_spreads() -> None:
    assert transition("select: {from: any}", "select").origins == ("draft", "opinions", "instruction")


def test_a_final_state_named_is_kept() -> None:
    assert transition("withdraw: {from: [funded, {phase: decided}]}", "withdraw").origins == (
        "funded",
        "selected",
    )


def test_a_state_the_heir_puts_in_a_phase_is_covered() -> None:
    body = """
        machines:
          application:
            states:
              checking: {label: Vérification, phase: undecided, next_actor: instructor}
        """

    withdraw = inheriting(body).definition.machines["application"].transitions["withdraw"]
    assert "checking" in withdraw.origins


def test_rules_are_borrowed_resolved_through_several_transitions() -> None:
    body = "fund: {rules: {as: select, add: [E2]}}, select: {rules: {as: submit, remove: [E1]}}"

    assert transition(body, "fund").rules == ("B13", "E2")
    assert transition(body, "select").rules == ("B13",)


def test_rules_are_borrowed_as_the_heir_left_them() -> None:
    body = "fund: {rules: {as: submit}}, submit: {rules: [E4]}"

    assert transition(body, "fund").rules == ("E4",)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("fund: {rules: {as: none}}", ("DEF-016", "machines.application.transitions.fund.rules")),
        ("fund: {rules: {as: fund}}", ("DEF-017", "machines.application.transitions.fund.rules")),
        ("fund: {from: {phase: nowhere}}", ("DEF-015", "machines.application.transitions.fund.from")),
        (
            "fund: {rules: {as: submit, remove: [E9]}}",
            ("DEF-012", "machines.application.transitions.fund.rules"),
        ),
    ],
)
def test_a_shorthand_that_stands_for_nothing_is_refused(body: str, expected: tuple[str, str]) -> None:
    assert problems(f"machines: {{application: {{transitions: {{{body}}}}}}}") == [expected]
