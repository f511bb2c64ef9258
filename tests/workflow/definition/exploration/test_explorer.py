"""What the exploration finds is what real children live, whatever their number."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.definition.exploration.concrete import Concrete, Seen
from tests.workflow.definition.written import SOUND
from workflow.definition.catalogue import load, resolve_sources
from workflow.definition.exploration.explorer import TooMany, explore
from workflow.definition.exploration.space import Space
from workflow.definition.exploration.steps import Step
from workflow.definition.model import Definition

QUICK, LONG = ("comite",), ("procedure", "thematique")
SHIPPED = (*QUICK, *LONG)


def seen(space: Space) -> set[Seen]:
    """Give every state with what can happen to the case there; children move among themselves."""
    return {
        (situation[0], frozenset(named(step) for step, _ in ways if step.slot is None or step.kind == "open"))
        for situation, ways in space.ways.items()
    }


def named(step: Step) -> str:
    return f"+{step.slot}" if step.kind == "open" else step.trigger


def definition(code: str) -> Definition:
    return load(code).definition if code in SHIPPED else resolve_sources((SOUND,)).definition


@pytest.mark.parametrize(
    "code", ["sound", *QUICK, *(pytest.param(one, marks=pytest.mark.soak) for one in LONG)]
)
def test_what_can_happen_is_what_real_children_let_happen(code: str) -> None:
    told = definition(code)
    root = next(name for name, one in told.machines.items() if one.serves in {"application", "meeting"})

    assert seen(explore(told, root)) == Concrete(told, told.machines[root]).seen()


MOST = 4
"""As many children as a drawn one has states: acts may wait for one in each of them at once."""

STATES = ("a", "b", "c")
ENDS = ("done", "gone")
MOVERS = ("clerk", "guest", "engine", "clock")


@st.composite
def child_machines(draw: st.DrawFn) -> dict[str, Any]:
    """A child of one or two open states and one or two ends, some of which people may leave."""
    opens = STATES[: draw(st.integers(1, 2))]
    ends = ENDS[: draw(st.integers(1, 2))]
    states: dict[str, Any] = {
        **{name: {"label": name, "phase": "p"} for name in opens},
        **{name: {"label": name, "phase": "p", "final": "true", "silence": "none"} for name in ends},
    }
    transitions = {}
    for rank in range(draw(st.integers(1, 4))):
        by = draw(st.sampled_from(("clerk", "guest", "clock")))
        origin = draw(st.sampled_from(opens))
        target = draw(st.sampled_from([one for one in (*opens, *ends) if one != origin]))
        transitions[f"t{rank}"] = move(origin, target, by=by)
        if by == "clock":
            states[origin].setdefault("deadlines", {})[f"d{rank}"] = {"after": "5 days", "fire": f"t{rank}"}
    if draw(st.booleans()):
        states[opens[0]]["on_parent_end"] = "keep"
    return machine("child", opens[0], states, transitions)


def move(origin: str, target: str, *, by: str, when: object = ()) -> dict[str, Any]:
    return {"label": "x", "verb": "x", "from": [origin], "to": target, "by": [by], "when": when}


def machine(serves: str, initial: str, states: object, transitions: object) -> dict[str, Any]:
    phases = {"p": {"label": "p", "public": "p"}}
    return {
        "label": "x", "serves": serves, "initial": initial,
        "phases": phases, "states": states, "transitions": transitions,
    }  # fmt: skip


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """A case of three states with children of two names, spawned or opened, and joins over them."""
    children = {name: draw(child_machines()) for name in ("one", "two")}
    states: dict[str, Any] = {name: {"label": name, "phase": "p"} for name in STATES}
    states["end"] = {"label": "end", "phase": "p", "final": "true"}
    leave = st.sampled_from(("cancel", "keep"))
    spawned = {
        "machine": "one", "for_each": draw(st.sampled_from(("once", "countries"))), "on_leave": draw(leave),
        "if_none": draw(st.sampled_from(("skip", "refuse"))),
        "again": draw(st.sampled_from(("renew", "renew", "add", "keep"))),
    }  # fmt: skip
    states[draw(st.sampled_from(STATES))]["spawn"] = {"kids": spawned}
    opening = {"machine": "two", "by": ["clerk"], "label": "x", "on_leave": draw(leave)}
    states[draw(st.sampled_from(STATES))]["open"] = {"asks": opening}
    transitions = {}
    for rank in range(draw(st.integers(3, 6))):
        by = draw(st.sampled_from(MOVERS))
        origin, target = draw(st.sampled_from(STATES)), draw(st.sampled_from((*STATES, "end")))
        when = draw(st.lists(joins(children), max_size=1))
        transitions[f"m{rank}"] = move(origin, target, by=by, when=when)
        if by == "clock":
            states[origin].setdefault("deadlines", {})[f"d{rank}"] = {"after": "5 days", "fire": f"m{rank}"}
    machines = {"case": machine("application", "a", states, transitions), **children}
    roles = {
        "clerk": {"label": "agent", "kind": "inside"},
        "guest": {"label": "invité", "kind": "outside"},
    }
    return Definition.model_validate(
        {"jalon": "1", "code": "drawn", "title": "x", "roles": roles, "machines": machines}
    )


@st.composite
def joins(draw: st.DrawFn, children: dict[str, Any]) -> dict[str, Any]:
    slot, kind = draw(st.sampled_from((("kids", "one"), ("asks", "two"))))
    known = [*children[kind]["states"], "open"]
    key = draw(st.sampled_from(("all", "any", "none")))
    named = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
    return {"children": [slot], key: named, "or_none": draw(st.sampled_from(("true", "false")))}


def lose_nothing_and_invent_nothing(told: Definition) -> None:
    """What real children live is found; what is found is what children live where several may be.

    Classes do not count: of a name that may have several children they imagine another beside each, even
    where the first is always cancelled before the second, or the case is left as soon as there is one.
    """
    found, model = seen(explore(told, "case")), told.machines["case"]
    assert found >= Concrete(told, model, most=MOST).seen()
    assert found == Concrete(told, model, most=MOST, in_numbers=True).seen()


@settings(max_examples=60, deadline=None)
@given(definitions())
def test_classes_lose_nothing_and_invent_nothing(told: Definition) -> None:
    lose_nothing_and_invent_nothing(told)


@pytest.mark.soak
@settings(max_examples=2_000, deadline=None)
@given(definitions())
def test_classes_lose_nothing_and_invent_nothing_however_often(told: Definition) -> None:
    lose_nothing_and_invent_nothing(told)


def test_too_many_situations_name_what_multiplies() -> None:
    with pytest.raises(TooMany) as stopped:
        explore(definition("procedure"), "application", most=10)

    assert stopped.value.factors == (
        ("correction", 2),
        ("derogation", 2),
        ("prefecture", 2),
        ("embassy", 2),
        ("amendment", 2),
        ("report", 3),
    )
