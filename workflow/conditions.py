"""What a transition waits for: joins over children, comparisons over answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from workflow.case import Case, Family
from workflow.definition.intervals import interval_of
from workflow.definition.machine_model import ChildrenJoin, Comparison, Condition, MachineModel
from workflow.shelf import Pinned

CANCELLED = "cancelled"
"""The state the engine supplies to every child's machine."""

OPEN = "open"
"""The word of the language for « any state that is not final »."""


def is_final(model: MachineModel, state: str) -> bool:
    """Tell whether a state ends the case."""
    return state == CANCELLED or model.states[state].final


def is_open(pinned: Pinned, case: Case) -> bool:
    """Tell whether the case goes on."""
    return not is_final(pinned.machine(case), case.state)


def current_children(family: Family, parent: Case, slots: tuple[str, ...]) -> Iterator[Case]:
    """Give the children of the current round under these names, cancelled ones left out."""
    return (
        child
        for child in family.children(parent)
        if child.slot in slots
        and child.round == parent.rounds.get(child.slot, 0)
        and child.state != CANCELLED
    )


def holds_now(
    condition: Condition, *, pinned: Pinned, case: Case, family: Family, answers: dict[str, Any]
) -> bool:
    """Tell whether one condition of a transition holds, the given form already merged in `answers`."""
    if isinstance(condition, ChildrenJoin):
        return joined(condition, pinned=pinned, case=case, family=family)
    return compares(condition, answers)


def joined(join: ChildrenJoin, *, pinned: Pinned, case: Case, family: Family) -> bool:
    """Tell whether the children of the round are where the join wants them.

    *All* over nothing is false unless `or_none`.
    """
    children = list(current_children(family, case, join.children))

    def among(child: Case, outcomes: tuple[str, ...]) -> bool:
        return child.state in outcomes or (OPEN in outcomes and is_open(pinned, child))

    if join.all and not (children or join.or_none):
        return False
    return (
        all(among(child, join.all) for child in children if join.all)
        and (not join.any or any(among(child, join.any) for child in children))
        and not any(among(child, join.none) for child in children)
    )


def compares(comparison: Comparison, answers: dict[str, Any]) -> bool:
    """Tell whether one answer is what the comparison wants."""
    found: Any = answers
    for name in comparison.field.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if comparison.known is not None:
        return (found is not None) == comparison.known
    if comparison.is_of_order():
        return found is not None and interval_of(comparison).holds(_number(found))
    if isinstance(found, list):  # Several choices: one of them is enough.
        return any(one in {comparison.equals, *comparison.one_of} for one in found if isinstance(one, str))
    text = None if found is None else str(found)
    return text == comparison.equals if comparison.equals is not None else text in comparison.one_of


def _number(answer: Any) -> int:  # noqa: ANN401 -- cents, a count, or a day as ISO text
    return date.fromisoformat(answer).toordinal() if isinstance(answer, str) else int(answer)


def waiting_for(join: ChildrenJoin, *, pinned: Pinned, case: Case, family: Family) -> list[Case]:
    """Give the children that keep a join from holding."""
    model = pinned.definition.machines
    return [
        child
        for child in current_children(family, case, join.children)
        if (join.all and child.state not in join.all)
        or child.state in join.none
        or (OPEN in join.none and not is_final(model[child.machine], child.state))
    ]
