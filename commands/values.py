"""What an option's text becomes: instants, days, pairs, words of a closed list; refused in French."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import click

from forms.typography import visible

_STRAY = re.compile("[\ud800-\udfff]")
_MOST_SHOWN = 80
_PARIS = ZoneInfo("Europe/Paris")
_NOON = time(12)


class Instant(click.ParamType[datetime]):
    """An instant: a day (noon in Paris), a day and an hour (in Paris), or an hour with its offset."""

    name = "INSTANT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read ISO 8601 text."""
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            if len(text) == len("2025-05-30"):
                return datetime.combine(date.fromisoformat(text), _NOON, _PARIS)
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fail(
                f"« {text} » n'est pas un instant ; écrivez par exemple 2025-05-30, "
                "« 2025-05-30 23:59 » ou 2025-05-30T23:59:00+02:00.",
                param,
                ctx,
            )
        return moment if moment.tzinfo else moment.replace(tzinfo=_PARIS)


class Day(click.ParamType[date]):
    """A day of the calendar."""

    name = "JOUR"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read ISO 8601 text."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"« {value} » n'est pas un jour ; écrivez par exemple 2025-05-30.", param, ctx)


class Pair(click.ParamType[tuple[str, str]]):
    """Something named and its text, `name=text`."""

    def __init__(self, *, name: str) -> None:
        """Say in the help what is named."""
        self.name = name

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Cut at the first equals sign."""
        if isinstance(value, tuple):
            return str(value[0]), str(value[1])
        named, sign, text = str(value).partition("=")
        if not str(value).isascii() and _STRAY.search(str(value)):
            self.fail(
                f"« {visible(str(value))[:_MOST_SHOWN]} » contient un octet qui n'est pas de l'UTF-8 ; "
                "retapez ce texte, ou réglez le terminal sur UTF-8 (par exemple LC_ALL=C.UTF-8).",
                param,
                ctx,
            )
        if not (named and sign):
            self.fail(
                f"« {visible(str(value))[:_MOST_SHOWN]} » n'est pas de la forme {self.name}.", param, ctx
            )
        return named, text


class Among(click.Choice[str]):
    """One word of a closed list."""

    def __init__(self, words: Sequence[str]) -> None:
        """Keep the words as they are."""
        super().__init__(tuple(words))

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:  # noqa: ARG002 -- click's
        return f"« {value} » n'est pas un choix possible : {', '.join(self.choices)}."

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:  # noqa: ARG002 -- click's
        return f"Choix possibles : {', '.join(self.choices)}."


INSTANT = Instant()
DAY = Day()
