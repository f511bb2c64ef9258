"""Rates of exchange that were settled once: which of them a later budget would change.

What is settled is the rate of a currency, not only of a line: a line may be renamed, shared or added, and a
currency judged at one rate would be counted at another, in the same budget, by no more than a name.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.budget import Exchange, Resource

Payment = tuple[str, str, str, str]
"""What says that two resources are the same line: payer, name, type and country."""
Rate = tuple[str, str, str, str]
"""What is settled of an exchange: its currency, its rate, the date and the source of it."""


@dataclass(frozen=True, slots=True)
class RateChange:
    """A line given at a rate that is none of those settled: its own, else all those of its currency."""

    line: Resource
    settled: tuple[Exchange, ...]
    given: Exchange


def is_settled(line: Resource, settled: Sequence[Resource]) -> bool:
    """Tell whether a line is in another currency, at a rate at which one was settled."""
    return line.exchange is not None and _rate_of(line.exchange) in {
        _rate_of(one.exchange) for one in settled if one.exchange is not None
    }


def changed_rates(settled: Sequence[Resource], given: Sequence[Resource]) -> tuple[RateChange, ...]:
    """Give the lines in a currency that was settled that are given at another rate.

    Lines of one payer, name, type and country are taken in their order, those of an unchanged rate
    first, and keep their own. What is left over is new, or renamed, which nothing tells apart: it takes
    one of the rates settled for its currency, and brings its own where none was. A line given in euros has
    no rate to change.
    """
    own = tuple(_own_rates(settled, given))
    lines = [one.line for one in own]
    return own + tuple(
        RateChange(line, known, line.exchange)
        for line in given
        if line.exchange is not None and line not in lines and not is_settled(line, settled)
        if (known := _rates_in(line.exchange.currency, settled))
    )


def _own_rates(settled: Sequence[Resource], given: Sequence[Resource]) -> Iterator[RateChange]:
    """Give the lines that were settled and are given at another rate than their own."""
    had, has = _exchanged(settled), _exchanged(given)
    for about, lines in had.items():
        now = has.get(about, [])
        for (_, old), (line, new) in zip(_unlike(lines, now), _unlike(now, lines), strict=False):
            yield RateChange(line, (old,), new)


def _rates_in(currency: str, settled: Sequence[Resource]) -> tuple[Exchange, ...]:
    """Give an exchange at each rate settled for a currency, in the order of their lines."""
    found: dict[Rate, Exchange] = {}
    for line in settled:
        if line.exchange is not None and line.exchange.currency == currency:
            found.setdefault(_rate_of(line.exchange), line.exchange)
    return tuple(found.values())


def _exchanged(lines: Sequence[Resource]) -> dict[Payment, list[tuple[Resource, Exchange]]]:
    found: dict[Payment, list[tuple[Resource, Exchange]]] = {}
    for line in lines:
        if line.exchange is not None:
            about = (line.payer, line.name or "", line.kind or "", line.country or "")
            found.setdefault(about, []).append((line, line.exchange))
    return found


def _unlike(
    lines: Sequence[tuple[Resource, Exchange]], others: Sequence[tuple[Resource, Exchange]]
) -> Iterator[tuple[Resource, Exchange]]:
    """Give the lines whose rate none of the others has, each other taken once."""
    left = Counter(_rate_of(change) for _, change in others)
    for line, change in lines:
        if left[_rate_of(change)]:
            left[_rate_of(change)] -= 1
        else:
            yield line, change


def _rate_of(change: Exchange) -> Rate:
    return change.currency, change.rate, change.rate_date.isoformat(), change.rate_source
