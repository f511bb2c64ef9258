"""What must not touch what on a drawing, computed from its plan alone."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from workflow.definition.diagrams.cards import BOLD, SIZES
from workflow.definition.diagrams.lettering import width_of
from workflow.definition.diagrams.plan import Plan, Rectangle

Point = tuple[int, int]

NEAR = 5


def collisions(laid: Plan) -> list[tuple[str, ...]]:
    """Give all that overlaps: boxes, phases, lines and boxes, lines and other lines lying along them."""
    return [*_boxes(laid), *_through(laid), *_along(laid), *_outside(laid)]


def overflows(laid: Plan) -> list[tuple[str, str]]:
    """Give the lines of text that are wider than their box, or do not fit its height."""
    found = []
    for box in laid.boxes:
        for line in box.card.lines:
            width = width_of(line.text, size=SIZES[line.style], bold=line.style in BOLD)
            if width > box.place.width:
                found.append((box.key, line.text))
        if sum(SIZES[line.style] for line in box.card.lines) > box.place.height:
            found.append((box.key, "height"))
    return found


def _boxes(laid: Plan) -> Iterator[tuple[str, ...]]:
    boxes = [(box.key, box.place) for box in laid.boxes]
    phases = list(laid.phases.items())
    for (one, left), (other, right) in [*combinations(boxes, 2), *combinations(phases, 2)]:
        if _overlap(left, right):
            yield "overlap", one, other


def _through(laid: Plan) -> Iterator[tuple[str, ...]]:
    for net, start, end in _pieces(laid):
        piece = Rectangle(
            min(start[0], end[0]), min(start[1], end[1]), abs(end[0] - start[0]), abs(end[1] - start[1])
        )
        for box in laid.boxes:
            if _overlap(piece, box.place):
                yield "through", net, box.key


def _along(laid: Plan) -> Iterator[tuple[str, ...]]:
    """Find lines of two acts that run along one another so near that they would be taken for one."""
    for (net, *one), (other, *two) in combinations(_pieces(laid), 2):
        for across, along in ((0, 1), (1, 0)):
            straight = one[0][across] == one[1][across] and two[0][across] == two[1][across]
            shared = min(max(p[along] for p in one), max(p[along] for p in two)) - max(
                min(p[along] for p in one), min(p[along] for p in two)
            )
            if net != other and straight and shared > 0 and abs(one[0][across] - two[0][across]) < NEAR:
                yield "along", net, other


def _outside(laid: Plan) -> Iterator[tuple[str, ...]]:
    places = [(box.key, box.place) for box in laid.boxes] + list(laid.phases.items())
    for key, place in places:
        if place.left < 0 or place.top < 0 or place.right > laid.width or place.bottom > laid.height:
            yield "outside", key
    for net, *points in _pieces(laid):
        if any(not (0 <= x <= laid.width and 0 <= y <= laid.height) for x, y in points):
            yield "outside", net


def _pieces(laid: Plan) -> list[tuple[str, Point, Point]]:
    return [
        (stroke.net.key, start, end) for stroke in laid.strokes for start, end in pairwise(stroke.corners)
    ]


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
