"""Which children each state can have: spawned at its entry, or opened by a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.definition.graphs import Move, graph, leading_to, reachable
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


@dataclass(frozen=True, slots=True)
class Offspring:
    """All the children of one machine, by the name joins give them."""

    definition: Definition
    machine: MachineModel
    slots: dict[str, list[Child]]
    held: dict[str, set[str]]

    @classmethod
    def of(cls, definition: Definition, machine: MachineModel) -> "Offspring":
        """Look at a machine once."""
        drawn = graph(machine)
        slots: dict[str, list[Child]] = {}
        held: dict[str, set[str]] = {}
        for child in children(machine):
            slots.setdefault(child.slot, []).append(child)
            held.setdefault(child.slot, set()).update(reachable(drawn, child.state))
        return cls(definition, machine, slots, held)

    def present(self, slot: str) -> set[str]:
        """Give the states in which a child of that name can exist."""
        return self.held.get(slot, set())

    def machines(self, slot: str) -> list[MachineModel]:
        """Give the machines the children of that name live by: one, unless the definition errs."""
        names = dict.fromkeys(child.means.machine for child in self.slots.get(slot, ()))
        return [self.definition.machines[name] for name in names if name in self.definition.machines]


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
    ends = final_states(machine)
    held = reachable(graph(machine), machine.initial)
    ending = leading_to(alone, ends)
    return next((name for name in machine.states if name in held and name not in ending), None)


def _acts(definition: Definition, machine: MachineModel, move: Move, role: str, giver: str | None) -> bool:
    if role == CLOCK:
        deadlines = machine.states[move.origin].deadlines.values()
        return any(one.fire == move.trigger and not isinstance(one.after, UnknownValue) for one in deadlines)
    if role == ENGINE:
        return True
    held = definition.roles.get(giver or "") if role == GIVER else definition.roles.get(role)
    return held is not None and held.kind == "inside"
