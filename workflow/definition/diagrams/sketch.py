"""A machine cut into layers: boxes, acts and bends, with the wires that join neighbouring layers.

An act is one node for all the states it leaves in one direction: its wires meet in one trunk, so
that an act possible nearly everywhere is still drawn once.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from workflow.definition.diagrams.cards import Card, act_card, state_card, title_card
from workflow.definition.diagrams.ranking import rank
from workflow.definition.graphs import moves
from workflow.definition.machine_model import Transition
from workflow.definition.model import Definition
from workflow.definition.words import AUTOMATIC

Kind = Literal["start", "title", "state", "act", "bend"]
Side = Literal["top", "bottom"]

BEND: Final = Card(lines=(), width=2, height=2)
START: Final = ":start"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that stands in a layer; `block` is the phase, or the lone wire, it keeps together with."""

    key: str
    kind: Kind
    layer: int
    block: str
    card: Card


@dataclass(frozen=True, slots=True)
class Wire:
    """One piece of a net between a node and one of the next layer."""

    net: str
    upper: str
    lower: str


@dataclass(frozen=True, slots=True)
class Net:
    """All the wires of one act in one direction; its arrow ends on a side of its target."""

    key: str
    target: str
    side: Side
    origins: tuple[str, ...]
    transition: Transition | None = None

    @property
    def automatic(self) -> bool:
        """Tell whether no person makes the move."""
        return self.transition is not None and bool(AUTOMATIC.intersection(self.transition.by))

    @property
    def exceptional(self) -> bool:
        """Tell whether the act stands apart from the usual way."""
        return self.transition is not None and self.transition.exceptional


@dataclass(slots=True)
class Sketch:
    """Nodes layer by layer, wires and nets. `zones` are the layers of each level, from its titles on."""

    nodes: dict[str, Node] = field(default_factory=dict)
    wires: list[Wire] = field(default_factory=list)
    nets: dict[str, Net] = field(default_factory=dict)
    zones: list[range] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Give the number of layers."""
        return 1 + max(node.layer for node in self.nodes.values())

    def layers(self) -> list[list[str]]:
        """Give the keys of the nodes of each layer, in the order they were set down."""
        rows: list[list[str]] = [[] for _ in range(self.height)]
        for node in self.nodes.values():
            rows[node.layer].append(node.key)
        return rows

    def zone_of(self, layer: int) -> range:
        """Give the layers of the level a layer belongs to, or the layer alone between two levels."""
        return next((zone for zone in self.zones if layer in zone), range(layer, layer + 1))


def sketch(definition: Definition, machine: str) -> Sketch:
    """Cut one machine of a definition into layers. Raises `KeyError` when there is none of that name."""
    return _Sketching(definition, machine).done()


class _Sketching:
    """One machine while it is cut into layers."""

    def __init__(self, definition: Definition, machine: str) -> None:
        self.definition = definition
        self.model = definition.machines[machine]
        self.ranking = rank(self.model)
        self.drawn = Sketch()
        self.row_layer: dict[int, int] = {}

    def done(self) -> Sketch:
        self._lay()
        self._states()
        self._start()
        for trigger, transition in self.model.transitions.items():
            self._act(trigger, transition)
        self.drawn.wires = list(dict.fromkeys(self.drawn.wires))
        return self.drawn

    def _lay(self) -> None:
        """Number the layers: the start, then for each level its titles, its rows, acts below each row."""
        layer = 1
        for level in self.ranking.levels:
            first = layer
            for row in range(level.first, level.last + 1):
                self.row_layer[row] = layer + 1
                layer += 2
            self.drawn.zones.append(range(first, layer))
            layer += 1

    def _states(self) -> None:
        for level, zone in zip(self.ranking.levels, self.drawn.zones, strict=True):
            for phase in level.phases:
                card = title_card(self.model.phases[phase])
                self._put(Node(f":{phase}", "title", zone.start, phase, card))
        for name, state in self.model.states.items():
            card = state_card(self.definition, self.model, name)
            self._put(Node(name, "state", self._layer(name), state.phase, card))

    def _start(self) -> None:
        self._put(Node(START, "start", 0, START, BEND))
        net = Net(START, self.model.initial, "top", (self.model.initial,))
        self.drawn.nets[net.key] = net
        self._run(net, START, self.model.initial)

    def _act(self, trigger: str, transition: Transition) -> None:
        """Draw an act once downwards, once upwards, once between states of one row, as it leads."""
        rows, target = self.ranking.rows, transition.target
        ways: dict[int, list[str]] = {}
        for move in moves(self.model):
            if move.trigger == trigger and move.origin != target:
                ways.setdefault(_sign(rows[target] - rows[move.origin]), []).append(move.origin)
        for direction, origins in ways.items():
            side: Side = "top" if direction > 0 else "bottom"
            net = Net(f"{trigger}:{direction}", target, side, tuple(origins), transition)
            self.drawn.nets[net.key] = net
            self._thread(net, direction, act_card(self.definition, transition, upward=direction < 0))

    def _thread(self, net: Net, direction: int, card: Card) -> None:
        """Lead a net from its origins to its act, and on to its target."""
        layers = [self._layer(origin) for origin in net.origins]
        # Upwards, the act stands below the row above: under the titles there is no room for it.
        layer = max(layers) + 1 if direction >= 0 else self._above(min(layers))
        act = f":{net.key}"
        self._put(Node(act, "act", layer, self._block(net, layer, act), card))
        for origin in net.origins:
            self._run(net, origin, act)
        self._run(net, act, net.target)

    def _run(self, net: Net, start: str, end: str) -> None:
        """Join two nodes layer by layer; a net bends once in each layer it passes."""
        upper, lower = sorted((start, end), key=lambda key: self.drawn.nodes[key].layer)
        passed = [upper]
        for layer in range(self.drawn.nodes[upper].layer + 1, self.drawn.nodes[lower].layer):
            bend = f"{net.key}@{layer}"
            self._put(Node(bend, "bend", layer, self._block(net, layer, bend), BEND))
            passed.append(bend)
        self.drawn.wires += [Wire(net.key, *pair) for pair in pairwise([*passed, lower])]

    def _block(self, net: Net, layer: int, key: str) -> str:
        """Tell what a node keeps together with: a phase that its net begins or ends in, else its net."""
        zone = self.drawn.zone_of(layer)
        if len(zone) == 1:
            return key
        ends = (name for name in (*net.origins, net.target) if self._layer(name) in zone)
        end = next(ends, None)
        return self.model.states[end].phase if end is not None else net.key

    def _above(self, layer: int) -> int:
        return max(self.row_layer[row] for row in self.row_layer if self.row_layer[row] < layer) + 1

    def _layer(self, state: str) -> int:
        return self.row_layer[self.ranking.rows[state]]

    def _put(self, node: Node) -> None:
        self.drawn.nodes[node.key] = node


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
