"""Children: opened at an entry, each on its key; ended when their parent leaves, deepest first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.act import Act
from workflow.case import Case, Family, as_described, new_case
from workflow.conditions import CANCELLED, current_children, is_open
from workflow.definition.machine_model import Spawn, StateModel
from workflow.errors import Impossible
from workflow.history import Cause, Deed, record
from workflow.roles import countries_of
from workflow.shelf import Pinned

Selector = Callable[[Case, Pinned], list[str]]


def _joint_countries(root: Case, pinned: Pinned) -> list[str]:
    joint = pinned.definition.countries.joint
    return [code for code in countries_of(root) if code in joint]


def _authorities_regions(root: Case, _pinned: Pinned) -> list[str]:
    found = [root.region] if root.region else []
    found += [str(one["region"]) for one in root.answers.get("authorities", ()) if one.get("region")]
    return sorted(set(found))


SELECTORS: dict[str, Selector] = {
    "once": lambda _root, _pinned: [""],
    "lead.region": lambda root, _pinned: [root.region] if root.region else [],
    "authorities.regions": _authorities_regions,
    "countries": lambda root, _pinned: countries_of(root),
    "joint_countries": _joint_countries,
}
"""The selectors of the language: which keys a spawn opens a child for."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A child about to be opened."""

    slot: str
    spawn: Spawn
    key: str


def plan_children(
    state: StateModel,
    *,
    case: Case,
    family: Family,
    pinned: Pinned,
    answers: Mapping[str, Any] | None = None,
) -> list[Planned]:
    """Give the children that entering the state opens; refuse now what could not be opened then.

    `answers` are the case's own as the act leaves them, when it changes them: a record may change
    its countries by it.
    """
    changed = answers is not None and case.is_root() and answers is not case.answers
    root = as_described(case, answers or {}) if changed else family.root
    planned: list[Planned] = []
    for slot, spawn in state.spawn.items():
        keys = SELECTORS[spawn.for_each](root, pinned)
        if not keys and spawn.if_none == "refuse":
            label = pinned.definition.machines[spawn.machine].label
            raise Impossible(
                message=f"« {state.label} » demande au moins un « {label} » ; rien ne dit à qui l'adresser.",
                who="le service instructeur",
                seen={"pour chaque": spawn.for_each},
                remedies=("compléter la région du chef de file ou les pays du projet",),
            )
        if spawn.again == "keep":
            had = {
                child.key
                for child in family.children(case)
                if child.slot == slot and child.state != CANCELLED
            }
            keys = [key for key in keys if key not in had]
        planned += [Planned(slot, spawn, key) for key in keys]
    return planned


def open_rounds(state: StateModel, case: Case) -> None:
    """Start a new round for each kind of child the state spawns (`add` and `keep` stay in theirs)."""
    fresh = {
        slot: case.rounds.get(slot, 0) + 1 for slot, spawn in state.spawn.items() if spawn.again == "renew"
    }
    if fresh:
        case.set(rounds=case.rounds | fresh)


def make_child(
    act: Act,
    *,
    parent: Case,
    family: Family,
    pinned: Pinned,
    machine: str,
    slot: str,
    key: str,
    giver: str | None,
) -> Case:
    """Make the row of a child in its machine's initial state; nothing is written down yet."""
    model = pinned.definition.machines[machine]
    number = 1 + sum(
        1 for child in family.children(parent) if child.slot == slot and (child.key or "") == key
    )
    name = f"{slot}.{key}" if key else slot
    case = new_case(
        now=act.received,
        machine=machine,
        state=model.initial,
        ref=f"{parent.ref}/{name}" + (f".{number}" if number > 1 else ""),
        root_id=family.root.id,
        parent_id=parent.id,
        slot=slot,
        key=key or None,
        round=parent.rounds.get(slot, 0),
        giver=giver,
        definition=parent.definition,
        call_code=parent.call_code,
        title=model.label,
    )
    family.cases[case.id] = case
    act.created.append(case)
    return case


def leaving_children(family: Family, parent: Case, pinned: Pinned, slots: tuple[str, ...]) -> list[Case]:
    """Give the open children that end when their parent leaves, deepest first."""
    found: list[Case] = []
    for child in family.children(parent):
        if child.slot in slots and is_open(pinned, child):
            model = pinned.machine(child).states[child.state]
            if model.on_parent_end == "cancel":
                found += [*descendants(family, child, pinned), child]
    return found


def descendants(family: Family, parent: Case, pinned: Pinned) -> list[Case]:
    """Give all open cases below one, deepest first."""
    found: list[Case] = []
    for child in family.children(parent):
        if is_open(pinned, child) and pinned.machine(child).states[child.state].on_parent_end == "cancel":
            found += [*descendants(family, child, pinned), child]
    return found


def cancelled_slots(state: StateModel, *, into_final: bool) -> tuple[str, ...]:
    """Give the children that leaving the state cancels (all of them when the case ends)."""
    named: dict[str, Any] = {**state.spawn, **state.open}
    return tuple(slot for slot, one in named.items() if into_final or one.on_leave == "cancel")


def cancel(act: Act, child: Case, *, cause: Cause, outbox: list[dict[str, Any]]) -> None:
    """End a child in the state the engine supplies; its deadlines go with it."""
    origin = child.state
    child.set(state=CANCELLED, entered_at=act.received)
    record(act, child, Deed(kind="cancel", cause=cause, origin=origin, due=[], outbox=outbox))


__all__ = [
    "cancel",
    "cancelled_slots",
    "current_children",
    "leaving_children",
    "make_child",
    "open_rounds",
    "plan_children",
]
