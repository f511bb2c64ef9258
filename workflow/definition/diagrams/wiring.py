"""The lines between layers: each net has a track of its own, so that lines cross but never overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Final

import networkx as nx

NEAR: Final = 8
"""Two upright lines nearer than that would be taken for one."""


@dataclass(slots=True)
class Run:
    """One net in the room between two layers: where it comes from above, where it goes below."""

    net: str
    uppers: list[int] = field(default_factory=list)
    lowers: list[int] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """Give the leftmost and the rightmost place it touches."""
        both = [*self.uppers, *self.lowers]
        return min(both), max(both)

    @property
    def straight(self) -> bool:
        """Tell whether it only goes down."""
        return self.span[0] == self.span[1]


def give_tracks(runs: Sequence[Run]) -> Mapping[str, int]:
    """Give each net that turns the number of its track, from the top; straight ones need none.

    A net whose line comes down where another's leaves stands above it, or the two would overlap;
    `knots` tells where that cannot be had.
    """
    turning = [run for run in runs if not run.straight]
    order = _order(turning)
    tracks: dict[str, int] = {}
    by_net = {run.net: run for run in turning}
    for net in nx.lexicographical_topological_sort(order, key=lambda one: by_net[one].span):
        taken = [tracks[above] + 1 for above in order.predecessors(net)]
        low, high = by_net[net].span
        beside = {
            tracks[other]
            for other in tracks
            if by_net[other].span[0] <= high + NEAR and low - NEAR <= by_net[other].span[1]
        }
        track = max(taken, default=0)
        while track in beside:
            track += 1
        tracks[net] = track
    return tracks


def _order(turning: Sequence[Run]) -> "nx.DiGraph[str]":
    """Say which nets stand above which: what must, then what crosses less, as far as there is no circle."""
    order: nx.DiGraph[str] = nx.DiGraph()
    order.add_nodes_from(run.net for run in turning)
    pairs = [*permutations(turning, 2)]
    wishes = sorted(
        (_crossed(above, below) - _crossed(below, above), above.net, below.net) for above, below in pairs
    )
    compelled = [(above.net, below.net) for above, below in pairs if _must(above, below)]
    wished = [(above, below) for gain, above, below in wishes if gain < 0]
    for above_net, below_net in [*compelled, *wished]:
        if not nx.has_path(order, below_net, above_net):
            order.add_edge(above_net, below_net)
    return order


def knots(runs: Sequence[Run]) -> list[tuple[str, int]]:
    """Give the nets that each should stand above another of them, with the place where one goes below."""
    turning = [run for run in runs if not run.straight]
    musts: nx.DiGraph[str] = nx.DiGraph()
    musts.add_edges_from(
        (above.net, below.net) for above, below in permutations(turning, 2) if _must(above, below)
    )
    found = []
    for knot in nx.strongly_connected_components(musts):
        tied = sorted((run for run in turning if run.net in knot), key=lambda run: run.net)
        for above, below in permutations(tied, 2):
            found += [(below.net, place) for place in below.lowers if _meets(place, above.uppers)]
    return found


def _must(above: Run, below: Run) -> bool:
    return any(_meets(place, above.uppers) for place in below.lowers)


def _meets(place: int, others: Iterable[int]) -> bool:
    return any(abs(place - other) < NEAR for other in others)


def _crossed(above: Run, below: Run) -> int:
    """Count the crossings when one run stands above the other."""
    coming = sum(above.span[0] < place < above.span[1] for place in below.uppers)
    leaving = sum(below.span[0] < place < below.span[1] for place in above.lowers)
    return coming + leaving


def runs_of(pieces: Iterable[tuple[str, int, int]]) -> list[Run]:
    """Gather pieces (net, place above, place below) into one run for each net."""
    runs: dict[str, Run] = {}
    for net, upper, lower in pieces:
        run = runs.setdefault(net, Run(net))
        run.uppers.append(upper)
        run.lowers.append(lower)
    return list(runs.values())
