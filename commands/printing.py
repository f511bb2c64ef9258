"""Results go to standard output, as text or as one JSON document; nothing else does."""

import json
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from forms.wording import long_date, long_instant

_GAP = "  "
_ZONE = "Europe/Paris"


def print_json(document: object) -> None:
    """Print one JSON document on one line, in UTF-8."""
    click.echo(json.dumps(document, ensure_ascii=False))


def print_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their titles, columns aligned; the last one runs on."""
    for line in aligned(titles, rows):
        click.echo(line)


def aligned(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Write rows under their titles, columns aligned; the last one runs on."""
    lines = [tuple(titles), *(tuple(row) for row in rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(titles) - 1)]
    return [
        _GAP.join(
            [*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]
        ).rstrip()
        for line in lines
    ]


def print_fields(fields: Sequence[tuple[str, str]]) -> None:
    """Print named values, one a line; those without a value are left out."""
    for name, value in fields:
        if value:
            click.echo(f"{name} : {value}")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun in agreement: « 1 dossier », « 2 dossiers »."""
    return f"{number} {one if number in {0, 1} else many or one + 's'}"


def paris_day(moment: str) -> str:
    """Write the day of an instant, as it was in Paris."""
    return long_date(datetime.fromisoformat(moment).astimezone(ZoneInfo(_ZONE)).date())


def paris_instant(moment: str) -> str:
    """Write an instant in the time of Paris, with its zone."""
    return long_instant(moment, _ZONE)
