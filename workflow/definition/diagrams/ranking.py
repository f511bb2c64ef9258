"""In which row each state stands: phases one below the other, states of a phase in the order of acts."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import networkx as nx

from workflow.definition.graphs import graph
from workflow.definition.machine_model import MachineModel

_Node = TypeVar("_Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Level:
    """Phases that stand side by side, and the rows they share: `first` to `last`, both included."""

    phases: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The rows of a machine, from the top: its levels, and the row of each state."""

    levels: tuple[Level, ...]
    rows: Mapping[str, int]


def rank(machine: MachineModel) -> Ranking:
    """Give each state its row: acts lead downwards, but for those that come back."""
    drawn = graph(machine)
    forward = _without_returns(drawn, [machine.initial, *machine.states])
    phase = {name: state.phase for name, state in machine.states.items()}
    between: nx.DiGraph[str] = nx.DiGraph()
    between.add_nodes_from(dict.fromkeys(phase.values()))
    between.add_edges_from(
        (phase[one], phase[other]) for one, other in forward.edges if phase[one] != phase[other]
    )
    depth = _depths(_without_returns(between, [phase[machine.initial], *machine.phases]))
    inner = _depths(_within(forward, phase))
    return _stacked(machine, depth, inner)


def reading_order(machine: MachineModel) -> list[str]:
    """Give the states as one meets them on the way, in the order declared where that does not tell."""
    rows = rank(machine).rows
    return sorted(machine.states, key=lambda state: rows[state])


def _stacked(machine: MachineModel, depth: Mapping[str, int], inner: Mapping[str, int]) -> Ranking:
    """Put the levels one below the other."""
    levels: list[Level] = []
    rows: dict[str, int] = {}
    first = 0
    for level in sorted(set(depth.values())):
        phases = tuple(name for name in machine.phases if depth.get(name) == level)
        held = {name: first + inner[name] for name, state in machine.states.items() if state.phase in phases}
        levels.append(Level(phases, first, max(held.values())))
        rows |= held
        first = levels[-1].last + 1
    return Ranking(tuple(levels), rows)


def _within(forward: "nx.DiGraph[str]", phase: Mapping[str, str]) -> "nx.DiGraph[str]":
    kept: nx.DiGraph[str] = nx.DiGraph(forward)
    kept.remove_edges_from([pair for pair in forward.edges if phase[pair[0]] != phase[pair[1]]])
    return kept


def _without_returns(drawn: "nx.DiGraph[_Node]", starts: Iterable[_Node]) -> "nx.DiGraph[_Node]":
    """Leave out the edges that lead back to where a walk comes from; what is left has no circle."""
    returning: set[tuple[_Node, _Node]] = set()
    seen: set[_Node] = set()
    for start in starts:
        if start not in drawn or start in seen:
            continue
        seen.add(start)
        way = [(start, iter(drawn.successors(start)))]
        open_nodes = {start}
        while way:
            node, following = way[-1]
            after = next((one for one in following if one in open_nodes or one not in seen), None)
            if after is None:
                way.pop()
                open_nodes.discard(node)
            elif after in open_nodes:
                returning.add((node, after))
            else:
                seen.add(after)
                open_nodes.add(after)
                way.append((after, iter(drawn.successors(after))))
    kept: nx.DiGraph[_Node] = nx.DiGraph(drawn)
    kept.remove_edges_from(returning)
    return kept


def _depths(drawn: "nx.DiGraph[_Node]") -> dict[_Node, int]:
    """Give each node the length of the longest way to it."""
    depths: dict[_Node, int] = {}
    for node in nx.topological_sort(drawn):
        depths[node] = 1 + max((depths[before] for before in drawn.predecessors(node)), default=-1)
    return depths
