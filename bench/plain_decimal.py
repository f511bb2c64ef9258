"""The floor of W5: twenty checks of a budget as anyone would write them, each adding up for itself.

Decimals, rows as they are read, no explanation: a rule says whether it holds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a budget: expense or resource, its heading or payer, cash or valued, an amount a year."""

    side: str
    what: str
    kind: str
    valued: bool
    years: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A budget in rows, with what is declared beside it."""

    rows: Sequence[Row]
    total: Decimal
    requested: Decimal
    granted: Decimal
    authorities: Sequence[str]
    months: int
    years: Sequence[int]
    country: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The rates and thresholds of one call."""

    rates: Mapping[str, Decimal]
    french_min: Decimal
    valued_max: Decimal
    staff: Decimal
    fees: Decimal
    annual: Decimal
    authorities_min: int
    months: tuple[int, int]
    reserved: frozenset[str]


def _spent(plan: Plan) -> Decimal:
    return sum((sum(row.years, ZERO) for row in plan.rows if row.side == "expense"), ZERO)


def _brought(plan: Plan) -> Decimal:
    return sum((sum(row.years, ZERO) for row in plan.rows if row.side == "resource"), ZERO)


def _by(plan: Plan, payer: str) -> Decimal:
    return sum(
        (sum(row.years, ZERO) for row in plan.rows if row.side == "resource" and row.what == payer), ZERO
    )


def _valued_by(plan: Plan, payer: str) -> Decimal:
    return sum(
        (
            sum(row.years, ZERO)
            for row in plan.rows
            if row.side == "resource" and row.what == payer and row.valued
        ),
        ZERO,
    )


def _heading(plan: Plan, category: str) -> Decimal:
    return sum(
        (sum(row.years, ZERO) for row in plan.rows if row.side == "expense" and row.what == category), ZERO
    )


def _of(plan: Plan, side: str, *, valued: bool) -> Decimal:
    return sum((sum(row.years, ZERO) for row in plan.rows if row.side == side and row.valued == valued), ZERO)


def _year(plan: Plan, side: str, index: int) -> Decimal:
    return sum((row.years[index] for row in plan.rows if row.side == side), ZERO)


def _balanced(plan: Plan) -> bool:
    """Tell whether expenses and resources make the total, and agree year by year."""
    years = range(len(plan.years))
    return _spent(plan) == _brought(plan) == plan.total and all(
        _year(plan, "expense", index) == _year(plan, "resource", index) for index in years
    )


def _matched(plan: Plan, figures: Figures) -> bool:
    """Tell whether the partners bring as much as is asked, and no year asks for too much."""
    ministry = [row for row in plan.rows if row.what == "ministry"]
    yearly = (sum((row.years[index] for row in ministry), ZERO) for index in range(len(plan.years)))
    return plan.requested <= _brought(plan) - _by(plan, "ministry") and all(
        asked <= figures.annual for asked in yearly
    )


def _within_cap(plan: Plan, figures: Figures) -> bool:
    return _by(plan, "ministry") * 100 <= figures.rates[plan.country] * _spent(plan)


CHECKS: tuple[Callable[[Plan, Figures], bool], ...] = (
    lambda plan, _: _balanced(plan),
    lambda plan, _: _of(plan, "expense", valued=True) == _of(plan, "resource", valued=True),
    _within_cap,
    _within_cap,
    _within_cap,
    _within_cap,
    lambda plan, figures: _by(plan, "french_authority") * 100 >= figures.french_min * _spent(plan),
    lambda plan, figures: (
        _valued_by(plan, "french_authority") * 100 <= figures.valued_max * _by(plan, "french_authority")
    ),
    lambda plan, _: _valued_by(plan, "ministry") == 0,
    lambda plan, _: _by(plan, "foreign_authority") > 0,
    lambda plan, figures: _heading(plan, "F") * 100 <= figures.staff * _spent(plan),
    lambda plan, figures: _heading(plan, "G") * 100 <= figures.fees * _spent(plan),
    lambda plan, figures: len(set(plan.authorities)) >= figures.authorities_min,
    lambda plan, figures: (
        figures.months[0] <= plan.months <= figures.months[1] and len(plan.years) == -(-plan.months // 12)
    ),
    lambda plan, _: _by(plan, "ministry") == plan.requested,
    _matched,
    lambda plan, _: _of(plan, "expense", valued=False) == _of(plan, "resource", valued=False),
    lambda plan, figures: plan.granted <= plan.requested and _within_cap(plan, figures),
    lambda plan, _: (
        not any(row.kind in {"afd", "french_state", "faceco"} and sum(row.years, ZERO) for row in plan.rows)
    ),
    lambda plan, figures: plan.country not in figures.reserved,
)
"""In the order of the rules they stand for: B01 to B18, B20, ROUTE."""


def holds(plan: Plan, figures: Figures) -> bool:
    """Evaluate all twenty checks; tell whether every one holds."""
    verdicts = [check(plan, figures) for check in CHECKS]
    return all(verdicts)
