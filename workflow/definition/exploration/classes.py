"""The states of a kind of children, put together where nothing the parent does can tell them apart.

Two states of a child are one *class* when each join of the parent reads them alike, the parent's end
treats them alike, and the same classes can be reached from both without anybody outside. So a parent
and any number of children is the parent's state and, for each kind, the set of classes present; the
last condition keeps silence exact (grouping all open states as one would be smaller, and wrong).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from workflow.definition.exploration.steps import Step, step_of
from workflow.definition.graphs import Move, moves
from workflow.definition.literals import UnknownValue
from workflow.definition.machine_model import ChildrenJoin, MachineModel, Means, Spawn
from workflow.definition.model import Definition
from workflow.definition.words import CLOCK, DEROGATE, OPEN, PARENT


@dataclass(frozen=True, slots=True)
class ChildClass:
    """States of a child that are one for its parent; the first member shows it."""

    members: tuple[str, ...]
    final: bool
    kept: bool
    inert: bool


@dataclass(frozen=True, slots=True)
class ChildMove:
    """A child leaves one class for another, both given by their rank."""

    origin: int
    target: int
    step: Step


@dataclass(frozen=True)
class ChildKind:
    """The children of one name: their machine, their classes, how they move.

    `single` tells that there is never more than one at a time; `answering` that while one is open the
    parent's answers may change; `observed` that who asked for the exploration names some of its states.
    """

    slot: str
    machine: str
    model: MachineModel
    means: tuple[tuple[str, Means], ...]
    classes: tuple[ChildClass, ...]
    initial: int
    moves: tuple[ChildMove, ...]
    single: bool
    answering: bool
    observed: bool

    def mask(self, states: tuple[str, ...]) -> int:
        """Give the set of the classes that hold one of these states; `open` stands for all not final."""
        found = self._masks.get(states)
        if found is None:
            found = self._masks[states] = self._holding(frozenset(states))
        return found

    @cached_property
    def _masks(self) -> dict[tuple[str, ...], int]:
        """The sets told before: joins ask for the same few in every situation."""
        return {}

    def _holding(self, wanted: frozenset[str]) -> int:
        ranks = (
            rank
            for rank, one in enumerate(self.classes)
            if wanted.intersection(one.members) or (OPEN in wanted and not one.final)
        )
        return sum(1 << rank for rank in ranks)

    def bit(self, rank: int) -> int:
        """Give the set of one class; a class that no join can notice is nothing."""
        return 0 if self.classes[rank].inert else 1 << rank

    @property
    def asks(self) -> bool:
        """Tell whether somebody is awaited in an open state of these children."""
        return any(state.next_actor is not None for state in self.model.states.values() if not state.final)

    @cached_property
    def open(self) -> int:
        """Give the set of the classes that are not final."""
        return self.mask((OPEN,))

    @cached_property
    def kept(self) -> int:
        """Give the set of the open classes that the parent's end leaves alone."""
        return sum(1 << rank for rank, one in enumerate(self.classes) if one.kept and not one.final)


def kinds_of(
    definition: Definition, model: MachineModel, *, observed: Iterable[str] = ()
) -> tuple[ChildKind, ...]:
    """Give every kind of children a machine has, in the order written.

    `observed` names states (`machine.state`) that must stand in a class of their own.
    """
    means: dict[str, list[tuple[str, Means]]] = {}
    for state, told in model.states.items():
        for slot, one in told.children():
            means.setdefault(slot, []).append((state, one))
    joins = tuple(joins_of(model))
    return tuple(
        _kind(definition, slot, tuple(ways), joins=joins, observed=frozenset(observed))
        for slot, ways in means.items()
        if ways[0][1].machine in definition.machines
    )


def joins_of(model: MachineModel) -> Iterator[ChildrenJoin]:
    """Give every join by which a machine waits for its children."""
    for transition in model.transitions.values():
        for condition in transition.when:
            if isinstance(condition, ChildrenJoin):
                yield condition


def _kind(
    definition: Definition,
    slot: str,
    means: tuple[tuple[str, Means], ...],
    *,
    joins: tuple[ChildrenJoin, ...],
    observed: frozenset[str],
) -> ChildKind:
    machine, giver = means[0][1].machine, means[0][1].giver
    model = definition.machines[machine]
    mine = tuple(join for join in joins if slot in join.children)
    steps = tuple(_steps(definition, model, slot=slot, giver=giver))
    seen = {state: f"{machine}.{state}" in observed for state in model.states}
    told = {state: (_standing(model, state, mine), state if seen[state] else "") for state in model.states}
    groups = _refined(model, told, steps)
    members: dict[int, list[str]] = {}
    for state, rank in groups.items():
        members.setdefault(rank, []).append(state)
    spawned = [one for _, one in means if isinstance(one, Spawn)]
    watched = any(one.again == "keep" for one in spawned)
    grouped = [states for _, states in sorted(members.items())]
    unread = waives(model) and not mine and not any(seen.values())
    classes = tuple(
        _class(model, states, watched=watched or any(map(seen.get, states)), joins=mine, unread=unread)
        for states in grouped
    )
    return ChildKind(
        slot=slot,
        machine=machine,
        model=model,
        means=means,
        classes=classes,
        initial=groups[model.initial],
        moves=tuple(dict.fromkeys(_between(groups, steps))),
        single=_single(means),
        answering=any(transition.does == "answer" for transition in model.transitions.values()),
        observed=any(seen.values()),
    )


def _single(means: tuple[tuple[str, Means], ...]) -> bool:
    """Tell whether there is never more than one child of this name at a time."""
    return all(isinstance(one, Spawn) and one.for_each == "once" and one.again != "add" for _, one in means)


def waives(model: MachineModel) -> bool:
    """Tell whether such children are derogations: what they change is weighed apart, rule by rule."""
    return any(transition.does == DEROGATE for transition in model.transitions.values())


def _class(
    model: MachineModel, states: list[str], *, watched: bool, joins: tuple[ChildrenJoin, ...], unread: bool
) -> ChildClass:
    """Describe a class; a final one that no join could miss or notice, and nobody leaves, is inert.

    So are all those of `unread` children: derogations that no join waits for only lift guards, which may
    hold or not anyway.
    """
    first = model.states[states[0]]
    noticed = any(join.all or states[0] in join.any or states[0] in join.none for join in joins)
    kept = first.on_parent_end == "keep"
    leads = any(states[0] in transition.origins for transition in model.transitions.values())
    inert = unread or (first.final and not (watched or noticed or leads))
    return ChildClass(tuple(states), first.final, kept, inert)


_Standing = tuple[object, ...]


def _standing(model: MachineModel, state: str, joins: tuple[ChildrenJoin, ...]) -> _Standing:
    told = model.states[state]

    def among(states: tuple[str, ...]) -> bool:
        return state in states or (OPEN in states and not told.final)

    keep = not told.final and told.on_parent_end == "keep"
    return told.final, keep, *((among(join.all), among(join.any), among(join.none)) for join in joins)


def _steps(
    definition: Definition, model: MachineModel, *, slot: str, giver: str | None
) -> Iterator[tuple[Move, Step]]:
    """Give every move a child can make by itself: a deadline that nobody knows fires nothing."""
    made: dict[str, Step] = {}
    for move in moves(model):
        if PARENT in move.transition.by or (CLOCK in move.transition.by and not fires(model, move)):
            continue
        if move.trigger not in made:
            made[move.trigger] = step_of(definition, move.trigger, move.transition, slot=slot, giver=giver)
        yield move, made[move.trigger]


def fires(model: MachineModel, move: Move) -> bool:
    """Tell whether a deadline of the move's origin makes it."""
    deadlines = model.states[move.origin].deadlines.values()
    return any(one.fire == move.trigger and not isinstance(one.after, UnknownValue) for one in deadlines)


def _reached(
    model: MachineModel, steps: tuple[tuple[Move, Step], ...], *, alone: bool
) -> dict[str, frozenset[str]]:
    """Give the states that lie ahead of each one, itself included; `alone`: without anybody outside."""
    drawn: nx.DiGraph[str] = nx.DiGraph()
    drawn.add_nodes_from(model.states)
    drawn.add_edges_from((move.origin, move.target) for move, step in steps if step.alone or not alone)
    return {
        state: frozenset({state} if told.final else {state, *nx.descendants(drawn, state)})
        for state, told in model.states.items()
    }


def _refined(
    model: MachineModel, told: dict[str, tuple[_Standing, str]], steps: tuple[tuple[Move, Step], ...]
) -> dict[str, int]:
    """Give each state the rank of its class: split until all members of one have the same classes ahead.

    Ahead with everybody acting, and ahead with nobody outside; a state lies ahead of itself, so that a
    long way within one class is no more than the class.
    """
    ahead = [_reached(model, steps, alone=alone) for alone in (False, True)]
    ranks = _ranked(told)
    while True:
        after = {
            state: tuple(frozenset(ranks[one] for one in reached[state]) for reached in ahead)
            for state in model.states
        }
        finer = _ranked({state: (told[state], after[state]) for state in model.states})
        if len(set(finer.values())) == len(set(ranks.values())):
            return finer
        ranks = finer


def _ranked(told: Mapping[str, object]) -> dict[str, int]:
    order: dict[object, int] = {}
    return {state: order.setdefault(one, len(order)) for state, one in told.items()}


def _between(groups: dict[str, int], steps: tuple[tuple[Move, Step], ...]) -> Iterator[ChildMove]:
    for move, step in steps:
        origin, target = groups[move.origin], groups[move.target]
        if origin != target:
            yield ChildMove(origin, target, step)
