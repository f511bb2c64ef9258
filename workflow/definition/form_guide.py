"""Forms as a guide that people read or print before they fill anything."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib.resources import files

import orjson
from jinja2 import Environment, StrictUndefined

from forms.typography import typeset
from forms.wording import long_date
from pdf_templates.composing import Composer, Sheet
from pdf_templates.rendering import STYLESHEET
from pdf_templates.sources import shipped_sources
from rules.findings import LEVEL_WORDS
from workflow.definition.form_showing import FieldTold, FormTold
from workflow.definition.model import Definition

_TEMPLATE, _STYLE = "form_guide.html.j2", "overview.css"
_HEADING = "Guide de saisie"


def guide_html(definition: Definition, forms: Sequence[FormTold]) -> str:
    """Write the guide as one page of HTML, in French, that needs nothing else."""
    return _page(definition, forms, on="", paper=False)


def guide_pdf(definition: Definition, forms: Sequence[FormTold], *, on: datetime) -> bytes:
    """Print the guide, tagged and archival as every document, dated of the instant `on`."""
    data = orjson.dumps([asdict(form) for form in forms])
    sheet = Sheet(
        html=_page(definition, forms, on=long_date(on.date()), paper=True),
        stylesheets=(shipped_sources()[STYLESHEET],),
        code=f"jalon:1:{definition.code}:guide",
        data=data,
        issued_at=on,
    )
    return Composer().compose(sheet)[0]


def _page(definition: Definition, forms: Sequence[FormTold], *, on: str, paper: bool) -> str:
    world = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    world.filters["french"] = typeset
    return world.from_string(_text(_TEMPLATE)).render(
        heading=_HEADING,
        title=typeset(definition.title),
        code=definition.code,
        author=definition.service.ministry if definition.service else definition.title,
        style="" if paper else _text(_STYLE),
        paper=paper,
        on=on,
        forms=forms,
        told=FieldTold.details,
        levels=LEVEL_WORDS,
    )


@cache
def _text(name: str) -> str:
    return (files("workflow") / "definition" / name).read_text(encoding="utf-8")
