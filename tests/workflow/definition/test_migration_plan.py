"""A plan is read strictly, proved total, and refused with everything that is wrong with it at once."""

from typing import Any

import pytest

from forms.errors import Unreadable
from tests.workflow.houses import bundle_of, rewritten
from workflow.definition.bundle import Bundle
from workflow.definition.migration_plan import CODES, Unproved, read_plan
from workflow.definition.migration_proof import FieldMove, Proof, prove

CALL = "patrimoine-2025"


def later(edit: Any) -> Bundle:  # noqa: ANN401 -- changes the JSON tree of a definition
    return rewritten(CALL, edit)


def proved(text: str, after: Bundle | None = None) -> Proof:
    plan = read_plan(text.encode(), name="plan.yaml")
    return prove(plan, before=bundle_of(CALL), after=after or bundle_of(CALL))


def problems(text: str, after: Bundle | None = None) -> list[str]:
    """What is said of a plan: place and code of each problem."""
    with pytest.raises(Unproved) as caught:
        proved(text, after)
    return [f"{one.mark.line}:{one.mark.column} {one.code}" for one in caught.value.problems if one.mark]


def renamed(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
    """Opinions are called advice, the embassies posts, and the first state of an opinion is asked."""
    opinion = tree["machines"].pop("opinion")
    opinion["initial"] = "asked"
    opinion["states"]["asked"] = opinion["states"].pop("requested")
    for one in opinion["transitions"].values():
        one["from"] = ["asked"]
    tree["machines"]["advice"] = opinion
    for state in tree["machines"]["application"]["states"].values():
        for slot in ("embassy", "prefecture"):
            if slot in state["spawn"]:
                state["spawn"][slot]["machine"] = "advice"
        if "embassy" in state["spawn"]:
            state["spawn"]["post"] = state["spawn"].pop("embassy")


TOTAL = """\
jalon: 1
machines:
  opinion: {machine: advice, states: {requested: asked}}
  application: {children: {embassy: post}}
"""


def test_names_that_both_versions_have_need_not_be_written() -> None:
    proof = proved("jalon: 1\n")

    assert {name: move.machine for name, move in proof.machines.items()} == {
        name: name for name in bundle_of(CALL).definition.machines
    }
    assert all(old == new for move in proof.machines.values() for old, new in move.states.items())
    assert proof.fields["opinion.kind"] == FieldMove("Sens de l'avis", "opinion.kind")


def test_a_total_plan_spells_every_name_out() -> None:
    proof = proved(TOTAL, later(renamed))

    opinion = proof.machines["opinion"]
    assert (opinion.machine, opinion.states) == (
        "advice",
        {"given": "given", "elapsed": "elapsed", "requested": "asked"},
    )
    assert proof.machines["application"].children["embassy"] == "post"


def test_what_leads_nowhere_is_told_all_at_once() -> None:
    with pytest.raises(Unproved) as caught:
        proved("jalon: 1\n", later(renamed))

    assert {(one.code, one.where) for one in caught.value.problems} == {
        ("MIG-004", ""),
        ("MIG-004", "embassy"),
    }
    assert "Le plan « plan.yaml » ne peut être suivi : 2 problèmes." in str(caught.value).replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("machines: {}\n", ["1:1 MIG-001"]),
        ("jalon: 2\n", ["1:8 MIG-001"]),
        ("jalon: 1\nmachine: {}\n", ["2:1 MIG-001"]),
        ("jalon: 1\nmachines: [opinion]\n", ["2:1 MIG-001"]),
        ("jalon: 1\nmachines: {opinion: {state: {}}}\n", ["2:22 MIG-001"]),
        ("jalon: 1\nmachines: {opinion: {states: {given: [given]}}}\n", ["2:31 MIG-001"]),
        ("jalon: 1\nanswers: {opinion.kind: {drop: ' '}}\n", ["2:11 MIG-001"]),
        ("jalon: 1\nanswers: {opinion.kind: {why: Rien}}\n", ["2:11 MIG-001", "2:26 MIG-001"]),
        ("jalon: 1\nmachines: {opinions: {}}\n", ["2:12 MIG-002"]),
        ("jalon: 1\nmachines: {opinion: {states: {request: given}}}\n", ["2:31 MIG-002"]),
        ("jalon: 1\nmachines: {application: {children: {embassi: stay}}}\n", ["2:37 MIG-002"]),
        ("jalon: 1\nmachines: {application: {clocks: {refusal: stay}}}\n", ["2:35 MIG-002"]),
        ("jalon: 1\nmachines: {application: {transitions: {admitt: admit}}}\n", ["2:40 MIG-002"]),
        ("jalon: 1\nroles: {ambassador: embassy}\n", ["2:9 MIG-002"]),
        ("jalon: 1\nwindows: {double: single}\n", ["2:11 MIG-002"]),
        ("jalon: 1\nanswers: {opinion.sense: opinion.kind}\n", ["2:11 MIG-002"]),
        ("jalon: 1\nmachines: {opinion: {machine: avis}}\n", ["2:31 MIG-003"]),
        ("jalon: 1\nmachines: {opinion: {states: {requested: askd}}}\n", ["2:42 MIG-003"]),
        ("jalon: 1\nmachines: {application: {mails: {awrd: applicant}}}\n", ["2:34 MIG-003"]),
        ("jalon: 1\nmachines: {application: {mails: {award: aplicant}}}\n", ["2:41 MIG-003"]),
        ("jalon: 1\nanswers: {opinion.kind: opinion.sense}\n", ["2:25 MIG-003"]),
        ("jalon: 1\nanswers: {opinion.kind: opinion.text}\n", ["2:25 MIG-005"]),
        ("jalon: 1\nmachines: {opinion: {states: {requested: given}}}\n", ["2:42 MIG-005"]),
        ("jalon: 1\nmachines: {opinion: {states: {given: requested}}}\n", ["2:38 MIG-005"]),
        (
            "jalon: 1\nmachines: {application: {states: {funded: refused}}}\n",
            ["2:43 MIG-005"],
        ),
        ("jalon: 1\nmachines: {application: {states: {submitted: draft}}}\n", ["2:46 MIG-005"]),
        ("jalon: 1\nmachines: {application: {states: {rejected: instruction}}}\n", ["2:45 MIG-005"]),
        ("jalon: 1\nmachines: {application: {children: {embassy: prefecture}}}\n", ["2:37 MIG-005"]),
        ("jalon: 1\nmachines: {application: {machine: window}}\n", None),
    ],
)
def test_a_problem_is_told_where_it_is(text: str, told: list[str] | None) -> None:
    found = problems(text)

    assert found == told if told is not None else "2:35 MIG-005" in found


def test_every_code_of_a_plan_is_one_of_those_above() -> None:
    told = test_a_problem_is_told_where_it_is.pytestmark[0].args[1]  # type: ignore[attr-defined]  # pytest sets it

    assert {line.split()[1] for _, lines in told for line in lines or ()} | {"MIG-004"} == set(CODES)


def test_who_did_an_act_that_may_not_be_combined_is_followed_or_kept() -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        transitions = tree["machines"]["application"]["transitions"]
        transitions["suggest"] = transitions.pop("propose")
        for one in transitions.values():
            one["unlike"] = ["suggest" if name == "propose" else name for name in one["unlike"]]

    with pytest.raises(Unproved) as caught:
        proved("jalon: 1\n", later(edit))
    followed = proved("jalon: 1\nmachines: {application: {transitions: {propose: suggest}}}\n", later(edit))

    assert [(one.code, one.where) for one in caught.value.problems] == [("MIG-004", "propose")]
    assert followed.machines["application"].transitions["propose"] == "suggest"


def test_a_machine_may_stay_whole() -> None:
    proof = proved(
        "jalon: 1\nmachines: {opinion: {machine: stay}, application: {children: {embassy: stay}}}\n"
    )

    assert (proof.machines["opinion"].machine, set(proof.machines["opinion"].states.values())) == (
        None,
        {None},
    )
    assert proof.machines["application"].children["embassy"] is None


def test_an_answer_is_renamed_dropped_kept_or_would_be_lost() -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        fields = tree["forms"]["opinion_form"]["fields"]
        fields["sense"] = fields.pop("kind")
        del fields["text"]

    after = later(edit)

    led = proved("jalon: 1\nanswers: {opinion.kind: opinion.sense}\n", after).fields
    dropped = proved("jalon: 1\nanswers: {opinion.text: {drop: Inutile.}}\n", after).fields

    assert (led["opinion.kind"].becomes, led["opinion.text"].becomes) == (
        "opinion.sense",
        None,
    )
    assert dropped["opinion.text"] == FieldMove(dropped["opinion.text"].label, None, "Inutile.")


@pytest.mark.parametrize(
    "text", ["", "jalon: 1\njalon: 1\n", "a: &b 1\nc: *b\n", "jalon: 1\n\troles: {}\n", "[\n"]
)
def test_what_the_strict_reader_refuses_is_no_plan(text: str) -> None:
    with pytest.raises(Unreadable):
        read_plan(text.encode(), name="plan.yaml")


def test_a_list_is_no_plan() -> None:
    assert problems("- jalon\n") == ["1:1 MIG-001", "1:1 MIG-001"]
