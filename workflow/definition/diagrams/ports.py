"""Where wires touch the boxes: one port for each net on each side, in the order that crosses least."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from workflow.definition.diagrams.arranging import Order
from workflow.definition.diagrams.sketch import Side, Sketch

_APART: Final = 14
"""Between two ports of one side; less than that, arrows would touch."""
_CORNER: Final = 11

Port = tuple[str, str, Side]
"""A node, a net, and the side of the node at which they meet."""


@dataclass(frozen=True, slots=True)
class Ports:
    """How far from its node's middle each port lies, and how wide each node must be to hold its own."""

    offsets: Mapping[Port, int]
    widths: Mapping[str, int]


def give_ports(sketch: Sketch, order: Order, middles: Mapping[str, int] | None = None) -> Ports:
    """Give each side of a state its ports; an act and a bend have theirs in the middle.

    Where the middles of the nodes are known, a port stands as straight as it can before what it is
    joined to; else ports are packed in the middle.
    """
    place = {key: index for layer in order for index, key in enumerate(layer)}
    sides = _sides(sketch)
    widths = {key: node.card.width for key, node in sketch.nodes.items()}
    for (key, _), joined in sides.items():
        widths[key] = max(widths[key], 2 * _CORNER + _APART * (len(joined) - 1) if len(joined) > 1 else 0)
    offsets: dict[Port, int] = {}
    for (key, side), joined in sides.items():
        nets = sorted(joined, key=lambda net: (fmean(place[other] for other in joined[net]), net))
        if sketch.nodes[key].kind != "state":
            wanted = [0 for _ in nets]
        elif middles is None:
            wanted = [_APART * (2 * index - len(nets) + 1) // 2 for index in range(len(nets))]
        else:
            wanted = [round(fmean(middles[other] for other in joined[net])) - middles[key] for net in nets]
        for net, offset in zip(nets, _spread(wanted, widths[key] // 2 - _CORNER), strict=True):
            offsets[key, net, side] = offset
    return Ports(offsets, widths)


def _sides(sketch: Sketch) -> dict[tuple[str, Side], dict[str, list[str]]]:
    """Give for each side of each node the nets that touch it, with the nodes they join it to."""
    sides: dict[tuple[str, Side], dict[str, list[str]]] = {}
    for wire in sketch.wires:
        sides.setdefault((wire.upper, "bottom"), {}).setdefault(wire.net, []).append(wire.lower)
        sides.setdefault((wire.lower, "top"), {}).setdefault(wire.net, []).append(wire.upper)
    return sides


def _spread(wanted: Sequence[int], half: int) -> list[int]:
    """Keep ports apart and within the side, as near as can be to where they are wanted.

    Neighbours that want the same place share the way they have to give (least squares).
    """
    pools: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        mean, size = float(place - index * _APART), 1
        while pools and pools[-1][0] > mean:
            before, held = pools.pop()
            mean, size = (before * held + mean * size) / (held + size), held + size
        pools.append((mean, size))
    last = max(half, 0) - _APART * (len(wanted) - 1)
    kept = [min(max(mean, -max(half, 0)), last) for mean, size in pools for _ in range(size)]
    return [round(mean) + index * _APART for index, mean in enumerate(kept)]
