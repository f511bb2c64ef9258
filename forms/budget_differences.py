"""What changed from one budget to another: line by line, year by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from forms.budget import Amounts, Budget, Expense, Resource
from forms.budget_tables import NATURES, amounts_by_year
from forms.money import Cents

Line = Expense | Resource
Years = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One amount, or one rate of exchange, that is not the same.

    `part` is `total`, `requested`, `expense` or `resource`; `about` names the line: category,
    label, country and contributor, or payer, name, type, country and currency. `nature` is `cash`,
    `in_kind`, `exchange` or `status`. `before` and `after` are cents; None where the line, or the year,
    is in one budget only. `told` gives both texts where an exchange or a status is what changed.
    """

    part: str
    about: tuple[str, ...] = ()
    nature: str = ""
    year: int | None = None
    before: Cents | None = None
    after: Cents | None = None
    told: tuple[str, str] | None = None

    @property
    def change(self) -> Cents:
        """What it adds to the budget, in cents; below zero when it takes away."""
        return Cents((self.after or 0) - (self.before or 0))

    def tree(self) -> dict[str, object]:
        """Give the difference as JSON."""
        found = {
            name: getattr(self, name) for name in ("part", "nature", "year", "before", "after", "change")
        }
        return found | {"about": list(self.about), "told": list(self.told) if self.told else None}


def differences_between(before: Budget, after: Budget) -> tuple[Difference, ...]:
    """Give every difference, declared totals first, then expenses, then resources.

    Lines are the same when everything but their amounts and their rate is; several such lines are
    taken in their order. Money of another currency is compared in euros, and its rate beside.
    """
    return (
        *_declared("total", before.total, after.total),
        *_declared("requested", before.requested, after.requested),
        *_lines("expense", before.expenses, after.expenses, years=(before.years, after.years)),
        *_lines("resource", before.resources, after.resources, years=(before.years, after.years)),
    )


def _declared(part: str, before: Cents, after: Cents) -> Iterator[Difference]:
    if before != after:
        yield Difference(part, before=before, after=after)


def _lines(
    part: str, before: Sequence[Line], after: Sequence[Line], *, years: tuple[Years, Years]
) -> Iterator[Difference]:
    had, has = _gathered(before), _gathered(after)
    for about in (*had, *(name for name in has if name not in had)):
        for old, new in zip_longest(had.get(about, ()), has.get(about, ())):
            yield from _line(part, about, old, new, years=years)


def _gathered(lines: Sequence[Line]) -> dict[tuple[str, ...], list[Line]]:
    found: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        found.setdefault(_about(line), []).append(line)
    return found


def _about(line: Line) -> tuple[str, ...]:
    if isinstance(line, Expense):
        return (line.category, line.label, line.country or "", line.payer or "")
    currency = line.exchange.currency if line.exchange else ""
    return (line.payer, line.name or "", line.kind or "", line.country or "", currency)


def _line(
    part: str, about: tuple[str, ...], old: Line | None, new: Line | None, *, years: tuple[Years, Years]
) -> Iterator[Difference]:
    for nature in NATURES:
        earlier, later = years
        was = amounts_by_year(_amounts(old, nature), earlier)
        now = amounts_by_year(_amounts(new, nature), later)
        for year in (*was, *(year for year in now if year not in was)):
            if was.get(year) != now.get(year):
                yield Difference(part, about, nature, year, was.get(year), now.get(year))
    told = _exchange(old), _exchange(new)
    if old is not None and new is not None and told[0] != told[1]:
        yield Difference(part, about, "exchange", told=told)
    said = _status(old), _status(new)
    if old is not None and new is not None and said[0] != said[1]:
        yield Difference(part, about, "status", told=said)


def _amounts(line: Line | None, nature: str) -> Amounts:
    if line is None:
        return ()
    return line.cash if nature == "cash" else line.in_kind


def _status(line: Line | None) -> str:
    return line.status or "" if isinstance(line, Resource) else ""


def _exchange(line: Line | None) -> str:
    change = line.exchange if isinstance(line, Resource) else None
    return f"{change.rate} ({change.rate_date.isoformat()}, {change.rate_source})" if change else ""
