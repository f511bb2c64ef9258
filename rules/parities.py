"""Currencies whose parity with the euro a text fixes, each with the days between which it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.currency import parse_rate


@dataclass(frozen=True, slots=True)
class Parity:
    """A fixed parity: `rate` is how it is written, `exact` the fraction itself, both in units for one euro.

    It holds from `since` until `until`, both included; None has no end.
    """

    currency: str
    name: str
    rate: str
    exact: tuple[int, int]
    source: str
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Tell whether the parity is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_said_by(self, rate: str) -> bool:
        """Tell whether a rate says the parity, in as many decimals as it is written with, or more.

        `655,9570` says `655.957`; `655.96` does not. Raises `Malformed` for what is no rate.
        """
        units, scale = parse_rate(rate)
        top, bottom = self.exact
        nearest = (2 * top * scale + bottom) // (2 * bottom)
        return units == nearest and scale >= parse_rate(self.rate)[1]


def parities_of(tree: Mapping[str, Any]) -> Iterator[tuple[str, Parity]]:
    """Read the parities of one edition of the list, each under its currency's code."""
    for code, fields in tree.get("currencies", {}).items():
        until = fields.get("until")
        yield (
            code,
            Parity(
                code,
                fields["name"],
                fields["per_euro"],
                _exact(fields),
                fields.get("source", tree["source"]),
                date.fromisoformat(fields.get("from", tree["from"])),
                date.fromisoformat(until) if until else None,
            ),
        )


def _exact(fields: Mapping[str, str]) -> tuple[int, int]:
    """Give the parity as a fraction: as the text has it where no decimals can write it, else as written."""
    if "units" not in fields:
        return parse_rate(fields["per_euro"])
    units, units_scale = parse_rate(fields["units"])
    worth, worth_scale = parse_rate(fields["euros"])
    return units * worth_scale, worth * units_scale
