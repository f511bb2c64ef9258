from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.definition.diagrams.geometry import collisions, overflows
from tests.workflow.definition.example import example
from tests.workflow.definition.shipped import distinct_machines
from workflow.definition.catalogue import load
from workflow.definition.diagrams.plan import Plan, Rectangle, plan
from workflow.definition.graphs import moves
from workflow.definition.model import Definition

SHIPPED = distinct_machines()


@pytest.mark.parametrize(("code", "machine"), SHIPPED)
def test_nothing_overlaps_on_the_drawing_of_a_shipped_machine(code: str, machine: str) -> None:
    laid = plan(load(code).definition, machine)

    assert collisions(laid) == []
    assert overflows(laid) == []


@pytest.mark.parametrize(("code", "machine"), SHIPPED)
def test_every_state_and_move_of_a_shipped_machine_has_its_place(code: str, machine: str) -> None:
    definition = load(code).definition
    model = definition.machines[machine]
    laid = plan(definition, machine)

    assert {box.key for box in laid.boxes if box.kind == "state"} == set(model.states)
    assert {box.key for box in laid.boxes if box.kind == "title"} == {
        f":{phase}" for phase in {state.phase for state in model.states.values()}
    }
    drawn = {
        (stroke.net.key.partition(":")[0], origin, stroke.net.target)
        for stroke in laid.strokes
        for origin in stroke.net.origins
        if stroke.net.transition is not None
    }
    assert drawn == {
        (move.trigger, move.origin, move.target) for move in moves(model) if move.origin != move.target
    }


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Give a definition with one machine of any shape, trapped, unreachable or tangled as it may be."""
    states = draw(st.integers(1, 12))
    phases = draw(st.integers(1, 4))
    state = st.integers(0, states - 1).map("s{}".format)
    acts = st.lists(
        st.tuples(
            st.lists(state, min_size=1, max_size=4, unique=True),
            state | st.just("same"),
            st.sampled_from(["clerk", "engine", "clock"]),
            st.booleans(),
        ),
        max_size=24,
    )
    machine = {
        "label": "Circuit",
        "initial": draw(state),
        "phases": {f"p{index}": {"label": f"Phase {index}", "public": "Oui."} for index in range(phases)},
        "states": {
            f"s{index}": {
                "label": draw(st.sampled_from(["Déposé", "En attente des avis des services consultés"])),
                "phase": f"p{draw(st.integers(0, phases - 1))}",
            }
            for index in range(states)
        },
        "transitions": {
            f"t{index}": {
                "label": f"Acte de procédure {index}",
                "verb": "agit",
                "from": origins,
                "to": target,
                "by": by,
                "exceptional": "true" if exceptional else "false",
            }
            for index, (origins, target, by, exceptional) in enumerate(draw(acts))
        },
    }
    roles = {"clerk": {"label": "greffe", "kind": "inside"}}
    head = {"jalon": "1", "code": "essai", "title": "Essai"}
    return Definition.model_validate({**head, "roles": roles, "machines": {"m": machine}})


@settings(deadline=None, max_examples=60)
@given(definitions())
def test_nothing_overlaps_on_the_drawing_of_any_machine(definition: Definition) -> None:
    laid = plan(definition, "m")

    assert collisions(laid) == []
    assert overflows(laid) == []


@pytest.mark.soak
@settings(deadline=None, max_examples=2_000)
@given(definitions())
def test_nothing_ever_overlaps(definition: Definition) -> None:
    assert collisions(plan(definition, "m")) == []


RETURN = """
    machines:
      application:
        transitions:
          back: {label: Retour, verb: revient, from: [instruction, selected], to: opinions, by: instructor}
    """


def test_acts_lead_down_but_for_those_that_come_back() -> None:
    laid = plan(example(RETURN).definition, "application")
    tops = {box.key: box.place.top for box in laid.boxes}

    assert tops["draft"] < tops["opinions"] < tops["instruction"] < tops["selected"] < tops["funded"]
    falling = {stroke.net.key for stroke in laid.strokes if _leads_down(stroke.corners)}
    rising = {stroke.net.key for stroke in laid.strokes if _leads_down(stroke.corners[::-1])}
    assert rising == {"back:-1"}
    assert falling == {":start", "submit:1", "close_opinions:1", "select:1", "fund:1", "withdraw:1"}


def _leads_down(corners: tuple[tuple[int, int], ...]) -> bool:
    return all(start[1] <= end[1] for start, end in pairwise(corners))


def test_an_act_possible_in_many_states_is_drawn_once() -> None:
    laid = plan(example(RETURN).definition, "application")

    assert [box.key for box in laid.boxes if box.kind == "act"].count(":withdraw:1") == 1
    assert {
        origin for stroke in laid.strokes for origin in stroke.net.origins if stroke.net.key == "back:-1"
    } == {
        "instruction",
        "selected",
    }


def test_each_net_ends_on_its_target_with_one_arrow() -> None:
    laid = plan(load("geographique").definition, "application")
    places = {box.key: box.place for box in laid.boxes}

    arrows = [stroke for stroke in laid.strokes if stroke.arrow]
    assert sorted(stroke.net.key for stroke in arrows) == sorted({stroke.net.key for stroke in laid.strokes})
    for stroke in arrows:
        target, (x, y) = places[stroke.net.target], stroke.corners[-1]
        assert target.left < x < target.right
        assert y == (target.top if stroke.net.side == "top" else target.bottom)


def test_a_collision_is_seen() -> None:
    laid = plan(example("").definition, "opinion")
    box = laid.boxes[-1]
    moved = Rectangle(box.place.left, box.place.top - 60, box.place.width, box.place.height)
    spoilt = Plan(laid.width, laid.height, [*laid.boxes, type(box)("twin", "state", moved, box.card)])
    spoilt.strokes = laid.strokes

    assert {kind for kind, *_ in collisions(spoilt)} == {"overlap", "through"}


def test_a_machine_that_is_not_there_is_not_drawn() -> None:
    with pytest.raises(KeyError):
        plan(example("").definition, "nothing")
