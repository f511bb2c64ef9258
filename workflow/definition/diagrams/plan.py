"""A machine laid out: every box, line and phase with its place, in pixels from the top left corner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from workflow.definition.diagrams.aligning import align
from workflow.definition.diagrams.arranging import Order, arrange
from workflow.definition.diagrams.cards import Card
from workflow.definition.diagrams.ports import Port, Ports, give_ports
from workflow.definition.diagrams.sketch import Kind, Net, Node, Sketch, Wire, sketch
from workflow.definition.diagrams.wiring import NEAR, Run, give_tracks, knots, runs_of
from workflow.definition.model import Definition

EDGE: Final = 20
"""Between the outermost things and the edge of the drawing."""

_TRACK: Final = 9
_APPROACH: Final = 14
"""Upright room on both sides of the tracks: an arrow stands there."""
_CLOSE: Final = 6
"""The same where only bends and titles meet."""
_PHASE_FOOT: Final = 10
_STEPS: Final = (8, -8, 11, -11, 14, -14)
"""How far a line may be nudged aside: less than the least gap between a bend and its neighbours."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on the plane."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Give its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Give its bottom edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Box:
    """A state, an act or a title: what is written, and where."""

    key: str
    kind: Kind
    place: Rectangle
    card: Card


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of a net, its corners in order; `arrow` when it ends on the target."""

    net: Net
    corners: tuple[tuple[int, int], ...]
    arrow: bool


@dataclass(slots=True)
class Plan:
    """All that is drawn of a machine, and the size of the whole; `start` is the dot one begins at."""

    width: int
    height: int
    boxes: list[Box] = field(default_factory=list)
    phases: dict[str, Rectangle] = field(default_factory=dict)
    strokes: list[Stroke] = field(default_factory=list)
    start: tuple[int, int] = (0, 0)


def plan(definition: Definition, machine: str) -> Plan:
    """Lay out one machine of a definition. Raises `KeyError` when there is none of that name.

    Nothing that is drawn overlaps anything else, but for lines that cross.
    """
    drawn = sketch(definition, machine)
    order = arrange(drawn)
    columns = align(drawn, order, give_ports(drawn, order))
    # Ports follow what they are joined to, and nodes follow their ports.
    columns = align(drawn, order, give_ports(drawn, order, columns.middles))
    ports = give_ports(drawn, order, columns.middles)
    return _Planning(drawn, order, ports, columns.borders, dict(columns.middles), dict(ports.offsets)).done()


@dataclass(slots=True)
class _Planning:
    """One machine while heights are given, layer after layer."""

    drawn: Sketch
    order: Order
    ports: Ports
    borders: Mapping[str, tuple[int, int]]
    middles: dict[str, int]
    offsets: dict[Port, int]
    tops: list[int] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)
    tracks: dict[int, Mapping[str, int]] = field(default_factory=dict)

    def done(self) -> Plan:
        self._descend()
        rights = [self._right(node) for node in self.drawn.nodes.values()]
        rights += [border[1] for border in self.borders.values()]
        plan = Plan(max(rights) + 2 * EDGE, self.tops[-1] + self.heights[-1] + _PHASE_FOOT + EDGE)
        plan.boxes = [
            Box(node.key, node.kind, self._place(node), node.card)
            for node in self.drawn.nodes.values()
            if node.kind not in {"bend", "start"}
        ]
        plan.phases = self._phases()
        plan.strokes = [stroke for wire in self.drawn.wires for stroke in self._strokes(wire)]
        start = self._place(next(node for node in self.drawn.nodes.values() if node.kind == "start"))
        plan.start = (start.left + start.width // 2, start.top + start.height // 2)
        return plan

    def _descend(self) -> None:
        """Give each layer its height, and each room between two layers that of its tracks."""
        top = EDGE
        for layer, keys in enumerate(self.order):
            self.tops.append(top)
            self.heights.append(max(self.drawn.nodes[key].card.height for key in keys))
            self.tracks[layer] = give_tracks(self._untied(layer))
            used = 1 + max(self.tracks[layer].values(), default=-1)
            top += self.heights[layer] + 2 * self._approach(layer) + _TRACK * max(used - 1, 0)

    def _untied(self, layer: int) -> list[Run]:
        """Gather what runs below a layer, once no two nets each have to stand above the other."""
        wires = [wire for wire in self.drawn.wires if self.drawn.nodes[wire.upper].layer == layer]
        runs = self._runs(wires)
        while any(self._nudged(wires, runs, net, place) for net, place in knots(runs)):
            runs = self._runs(wires)
        return runs

    def _runs(self, wires: Sequence[Wire]) -> list[Run]:
        return runs_of((wire.net, self._above(wire), self._below(wire)) for wire in wires)

    def _nudged(self, wires: Sequence[Wire], runs: Sequence[Run], net: str, place: int) -> bool:
        """Move the place where a net goes below a little aside, to where no other line stands."""
        wire = next(one for one in wires if one.net == net and self._below(one) == place)
        others = [one for run in runs if run.net != net for one in (*run.uppers, *run.lowers)]
        node = self.drawn.nodes[wire.lower]
        offset = self.offsets[node.key, net, "top"]
        for step in _STEPS:
            free = all(abs(place + step - other) >= NEAR for other in others)
            if free and node.kind == "bend":
                self.middles[node.key] += step
                return True
            if free and abs(offset + step) <= self.ports.widths[node.key] // 2 - NEAR:
                self.offsets[node.key, net, "top"] += step
                return True
        return False

    def _approach(self, layer: int) -> int:
        """Give the upright room on each side of the tracks below a layer."""
        kinds = {self.drawn.nodes[key].kind for nearby in self.order[layer : layer + 2] for key in nearby}
        return _APPROACH if "state" in kinds else _CLOSE

    def _above(self, wire: Wire) -> int:
        return self.middles[wire.upper] + self.offsets[wire.upper, wire.net, "bottom"]

    def _below(self, wire: Wire) -> int:
        return self.middles[wire.lower] + self.offsets[wire.lower, wire.net, "top"]

    def _strokes(self, wire: Wire) -> list[Stroke]:
        """Draw a wire, from where the piece before ends."""
        net = self.drawn.nets[wire.net]
        upper, lower = (self.drawn.nodes[key] for key in (wire.upper, wire.lower))
        above, below = EDGE + self._above(wire), EDGE + self._below(wire)
        start, end = self._foot(upper), self._head(lower)
        corners = [(above, start), (below, end)]
        if above != below:
            layer = upper.layer
            track = self.tops[layer] + self.heights[layer] + self._approach(layer)
            track += _TRACK * self.tracks[layer][wire.net]
            corners[1:1] = [(above, track), (below, track)]
        down = net.side == "top"
        arrow = (wire.lower if down else wire.upper) == net.target
        return [Stroke(net, tuple(corners if down else reversed(corners)), arrow)]

    def _foot(self, node: Node) -> int:
        """Give where the line below a node begins: through a bend it passes from the top."""
        return self.tops[node.layer] if node.kind == "bend" else self._place(node).bottom

    def _head(self, node: Node) -> int:
        return self.tops[node.layer] if node.kind == "bend" else self._place(node).top

    def _place(self, node: Node) -> Rectangle:
        width = self.ports.widths[node.key]
        left = EDGE + self.middles[node.key] - width // 2
        above = (self.heights[node.layer] - node.card.height) // 2
        return Rectangle(left, self.tops[node.layer] + above, width, node.card.height)

    def _right(self, node: Node) -> int:
        return self.middles[node.key] + self.ports.widths[node.key] // 2

    def _phases(self) -> dict[str, Rectangle]:
        phases: dict[str, Rectangle] = {}
        for node in self.drawn.nodes.values():
            if node.kind == "title":
                own = [
                    one.layer
                    for one in self.drawn.nodes.values()
                    if one.kind == "state" and one.block == node.block
                ]
                left, right = self.borders[node.block]
                top, last = self.tops[node.layer] - 2, max(own)
                bottom = self.tops[last] + self.heights[last] + _PHASE_FOOT
                phases[node.block] = Rectangle(EDGE + left, top, right - left, bottom - top)
        return phases
