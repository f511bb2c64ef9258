"""One page that shows a definition whole: drawings, acts, roles, mails, calendar. It needs nothing else."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from forms.typography import typeset
from workflow.definition.diagrams.svg import draw_svg, drawing_style
from workflow.definition.model import Definition
from workflow.definition.tables.acts import acts
from workflow.definition.tables.calendar import calendar
from workflow.definition.tables.departures import mail_matrix
from workflow.definition.tables.people import people
from workflow.definition.tables.powers import role_matrix


def overview(definition: Definition, machines: Iterable[str] | None = None) -> str:
    """Write the page as HTML, in French: no script, no font and no file but itself.

    All machines are shown, or those named; a name that is none's raises `KeyError`. The page follows
    the reader's light or dark theme, fits 320 pixels, and prints.
    """
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(
        _text("overview.html.j2")
    )
    return page.render(
        title=typeset(definition.title),
        code=definition.code,
        about=typeset(definition.about or ""),
        style=_text("overview.css") + drawing_style(),
        people=people(definition),
        calendar=calendar(definition),
        machines=[_machine(definition, machine) for machine in machines or definition.machines],
    )


def _machine(definition: Definition, machine: str) -> dict[str, object]:
    return {
        "id": f"circuit-{machine}",
        "label": typeset(definition.machines[machine].label),
        "drawing": draw_svg(definition, machine, styled=False),
        "acts": acts(definition, machine),
        "roles": role_matrix(definition, machine),
        "mails": mail_matrix(definition, machine),
    }


@cache
def _text(name: str) -> str:
    return (files("workflow") / "definition" / name).read_text(encoding="utf-8")
