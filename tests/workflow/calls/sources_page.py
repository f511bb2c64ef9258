"""Writes docs/reference/calls-sources.md; `python -m tests.workflow.calls.sources_page` runs it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.workflow.calls.reading import calls, definition_of, in_force, only_window, reference_day
from workflow.definition.model import Dated, Definition, Months, Window

PAGE = Path(__file__).parents[3] / "docs/reference/calls-sources.md"

_HEAD = """# What the shipped calls say, and from where

Each figure of each call, as in force at the call's reference day, with its source and its certainty:

* A, an official text; B, a relay of an official text;
* C, an earlier year or a neighbouring call; D, our own deduction, to be confirmed.

`unknown` means that no source says: a rule that reads it warns by name. Dates follow the revised calendar of
2025; the note above each table gives the first one.

Written from the definitions by `python -m tests.workflow.calls.sources_page`; a test fails when it is stale.
"""


_NO_WINDOW = "No date was found: without a window, no application can be made."


def page() -> str:
    """Write the page from the definitions as they are."""
    return "\n".join([_HEAD, *(_section(definition_of(code)) for code in calls()), _sources()])


def _section(definition: Definition) -> str:
    day = reference_day(definition)
    window = only_window(definition)
    rows = [*(_window_rows(window) if window else ()), *_parameter_rows(definition, day)]
    note = f"\n{(window.note or '') if window else _NO_WINDOW}\n"
    return "\n".join(
        [f"## {definition.code}", "", f"{definition.title}; read at {day}.", note, *_table(rows)]
    )


def _window_rows(window: Window) -> Iterator[tuple[str, ...]]:
    months = window.months
    length = f"{months.min} to {months.max}" if isinstance(months, Months) else "unknown"
    figures = {
        "published": window.published or "unknown",
        "opens": window.opens,
        "closes": f"{window.closes}{' (to be confirmed)' if window.to_be_confirmed else ''}",
        "length": length,
        "envelope": window.envelope,
    }
    for name, value in figures.items():
        yield name, str(value), "", window.source, window.sure


def _parameter_rows(definition: Definition, day: date) -> Iterator[tuple[str, ...]]:
    for name in sorted(definition.parameters):
        dated = in_force(definition, name, day)
        if dated is not None:
            yield f"`{name}`", str(dated.value), _since(dated), dated.source or "", dated.sure or ""


def _since(dated: Dated) -> str:
    if dated.since is None:
        return "always"
    return f"{dated.since} to {dated.until}" if dated.until else f"{dated.since}"


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    head = ["| figure | value | in force | source | sure |", "|---|---|---|---|---|"]
    return [*head, *(f"| {' | '.join(row)} |" for row in rows), ""]


def _sources() -> str:
    found = {name: one for code in calls() for name, one in definition_of(code).sources.items()}
    rows = [f"| {name} | {found[name].title} | {found[name].sure or ''} |" for name in sorted(found)]
    return "\n".join(["## Sources", "", "| key | text | sure |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
