"""The situations reached and the steps between them: what proofs ask of an exploration."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from workflow.definition.exploration.classes import ChildKind
from workflow.definition.exploration.joining import joined
from workflow.definition.exploration.steps import Step
from workflow.definition.machine_model import MachineModel, Transition
from workflow.definition.model import Definition

Situation = tuple[str, tuple[int, ...]]
"""The state of the case and, for each kind of its children, the set of classes present (as bits)."""

Edge = tuple[Step, Situation]
Choice = Callable[[Step], bool]
Place = Callable[[Situation], bool]
Occasion = Callable[[Situation, Step, Situation], bool]


@dataclass(frozen=True, slots=True)
class Path:
    """A way through situations: where it starts, then each step with where it leads."""

    start: Situation
    edges: tuple[Edge, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Give the steps alone."""
        return tuple(step for step, _ in self.edges)


def every(_step: Step) -> bool:
    """Choose every step."""
    return True


def nowhere(_situation: Situation) -> bool:
    """Bar no situation."""
    return False


@dataclass(frozen=True)
class Space:
    """What a machine and its children can live through, as a graph of situations.

    `read` gives for each kind of children the states from which a join over it can still come.
    """

    definition: Definition
    machine: str
    model: MachineModel
    kinds: tuple[ChildKind, ...]
    starts: tuple[Situation, ...]
    ways: Mapping[Situation, tuple[Edge, ...]]
    read: tuple[frozenset[str], ...]

    @property
    def size(self) -> int:
        """Give the number of situations reached."""
        return len(self.ways)

    @cached_property
    def passages(self) -> int:
        """Give the number of steps between them."""
        return sum(map(len, self.ways.values()))

    @cached_property
    def steps(self) -> frozenset[Step]:
        """Give every step taken somewhere, once."""
        return frozenset(step for ways in self.ways.values() for step, _ in ways)

    @cached_property
    def reached(self) -> dict[Situation, tuple[Situation, Step] | None]:
        """What `reach` gives from where cases begin when nothing is barred: most proofs ask it, so once."""
        return self.reach(self.starts)

    @cached_property
    def edited(self) -> tuple[Situation, ...]:
        """Give the situations in which somebody may change the answers, nearest first."""
        return tuple(filter(self.may_edit, self.reached))

    def at(self, state: str) -> list[Situation]:
        """Give the situations in which the case is in a state."""
        return [one for one in self.ways if one[0] == state]

    def edges(self) -> Iterator[tuple[Situation, Step, Situation]]:
        """Give every step with the situations it leads from and to."""
        for origin, ways in self.ways.items():
            for step, target in ways:
                yield origin, step, target

    def reach(
        self,
        starts: Iterable[Situation],
        *,
        chosen: Choice = every,
        barred: Place = nowhere,
        until: Place | None = None,
    ) -> dict[Situation, tuple[Situation, Step] | None]:
        """Give each situation reached with the one before it and the step taken; starts have none.

        Only chosen steps are taken, and no `barred` situation is entered; nearest first, and no
        further than the first situation of which `until` is true (it is the last one given).
        """
        found: dict[Situation, tuple[Situation, Step] | None] = {}
        for start in starts:
            if not barred(start):
                found.setdefault(start, None)
        waiting = list(found)
        if until is not None and (met := next(filter(until, waiting), None)) is not None:
            return {met: None}
        for here in waiting:
            for step, target in self.ways[here]:
                if target in found or not chosen(step) or barred(target):
                    continue
                found[target] = (here, step)
                if until is not None and until(target):
                    return found
                waiting.append(target)
        return found

    def path(
        self,
        starts: Iterable[Situation],
        goal: Place,
        *,
        chosen: Choice = every,
        barred: Place = nowhere,
    ) -> Path | None:
        """Give the shortest path to a situation that is a goal, or None."""
        if starts is self.starts and chosen is every and barred is nowhere:
            met = next(filter(goal, self.reached), None)
            return self.back(self.reached, met) if met is not None else None
        found = self.reach(starts, chosen=chosen, barred=barred, until=goal)
        last = next(reversed(found), None)
        return self.back(found, last) if last is not None and goal(last) else None

    def back(self, found: Mapping[Situation, tuple[Situation, Step] | None], last: Situation) -> Path:
        """Give the path by which a situation was reached."""
        edges: list[Edge] = []
        here = last
        while (before := found[here]) is not None:
            edges.append((before[1], here))
            here = before[0]
        return Path(here, tuple(reversed(edges)))

    def leading_to(self, goal: Place, *, chosen: Choice = every) -> set[Situation]:
        """Give the situations from which a goal can be reached by chosen steps, goals included."""
        before: dict[Situation, list[Situation]] = {}
        for origin, step, target in self.edges():
            if chosen(step):
                before.setdefault(target, []).append(origin)
        found = set(filter(goal, self.ways))
        waiting = list(found)
        while waiting:
            for origin in before.get(waiting.pop(), ()):
                if origin not in found:
                    found.add(origin)
                    waiting.append(origin)
        return found

    def path_to_step(
        self,
        starts: Iterable[Situation],
        goal: Occasion,
        *,
        chosen: Choice = every,
    ) -> Path | None:
        """Give the shortest path whose last step is a goal, or None."""
        whole = starts is self.starts and chosen is every
        found = self.reached if whole else self.reach(starts, chosen=chosen)
        for here in found:
            for step, target in self.ways[here]:
                if goal(here, step, target):
                    before = self.back(found, here)
                    return Path(before.start, (*before.edges, (step, target)))
        return None

    def bottoms(self, among: Sequence[Situation], *, chosen: Choice = every) -> list[list[Situation]]:
        """Give, of some situations, the groups that lead one another round and nowhere else among them.

        In the order of `among`, in each group and between them.
        """
        order = {situation: rank for rank, situation in enumerate(among)}
        drawn: nx.DiGraph[Situation] = nx.DiGraph()
        drawn.add_nodes_from(among)
        drawn.add_edges_from(
            (origin, target)
            for origin in among
            for step, target in self.ways[origin]
            if target in drawn and chosen(step)
        )
        groups = nx.condensation(drawn)
        last = (groups.nodes[node]["members"] for node in groups if groups.out_degree(node) == 0)
        return sorted((sorted(group, key=order.__getitem__) for group in last), key=lambda one: order[one[0]])

    def is_final(self, situation: Situation) -> bool:
        """Tell whether the case is in a state where nothing is awaited."""
        return self.model.states[situation[0]].final

    def holds(self, situation: Situation, target: tuple[str, str]) -> bool:
        """Tell whether a machine is in a state: the case itself, or one of its children at least.

        The state of a child must have been `observed` when the space was explored.
        """
        machine, state = target
        if machine == self.machine:
            return situation[0] == state
        return any(
            kind.machine == machine and bool(held & kind.mask((state,)))
            for kind, held in zip(self.kinds, situation[1], strict=True)
        )

    def rules(self, step: Step, machine: str) -> tuple[str, ...]:
        """Give the rules evaluated before a step of one machine: the case's own, or that of its children."""
        mover = self.machine if step.slot is None else self._machines[step.slot]
        return step.transition.rules if step.transition is not None and mover == machine else ()

    @cached_property
    def _machines(self) -> dict[str, str]:
        return {kind.slot: kind.machine for kind in self.kinds}

    def joined(self, transition: Transition, situation: Situation) -> bool:
        """Tell whether the joins of a transition hold in a situation."""
        return joined(transition, self.kinds, situation[1])

    def may_edit(self, situation: Situation) -> bool:
        """Tell whether somebody may change the answers: by the state, or by a child that asks for it."""
        state = self.model.states[situation[0]]
        asked = any(
            kind.answering and held & kind.open for kind, held in zip(self.kinds, situation[1], strict=True)
        )
        return state.draft or bool(state.editable_by) or asked
