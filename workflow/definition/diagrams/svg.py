"""A machine as one SVG that needs nothing else: no service, no font, no script."""

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise

from forms.typography import counted, typeset
from workflow.definition.diagrams.cards import LEADING, PADDING, SIZES, Line
from workflow.definition.diagrams.plan import Box, Plan, Rectangle, Stroke, plan
from workflow.definition.machine_model import StateModel
from workflow.definition.model import Definition

_CORNER = 6
_HEAD = 5
_ROUND = {"state": 6, "act": 5}
_RING = 4
_CLASSES = {"act": "name"}


def draw_svg(definition: Definition, machine: str, *, styled: bool = True) -> str:
    """Draw one machine. Raises `KeyError` when there is none of that name.

    Phases are titled boxes; the start is a dot, a draft has a broken border and an end a double one;
    automatic acts are dotted, exceptional ones thin and grey. The picture follows the reader's light
    or dark theme, and holds a title and a description of what it shows. Without `styled` it is to be
    put in a page that holds `drawing_style`.
    """
    laid = plan(definition, machine)
    model = definition.machines[machine]
    name, said = f"titre-{definition.code}-{machine}", f"dessin-{definition.code}-{machine}"
    states, acts = counted(len(model.states), "état"), counted(len(model.transitions), "acte")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="jalon-drawing" role="img" lang="fr" '
        f'aria-labelledby="{name} {said}" width="{laid.width}" height="{laid.height}" '
        f'viewBox="0 0 {laid.width} {laid.height}">'
    )
    parts = [
        head,
        f'<title id="{name}">{escape(typeset(f"{model.label} : circuit de « {definition.title} »"))}</title>',
        f'<desc id="{said}">{escape(typeset(_description(states, acts)))}</desc>',
        *([f"<style>\n{drawing_style()}</style>"] if styled else []),
        f'<rect class="sheet" width="{laid.width}" height="{laid.height}"/>',
        *_drawn(laid, dict(model.states)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _description(states: str, acts: str) -> str:
    return (
        f"{states}, {acts}. De haut en bas : les phases sont des cadres titrés ; le point noir est le début, "
        "un double trait marque une fin, un trait discontinu un brouillon ; les acts automatiques sont en "
        "pointillé, les actes exceptionnels en gris fin. La liste des actes donne le même contenu en texte."
    )


@cache
def drawing_style() -> str:
    """Give the style sheet of drawings."""
    return (files("workflow") / "definition" / "diagrams" / "drawing.css").read_text(encoding="utf-8")


def _drawn(laid: Plan, states: dict[str, StateModel]) -> Iterator[str]:
    for place in laid.phases.values():
        yield _rectangle(place, "phase", 8)
    # What stands apart is drawn first, so that the usual way lies over it.
    for stroke in sorted(laid.strokes, key=lambda one: not one.net.exceptional):
        yield from _line(stroke)
    yield f'<circle class="start" cx="{laid.start[0]}" cy="{laid.start[1]}" r="6"/>'
    for box in laid.boxes:
        yield from _box(box, states.get(box.key))


def _line(stroke: Stroke) -> Iterator[str]:
    marks = "".join(
        f" {name}"
        for name, held in (("automatic", stroke.net.automatic), ("exceptional", stroke.net.exceptional))
        if held
    )
    yield f'<path class="line{marks}" d="{_path(stroke.corners)}"/>'
    if stroke.arrow:
        x, y = stroke.corners[-1]
        back = y - 2 * _HEAD if stroke.net.side == "top" else y + 2 * _HEAD
        yield f'<path class="head{marks}" d="M{x},{y} L{x - _HEAD},{back} L{x + _HEAD},{back} Z"/>'


def _path(corners: tuple[tuple[int, int], ...]) -> str:
    """Write the corners as a line with rounded turns."""
    (x, y), *rest = corners
    written = [f"M{x},{y}"]
    for (corner, height), (after, below) in pairwise(rest):
        radius = min(
            _CORNER,
            abs(corner - x) // 2 + abs(height - y) // 2,
            (abs(after - corner) + abs(below - height)) // 2,
        )
        before = (corner - _sign(corner - x) * radius, height - _sign(height - y) * radius)
        behind = (corner + _sign(after - corner) * radius, height + _sign(below - height) * radius)
        written.append(f"L{before[0]},{before[1]} Q{corner},{height} {behind[0]},{behind[1]}")
        x, y = corner, height
    written.append(f"L{rest[-1][0]},{rest[-1][1]}")
    return " ".join(written)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _box(box: Box, state: StateModel | None) -> Iterator[str]:
    if box.kind in _ROUND:
        draft = " draft" if state is not None and state.draft else ""
        yield _rectangle(box.place, f"{box.kind}{draft}", _ROUND[box.kind])
    if state is not None and state.final:
        place = box.place
        inner = Rectangle(
            place.left + _RING, place.top + _RING, place.width - 2 * _RING, place.height - 2 * _RING
        )
        yield _rectangle(inner, "ring", 3)
    middle = box.place.left + box.place.width // 2
    anchor, x = ("start", box.place.left) if box.kind == "title" else ("middle", middle)
    top = box.place.top + PADDING[box.kind][1]
    for line, y in _rows(box.card.lines, top):
        kind = _CLASSES.get(line.style, line.style)
        yield f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(line.text)}</text>'


def _rows(lines: tuple[Line, ...], top: int) -> Iterator[tuple[Line, int]]:
    """Give each line of text with the height of its baseline."""
    for line in lines:
        yield line, top + (LEADING[line.style] + SIZES[line.style]) // 2 - 2
        top += LEADING[line.style]


def _rectangle(place: Rectangle, kind: str, corner: int) -> str:
    return (
        f'<rect class="{kind}" x="{place.left}" y="{place.top}" width="{place.width}" '
        f'height="{place.height}" rx="{corner}"/>'
    )
