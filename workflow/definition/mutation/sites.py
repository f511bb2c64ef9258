"""The places of a definition that can be altered, each with its path in the resolved tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.definition.machine_model import (
    ChildrenJoin,
    Deadline,
    MachineModel,
    Opening,
    Spawn,
    StateModel,
    Transition,
)
from workflow.definition.mutation.naming import say_act, say_state_alone
from workflow.definition.resolved import Resolved
from workflow.definition.tree import Path


@dataclass(frozen=True, slots=True)
class ActSite:
    """One transition of one machine."""

    path: Path
    name: str
    act: Transition
    machine: MachineModel

    @property
    def said(self) -> str:
        """Name the act in French."""
        return say_act(self.machine, self.name)


@dataclass(frozen=True, slots=True)
class StateSite:
    """One state of one machine."""

    path: Path
    name: str
    state: StateModel
    machine: MachineModel

    @property
    def said(self) -> str:
        """Name the state in French."""
        return say_state_alone(self.machine, self.name)


def machine_sites(resolved: Resolved) -> Iterator[tuple[Path, MachineModel]]:
    """Give every machine."""
    for name, machine in resolved.definition.machines.items():
        yield ("machines", name), machine


def act_sites(resolved: Resolved) -> Iterator[ActSite]:
    """Give every transition of every machine."""
    for path, machine in machine_sites(resolved):
        for name, act in machine.transitions.items():
            yield ActSite((*path, "transitions", name), name, act, machine)


def state_sites(resolved: Resolved) -> Iterator[StateSite]:
    """Give every state of every machine."""
    for path, machine in machine_sites(resolved):
        for name, state in machine.states.items():
            yield StateSite((*path, "states", name), name, state, machine)


def spawn_sites(resolved: Resolved) -> Iterator[tuple[Path, Spawn, StateSite]]:
    """Give every way children are made at the entry of a state."""
    for site in state_sites(resolved):
        for slot, spawn in site.state.spawn.items():
            yield (*site.path, "spawn", slot), spawn, site


def opening_sites(resolved: Resolved) -> Iterator[tuple[Path, Opening, StateSite]]:
    """Give every way a person may open a child."""
    for site in state_sites(resolved):
        for slot, opening in site.state.open.items():
            yield (*site.path, "open", slot), opening, site


def deadline_sites(resolved: Resolved) -> Iterator[tuple[Path, Deadline, StateSite]]:
    """Give every deadline of every state."""
    for site in state_sites(resolved):
        for slot, deadline in site.state.deadlines.items():
            yield (*site.path, "deadlines", slot), deadline, site


def join_sites(resolved: Resolved) -> Iterator[tuple[Path, ChildrenJoin, str]]:
    """Give every join, with the French name of what waits for it."""
    for site in act_sites(resolved):
        for index, condition in enumerate(site.act.when):
            if isinstance(condition, ChildrenJoin):
                yield (*site.path, "when", index), condition, site.said
    for path, machine in machine_sites(resolved):
        for name, clock in machine.clocks.items():
            if clock.paused_while is not None:
                yield (*path, "clocks", name, "paused_while"), clock.paused_while, f"« {clock.label} »"
