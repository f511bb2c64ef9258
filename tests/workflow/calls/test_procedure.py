"""What all shipped calls share, and what each family changes."""

from importlib.resources import files

import pytest

from tests.workflow.calls.reading import (
    calls,
    definition_of,
    only_window,
    reference_day,
    said,
    taking_applications,
)
from workflow.definition.machine_model import Comparison, MachineModel

_DECIDING = ("select", "promote", "list", "reject", "dismiss")
_FOR = {"decision.vote_french": "for", "decision.vote_partner": "for"}
_AGAINST = {"decision.vote_french": "against", "decision.vote_partner": "against"}


def _application(code: str) -> MachineModel:
    return definition_of(code).machines["application"]


def _votes(machine: MachineModel, trigger: str) -> dict[str, str | None]:
    return {one.field: one.equals for one in machine.transitions[trigger].when if isinstance(one, Comparison)}


@pytest.mark.parametrize("code", taking_applications())
def test_every_definition_walks_by_the_states_that_letters_and_figures_rely_on(code: str) -> None:
    assert {"draft", "submitted", "opinions", "committee", "funded"} <= set(_application(code).states)


def test_no_two_calls_number_their_applications_alike() -> None:
    prefixes = [definition_of(code).ref for code in calls()]

    assert len(set(prefixes)) == len(prefixes)


@pytest.mark.parametrize("code", [code for code in calls() if definition_of(code).extends == "thematique"])
def test_a_thematic_call_takes_about_twenty_lines(code: str) -> None:
    text = files("workflow.calls").joinpath(f"{code}.yaml").read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 30


@pytest.mark.parametrize("code", calls())
def test_both_sides_decide_where_the_committee_is_joint_and_nowhere_else(code: str) -> None:
    definition = definition_of(code)
    machine = _application(code)
    joint = said(definition, "committee", reference_day(definition)) == "joint"

    votes = {trigger: _votes(machine, trigger) for trigger in _DECIDING}

    assert votes == {trigger: _wanted(trigger) if joint else {} for trigger in _DECIDING}
    assert _votes(machine, "adjourn") == {}


@pytest.mark.parametrize("code", [code for code in calls() if only_window(definition_of(code))])
def test_a_window_tells_the_partners_envelope_where_the_committee_is_joint(code: str) -> None:
    definition = definition_of(code)
    window = only_window(definition)
    joint = said(definition, "committee", reference_day(definition)) == "joint"

    assert window is not None
    assert (window.partner_envelope is not None) == joint


def _wanted(trigger: str) -> dict[str, str]:
    return _AGAINST if trigger in {"reject", "dismiss"} else _FOR


@pytest.mark.parametrize("code", [code for code in calls() if definition_of(code).extends == "geographique"])
def test_a_joint_file_is_signed_by_the_applicant_then_filed_by_its_partner(code: str) -> None:
    machine = _application(code)
    present, submit = machine.transitions["present"], machine.transitions["submit"]

    assert (present.origins, present.target, present.by) == (("draft",), "cosigning", ("applicant",))
    assert (submit.origins, submit.target, submit.by) == (("cosigning",), "submitted", ("co_applicant",))
    assert present.rules == submit.rules
    assert (submit.does, submit.open_while, present.open_while) == ("file", "window.open", "window.open")


@pytest.mark.parametrize("code", [code for code in calls() if definition_of(code).extends == "thematique"])
def test_a_thematic_decision_goes_through_the_joint_bodies_from_the_committee_and_from_the_list(
    code: str,
) -> None:
    transitions = _application(code).transitions

    assert (transitions["select"].target, transitions["promote"].target) == ("conditional", "conditional")
    assert [name for name, one in transitions.items() if one.target == "selected"] == ["confirm"]


def test_turnkey_asks_the_prefecture_of_each_authority_and_counts_authorities_again_at_signature() -> None:
    machine = _application("cles-en-main-2025")

    assert machine.states["opinions"].spawn["prefecture"].for_each == "authorities.regions"
    assert {"E8", "E9", "B13"} <= set(machine.transitions["submit"].rules)
    assert {"E9", "B13C"} <= set(machine.transitions["sign_state"].rules)


def test_money_is_judged_at_each_of_its_moments() -> None:
    transitions = _application("generaliste-2025").transitions
    caps = {"B03", "B04", "B05", "B06"}

    judged = [name for name, one in transitions.items() if caps <= set(one.rules)]

    assert judged == ["submit", "propose", "select", "promote", "sign_state"]


def test_the_general_call_of_2025_leaves_each_joint_country_to_its_call() -> None:
    reserved = definition_of("generaliste-2025").countries.reserved

    assert dict(reserved) == {
        "AM": "franco-armenien-2025",
        "LB": "franco-libanais-2025",
        "MA": "franco-marocain-2025",
        "PS": "franco-palestinien-2025",
        "SN": "franco-senegalais-2025",
        "UA": "franco-ukrainien-2025",
    }
    assert {code: definition_of(call).countries.included for code, call in reserved.items()} == {
        code: (code,) for code in reserved
    }


def test_only_senegal_of_2024_closed_at_midnight_in_two_countries() -> None:
    zones = {code: window.partner_zone for code in calls() if (window := only_window(definition_of(code)))}

    assert {code for code, zone in zones.items() if zone} == {"franco-senegalais-2024"}
