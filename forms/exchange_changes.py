"""Rates of exchange that were settled once: which of them a later budget would change."""

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
    """A line whose currency, rate, date or source is no longer what was settled."""

    line: Resource
    settled: Exchange
    given: Exchange


def settled_line(line: Resource) -> tuple[Payment, Rate | None]:
    """Give what says that a line is the same, and what is settled of its exchange; None in euros."""
    about = (line.payer, line.name or "", line.kind or "", line.country or "")
    return about, _rate_of(line.exchange) if line.exchange else None


def changed_rates(settled: Sequence[Resource], given: Sequence[Resource]) -> tuple[RateChange, ...]:
    """Give the lines settled in another currency that are given at another rate.

    Lines of one payer, name, type and country are taken in their order, those of an unchanged rate
    first: what is left over is new and brings its own. A line given in euros has no rate to change.
    """
    had, has = _exchanged(settled), _exchanged(given)
    return tuple(
        RateChange(line, old, new)
        for about, lines in had.items()
        for (_, old), (line, new) in zip(
            _unlike(lines, has.get(about, [])), _unlike(has.get(about, []), lines), strict=False
        )
    )


def _exchanged(lines: Sequence[Resource]) -> dict[Payment, list[tuple[Resource, Exchange]]]:
    found: dict[Payment, list[tuple[Resource, Exchange]]] = {}
    for line in lines:
        if line.exchange is not None:
            found.setdefault(settled_line(line)[0], []).append((line, line.exchange))
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
