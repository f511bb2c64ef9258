"""Which children each state can have: spawned at its entry, or opened by a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.definition.graphs import Move, graph, reachable
from workflow.definition.literals import UnknownValue
from workflow.definition.machine_model import MachineModel, Opening, Spawn
from workflow.definition.model import Definition
from workflow.definition.words import CLOCK, ENGINE, GIVER


@dataclass(frozen=True, slots=True)
class Child:
    """One way a case has children: under which name, in which state, spawned or opened."""

    slot: str
    state: str
    means: Spawn | Opening

    @property
    def spawned(self) -> bool:
        """Tell whether the engine makes these children by itself."""
        return isinstance(self.means, Spawn)

    @property
    def certain(self) -> bool:
        """Tell whether there is always at least one, once the state has been entered."""
        return isinstance(self.means, Spawn) and (
            self.means.if_none == "refuse" or self.means.for_each == "once"
        )


def children(machine: MachineModel) -> Iterator[Child]:
    """Give every way a case of this machine has children, in the order written."""
    for state, model in machine.states.items():
        for slot, spawn in model.spawn.items():
            yield Child(slot, state, spawn)
        for slot, opening in model.open.items():
            yield Child(slot, state, opening)


def born_before(machine: MachineModel, slot: str, state: str) -> bool:
    """Tell whether a child of that name can exist when the case is in `state`."""
    drawn = graph(machine)
    return any(state in reachable(drawn, child.state) for child in children(machine) if child.slot == slot)


def machines_of(definition: Definition, machine: MachineModel, slot: str) -> list[MachineModel]:
    """Give the machines the children of that name live by: one, unless the definition errs."""
    names = {child.means.machine: None for child in children(machine) if child.slot == slot}
    return [definition.machines[name] for name in names if name in definition.machines]


def final_states(machine: MachineModel) -> list[str]:
    """Give the final states a case can reach."""
    held = reachable(graph(machine), machine.initial)
    return [name for name, state in machine.states.items() if state.final and name in held]


def stays_open_in_silence(definition: Definition, machine: MachineModel, giver: str | None) -> str | None:
    """Give the first state in which a child can stay for ever when nobody outside answers, or None.

    `giver` is the role asked, when there is one.
    """

    def without_outside(move: Move) -> bool:
        return any(_acts(definition, machine, move, role, giver) for role in move.transition.by)

    alone = graph(machine, without_outside)
    ends = set(final_states(machine))
    held = reachable(graph(machine), machine.initial)
    return next(
        (name for name in machine.states if name in held and not ends & reachable(alone, name)),
        None,
    )


def _acts(definition: Definition, machine: MachineModel, move: Move, role: str, giver: str | None) -> bool:
    if role == CLOCK:
        deadlines = machine.states[move.origin].deadlines.values()
        return any(one.fire == move.trigger and not isinstance(one.after, UnknownValue) for one in deadlines)
    if role == ENGINE:
        return True
    held = definition.roles.get(giver or "") if role == GIVER else definition.roles.get(role)
    return held is not None and held.kind == "inside"
