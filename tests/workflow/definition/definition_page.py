"""The tables of keys of the page of the language, written from the model; the prose around is kept.

`python -m tests.workflow.definition.definition_page` writes them anew.
"""

import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from tests.workflow.definition.problem_page import ROOT
from workflow.definition import literals, machine_model, model
from workflow.definition.fields import keys_of
from workflow.definition.schema import descriptions
from workflow.definition.sections import SECTIONS
from workflow.definition.shape import (
    Answer,
    ClauseName,
    Code,
    Country,
    Identifier,
    Name,
    Shape,
    Text,
    Zone,
)

PAGE = ROOT / "docs" / "reference" / "definition.md"
_HEAD = "| key | type | default | meaning |\n|---|---|---|---|\n"
_TABLE = re.compile(r"\| key \|[^\n]*\n(?:\|[^\n]*\n)+")
_NAMED: tuple[tuple[object, str], ...] = (
    (Text, "text"),
    (Identifier, "id"),
    (Name, "name"),
    (Code, "code"),
    (Country, "country"),
    (Zone, "zone"),
    (Answer, "value"),
    (ClauseName, "name"),
    (literals.AmountText, "amount"),
    (literals.AmountOrUnknown, "amount or `unknown`"),
    (literals.SpanText, "span"),
    (literals.SpanOrUnknown, "span or `unknown`"),
    (literals.MomentText, "moment"),
    (literals.DayText, "day"),
    (literals.ReferenceText, "`closing` or a day"),
    (literals.Flag, "flag"),
    (literals.QuantityText, "percent, amount, span, count, word or `unknown`"),
    (literals.BoundText, "amount, count or day"),
    (literals.LimitText, "amount, count, percent or day"),
    (literals.CountText, "count"),
    (machine_model.Reason, "`none`, `required`, or id → text"),
)
"""How the page names each literal."""


def page(text: str) -> str:
    """Give the page with the table of each section of keys written anew."""
    head, keys = text.split("\n## Keys\n", 1)
    keys, after = keys.split("\n## Decided\n", 1)
    sections = re.split(r"(?m)^(?=### )", keys)
    return f"{head}\n## Keys\n{''.join(map(_section, sections))}\n## Decided\n{after}"


def _section(text: str) -> str:
    name = text.removeprefix("### ").split("\n", 1)[0]
    if name not in SECTIONS or not text.startswith("### "):
        return text
    return _TABLE.sub(lambda _: table(name), text, count=1)


def table(name: str) -> str:
    """Write the table of one section."""
    said = descriptions()[name]
    rows = (
        _row(key, kind, _field(SECTIONS[name], key), said[key])
        for key, kind in keys_of(SECTIONS[name]).items()
    )
    return _HEAD + "".join(rows)


def _field(shape: type[Shape], key: str) -> FieldInfo:
    return next(one for name, one in shape.model_fields.items() if key in {name, one.alias})


def _row(key: str, annotation: object, field: FieldInfo, said: str) -> str:
    shown = f"**`{key}`**" if field.is_required() else f"`{key}`"
    return f"| {shown} | {', or '.join(dict.fromkeys(_kinds(annotation)))} | {_default(field)} | {said} |\n"


def _default(field: FieldInfo) -> str:
    value: Any = field.default
    if field.is_required() or value is None or value in ((), {}) or isinstance(value, Shape):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kinds(annotation: object) -> Iterator[str]:
    """Name the ways in which a value may be written."""
    named = next((name for known, name in _NAMED if known == annotation), None)
    if named is not None:
        yield named
        return
    bare = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    origin, arguments = get_origin(bare), get_args(bare)
    if origin in {Union, UnionType}:
        for choice in arguments:
            yield from _kinds(choice)
    elif origin is Literal:
        yield ", ".join(f"`{word}`" for word in arguments)
    elif origin is tuple:
        yield f"list of {', or '.join(_kinds(arguments[0]))}"
    elif origin is Mapping:
        yield f"{'/'.join(_kinds(arguments[0]))} → {', or '.join(_kinds(arguments[1]))}"
    elif isinstance(bare, type) and issubclass(bare, Shape):
        section = next(name for name, shape in SECTIONS.items() if shape is bare)
        yield f"[{section}](#{section.lower()})"
    elif bare is literals.UnknownValue:
        yield "`unknown`"
    elif bare is not type(None):
        # Only the prefix of references has a spelling of its own.
        assert annotation in get_args(keys_of(model.Definition)["ref"]), annotation
        yield "capitals and digits"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
