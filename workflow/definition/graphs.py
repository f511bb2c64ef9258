"""A machine as a graph: who can lead a case from which state to which, and how a path is told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from workflow.definition.machine_model import MachineModel, Transition
from workflow.definition.model import Definition
from workflow.definition.words import AUTOMATIC, CLOCK, ENGINE, GIVER, PARENT, SAME

_MOVERS = {
    CLOCK: "le délai",
    ENGINE: "le système",
    PARENT: "la fin du dossier",
    GIVER: "la personne consultée",
}
_STEPS_TOLD = 4


@dataclass(frozen=True, slots=True)
class Move:
    """One way of a transition: from one of its origins to its target."""

    trigger: str
    origin: str
    target: str
    transition: Transition

    @property
    def automatic(self) -> bool:
        """Tell whether no person makes this move."""
        return bool(AUTOMATIC.intersection(self.transition.by))


Choice = Callable[[Move], bool]


def moves(machine: MachineModel) -> Iterator[Move]:
    """Give every move between two states that exist; `same` leads nowhere and is left out."""
    for trigger, transition in machine.transitions.items():
        if transition.target == SAME or transition.target not in machine.states:
            continue
        for origin in transition.origins:
            if origin in machine.states:
                yield Move(trigger, origin, transition.target, transition)


def graph(machine: MachineModel, choice: Choice = lambda _: True) -> "nx.DiGraph[str]":
    """Give the graph of the moves chosen; every state is a node, an edge keeps its first move."""
    drawn: nx.DiGraph[str] = nx.DiGraph()
    drawn.add_nodes_from(machine.states)
    for move in moves(machine):
        if choice(move) and not drawn.has_edge(move.origin, move.target):
            drawn.add_edge(move.origin, move.target, move=move)
    return drawn


def reachable(drawn: "nx.DiGraph[str]", start: str) -> set[str]:
    """Give the states a case can be in after starting there, the start included."""
    return {start, *nx.descendants(drawn, start)} if start in drawn else set()


def leading_to(drawn: "nx.DiGraph[str]", goals: Iterable[str]) -> set[str]:
    """Give the states from which one of the goals can be reached, the goals included."""
    found = {goal for goal in goals if goal in drawn}
    waiting = list(found)
    while waiting:
        before = [state for state in drawn.predecessors(waiting.pop()) if state not in found]
        found.update(before)
        waiting += before
    return found


def circles(drawn: "nx.DiGraph[str]") -> Iterator[list[str]]:
    """Give one circle for each knot of nodes that lead to one another, its first node repeated at the end.

    One is enough to mend; listing them all could take for ever.
    """
    order = {node: rank for rank, node in enumerate(drawn)}
    for knot in nx.strongly_connected_components(drawn):
        first = min(knot, key=lambda node: order[node])
        if len(knot) > 1 or drawn.has_edge(first, first):
            yield around(drawn.subgraph(knot), first)


def around(knot: "nx.DiGraph[str]", first: str) -> list[str]:
    """Give the shortest circle of a knot that begins and ends at a node."""
    if knot.has_edge(first, first):
        return [first, first]
    ways = (nx.shortest_path(knot, after, first) for after in knot.successors(first))
    return [first, *min(ways, key=len)]


def leaving(machine: MachineModel) -> dict[str, list[tuple[str, Transition]]]:
    """Give the transitions that leave each state, in the order written."""
    found: dict[str, list[tuple[str, Transition]]] = {state: [] for state in machine.states}
    for name, transition in machine.transitions.items():
        for origin in transition.origins:
            if origin in found:
                found[origin].append((name, transition))
    return found


def told_path(definition: Definition, drawn: "nx.DiGraph[str]", *, start: str, end: str) -> str:
    """Tell the shortest path in French, its last steps only when it is long."""
    states = nx.shortest_path(drawn, start, end)
    steps = [drawn.edges[pair]["move"] for pair in pairwise(states)]
    told = [f"{mover(definition, step.transition)} {step.transition.verb}" for step in steps[-_STEPS_TOLD:]]
    return " → ".join(["…", *told] if len(steps) > _STEPS_TOLD else told) or "dès l'ouverture"


def mover(definition: Definition, transition: Transition) -> str:
    """Name who makes a transition: the first of its roles."""
    return role_name(definition, transition.by[0])


def role_name(definition: Definition, role: str) -> str:
    """Name a role, or one of the movers that are no persons; what nobody declared keeps its id."""
    held = definition.roles.get(role)
    return _MOVERS.get(role) or (held.label if held is not None else role)
