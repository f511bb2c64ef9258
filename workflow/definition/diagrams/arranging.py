"""In which order the nodes of each layer stand, so that few wires cross and phases keep together."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from statistics import fmean

from workflow.definition.diagrams.sketch import Sketch

Order = list[list[str]]

_SWEEPS = 16


def arrange(sketch: Sketch) -> Order:
    """Give the keys of each layer from left to right: the best of some sweeps down and up.

    Within a level, each phase and each lone wire keeps its side of the others in every layer.
    """
    order = _together(sketch, sketch.layers())
    best, least = order, crossings(sketch, order)
    for turn in range(_SWEEPS):
        order = _swept(sketch, order, down=turn % 2 == 0)
        crossed = crossings(sketch, order)
        if crossed < least:
            best, least = order, crossed
    return best


def crossings(sketch: Sketch, order: Order) -> int:
    """Count how many pairs of wires between neighbouring layers cross."""
    place = _places(order)
    ends: dict[int, list[tuple[int, int]]] = {}
    for wire in sketch.wires:
        layer = sketch.nodes[wire.upper].layer
        ends.setdefault(layer, []).append((place[wire.upper], place[wire.lower]))
    return sum(_inversions(sorted(pairs)) for pairs in ends.values())


def _inversions(pairs: Sequence[tuple[int, int]]) -> int:
    seen: list[int] = []
    found = 0
    for _, lower in pairs:
        found += len(seen) - bisect_right(seen, lower)
        insort(seen, lower)
    return found


def _swept(sketch: Sketch, order: Order, *, down: bool) -> Order:
    """Order every layer by where its neighbours of the layer before stand."""
    neighbours: dict[str, list[str]] = {key: [] for key in sketch.nodes}
    for wire in sketch.wires:
        here, there = (wire.lower, wire.upper) if down else (wire.upper, wire.lower)
        neighbours[here].append(there)
    swept = [list(layer) for layer in order]
    layers = range(len(order)) if down else range(len(order) - 1, -1, -1)
    done: set[int] = set()
    for layer in layers:
        if layer not in done:
            zone = sketch.zone_of(layer)
            _sweep_zone(sketch, swept, zone if down else zone[::-1], neighbours)
            done.update(zone)
    return swept


def _sweep_zone(sketch: Sketch, order: Order, zone: range, neighbours: Mapping[str, list[str]]) -> None:
    place = _shares(order)
    inside = dict.fromkeys(key for layer in zone for key in order[layer])
    pulls: dict[str, list[float]] = {}
    for key in inside:
        outside = [place[other] for other in neighbours[key] if other not in inside]
        pulls.setdefault(sketch.nodes[key].block, []).extend(outside)
    held = {block: fmean(place[key] for key in inside if sketch.nodes[key].block == block) for block in pulls}
    blocks = {block: fmean(pull) if pull else held[block] for block, pull in pulls.items()}
    for layer in zone:
        wanted = {
            key: fmean([place[other] for other in neighbours[key]]) if neighbours[key] else place[key]
            for key in order[layer]
        }
        order[layer].sort(key=lambda key: _rank(sketch, key, blocks, wanted))
        place |= {key: (index + 0.5) / len(order[layer]) for index, key in enumerate(order[layer])}


def _rank(
    sketch: Sketch, key: str, blocks: Mapping[str, float], wanted: Mapping[str, float]
) -> tuple[float, str, bool, float]:
    node = sketch.nodes[key]
    return blocks[node.block], node.block, node.kind != "title", wanted[key]


def _together(sketch: Sketch, order: Order) -> Order:
    """Bring the nodes of each block together, in the order the blocks are first met."""
    gathered = [list(layer) for layer in order]
    for zone in [*sketch.zones, *(sketch.zone_of(layer) for layer in range(len(order)))]:
        met = {sketch.nodes[key].block: None for layer in zone for key in order[layer]}
        rank = {block: index for index, block in enumerate(met)}
        for layer in zone:
            gathered[layer].sort(
                key=lambda key: (rank[sketch.nodes[key].block], sketch.nodes[key].kind != "title")
            )
    return gathered


def _places(order: Order) -> dict[str, int]:
    return {key: index for layer in order for index, key in enumerate(layer)}


def _shares(order: Order) -> dict[str, float]:
    """Give each node its place as a share of its layer's length: 0 on the left, 1 on the right."""
    return {key: (index + 0.5) / len(layer) for layer in order for index, key in enumerate(layer)}
