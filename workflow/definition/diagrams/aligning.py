"""How far to the right each node stands: as straight wires as the order allows.

The places minimise the weighted length of all horizontal runs, with the room each node needs kept.
That is a linear programme whose dual is a flow of least cost (Gansner, Koutsofios, North and Vo,
"A technique for drawing directed graphs", 1993): networkx finds the flow, and the places are its
potentials.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import networkx as nx

from workflow.definition.diagrams.arranging import Order
from workflow.definition.diagrams.ports import Ports
from workflow.definition.diagrams.sketch import Sketch

_GAP: Final = {"state": 26, "act": 16, "bend": 16, "title": 12, "start": 12}
_MARGIN: Final = 16
"""Between the border of a phase and what stands inside; its neighbours keep as far outside."""
_STRAIGHT: Final = {0: 1, 1: 3, 2: 12}
"""How much a wire wants to be straight, by the number of its ends that are bends."""
_SNUG: Final = 2
_SOURCE: Final = ("source", "")

_Spot = tuple[str, str]
"""The middle of a node, or the left or right border of a phase."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The middle of each node, and the left and right borders of each phase, in pixels from 0."""

    middles: Mapping[str, int]
    borders: Mapping[str, tuple[int, int]]


def align(sketch: Sketch, order: Order, ports: Ports) -> Columns:
    """Place every node and every border of a phase."""
    flow = _problem(sketch, order, ports)
    spots = _potentials(flow)
    phases = {node.block for node in sketch.nodes.values() if node.kind == "title"}
    least = min(
        [spots["node", key] - ports.widths[key] // 2 for key in sketch.nodes]
        + [spots["left", phase] for phase in phases]
    )
    middles = {key: spots["node", key] - least for key in sketch.nodes}
    borders = {phase: (spots["left", phase] - least, spots["right", phase] - least) for phase in phases}
    return Columns(middles, borders)


def _problem(sketch: Sketch, order: Order, ports: Ports) -> "nx.MultiDiGraph[_Spot]":
    """Write the dual: an arc for each room to keep, two for each wire to keep short."""
    flow: nx.MultiDiGraph[_Spot] = nx.MultiDiGraph()
    flow.add_nodes_from(("node", key) for key in sketch.nodes)
    for layer in order:
        for left, right, room in _rooms(sketch, layer, ports):
            flow.add_edge(left, right, weight=-room)
    for wire in sketch.wires:
        upper, lower = (sketch.nodes[key] for key in (wire.upper, wire.lower))
        shift = ports.offsets[wire.upper, wire.net, "bottom"] - ports.offsets[wire.lower, wire.net, "top"]
        weight = _STRAIGHT[(upper.kind == "bend") + (lower.kind == "bend")]
        _pull(flow, ("node", wire.upper), ("node", wire.lower), shift, weight)
    for node in sketch.nodes.values():
        if node.kind == "title":
            left = ("left", node.block)
            _pull(flow, left, ("right", node.block), 0, _SNUG)
            _pull(flow, left, ("node", node.key), _MARGIN + ports.widths[node.key] // 2, 2 * _SNUG)
    return flow


def _pull(flow: "nx.MultiDiGraph[_Spot]", one: _Spot, other: _Spot, shift: int, weight: int) -> None:
    """Want `other` to stand `shift` to the right of `one`."""
    flow.add_edge(one, other, weight=-shift, capacity=weight)
    flow.add_edge(other, one, weight=shift, capacity=weight)


def _rooms(sketch: Sketch, layer: list[str], ports: Ports) -> Iterator[tuple[_Spot, _Spot, int]]:
    """Give the room that spots of one layer keep between them, phases' borders included."""
    phases = {node.block for node in sketch.nodes.values() if node.kind == "title"}
    grouped = len(sketch.zone_of(sketch.nodes[layer[0]].layer)) > 1

    def block(key: str) -> str | None:
        held = sketch.nodes[key].block
        return held if grouped and held in phases else None

    for key in layer:
        phase = block(key)
        if phase is not None:
            half = ports.widths[key] // 2 + _MARGIN
            yield ("left", phase), ("node", key), half
            yield ("node", key), ("right", phase), half
    for one, other in pairwise(layer):
        left, right = block(one), block(other)
        if left == right:
            gap = max(_GAP[sketch.nodes[one].kind], _GAP[sketch.nodes[other].kind])
            yield ("node", one), ("node", other), (ports.widths[one] + ports.widths[other] + 1) // 2 + gap
            continue
        from_spot, before = (("right", left), 0) if left else (("node", one), ports.widths[one] // 2)
        to_spot, after = (("left", right), 0) if right else (("node", other), ports.widths[other] // 2)
        yield from_spot, to_spot, before + after + _MARGIN


def _potentials(flow: "nx.MultiDiGraph[_Spot]") -> dict[_Spot, int]:
    """Give each spot its place: the distances left over by a flow of least cost."""
    _, carried = nx.network_simplex(flow)
    left: nx.DiGraph[_Spot] = nx.DiGraph()
    left.add_weighted_edges_from((_SOURCE, spot, 0) for spot in flow.nodes)
    for one, other, key, arc in flow.edges(keys=True, data=True):
        sent = carried[one][other][key]
        if sent < arc.get("capacity", sent + 1):
            _shortest(left, one, other, arc["weight"])
        if sent > 0:
            _shortest(left, other, one, -arc["weight"])
    distances = nx.single_source_bellman_ford_path_length(left, _SOURCE)
    return {spot: -int(distance) for spot, distance in distances.items() if spot != _SOURCE}


def _shortest(left: "nx.DiGraph[_Spot]", one: _Spot, other: _Spot, weight: int) -> None:
    if not left.has_edge(one, other) or left.edges[one, other]["weight"] > weight:
        left.add_edge(one, other, weight=weight)
