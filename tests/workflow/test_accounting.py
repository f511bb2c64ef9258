"""Where an account stands is read from what acts do: another call may name and order its states otherwise."""

from collections.abc import Mapping

from tests.workflow.calls.reading import definition_of
from workflow.accounting import accounting_of
from workflow.definition.machine_model import MachineModel, Transition

DEFINITION = definition_of("generaliste-2025")
REPORT = DEFINITION.machines["report"]


def standing(model: MachineModel, *, settled: bool = False) -> list[str]:
    """Give the states in which an account of that machine is rendered."""
    accounting = accounting_of(DEFINITION, model)
    assert accounting is not None
    return [state for state in model.states if accounting.stands(state, settled=settled)]


def changed(*states: str, **acts: Mapping[str, object]) -> MachineModel:
    """Give the shipped machine with other states, and acts in the place of its own."""
    more = dict.fromkeys(states, REPORT.states["rendered"])
    transitions: dict[str, Transition] = dict(REPORT.transitions)
    for name, act in acts.items():
        like = REPORT.transitions["send_back"].model_dump(by_alias=True)
        transitions[name] = Transition.model_validate({**like, **act})
    return REPORT.model_copy(update={"states": {**REPORT.states, **more}, "transitions": transitions})


def test_an_account_stands_once_rendered_and_once_settled() -> None:
    assert standing(REPORT) == ["rendered"]
    assert standing(REPORT, settled=True) == ["rendered", "settled"]


def test_an_account_sent_back_to_a_state_of_its_own_awaits_another_budget() -> None:
    model = changed(
        "incomplete",
        send_back={"to": "incomplete"},
        complete={"from": "incomplete", "to": "rendered", "form": "report_form"},
    )

    assert standing(model) == ["rendered"]


def test_an_account_that_is_checked_before_it_is_settled_stands_meanwhile() -> None:
    settle = REPORT.transitions["settle"].model_dump(by_alias=True)
    model = changed(
        "checked", check={"from": "rendered", "to": "checked"}, settle=settle | {"from": "checked"}
    )

    assert standing(model) == ["rendered", "checked"]


def test_an_account_given_up_or_opened_again_does_not_stand() -> None:
    given_up = changed("dropped", give_up={"from": ["prepared", "rendered"], "to": "dropped"})
    opened_again = changed(again={"from": "settled", "to": "prepared"})

    assert standing(given_up) == ["rendered"]
    assert standing(opened_again, settled=True) == ["rendered", "settled"]


def test_an_exceptional_act_says_nothing_of_what_is_awaited() -> None:
    assert standing(changed(force={"from": "prepared", "to": "rendered", "exceptional": True})) == [
        "rendered"
    ]


def test_a_machine_that_settles_nothing_renders_no_account() -> None:
    assert accounting_of(DEFINITION, DEFINITION.machines["amendment"]) is None
