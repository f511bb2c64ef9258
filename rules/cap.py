"""The co-financing ceiling: the request held to the rates, by country or at the single rate.

Amounts are compared by multiplication or with a ceiling rounded down to the cent, never on a
rounded percentage.
"""

from collections.abc import Iterator
from functools import partial

from forms.choices import Payer, RateChoice
from forms.money import Cents
from rules.cap_wording import (
    above_ceiling_of_rates,
    above_country_ceiling,
    above_whole_ceiling,
    granted_above,
    status_unknown,
    within,
)
from rules.ceiling import Ceiling, common_costs_shared
from rules.facts import Facts
from rules.findings import Observation
from rules.parameters import Known, Unknown
from rules.registry import BUDGET, rule
from rules.shares import doubtful_shares
from rules.wording import NOTHING, unknown_parameter

_RATES = ("rate.pma", "rate.oda", "rate.non_oda", "rate.single", "rate.ceiling", "costs.common")
_READS = (BUDGET, "countries", "rate_choice", *_RATES)
_REQUESTED = "budget.requested"


@rule("B03", title="Plafond de cofinancement", reads=_READS, on_budget_alone=True)
def request_within_ceiling(facts: Facts) -> tuple[Observation, ...]:
    """The request stays under the ceiling of the budget, and no rate above the ceiling of rates."""
    ceiling = facts.ceiling
    if ceiling is None:
        return NOTHING
    found = [*_rates_too_high(facts, ceiling)]
    if ceiling.amount is None:
        found += _untold(facts, ceiling)
    elif (wanted := asked(facts)) > ceiling.amount:
        explain = partial(above_whole_ceiling, facts, ceiling, wanted, ceiling.amount)
        found.append(Observation("block", _REQUESTED, explain))
    return tuple(found)


@rule("B04", title="Plafond du pays", reads=_READS, refines="B03", on_budget_alone=True)
def request_within_country_rate(facts: Facts) -> tuple[Observation, ...]:
    """With one country, the request stays under that country's rate of the total cost."""
    ceiling = facts.ceiling
    if ceiling is None or len(facts.application.countries) != 1:
        return NOTHING
    return _whole(facts, ceiling)


@rule("B05", title="Plafond de chaque pays", reads=_READS, refines="B03", on_budget_alone=True)
def request_within_each_country_rate(facts: Facts) -> tuple[Observation, ...]:
    """With several countries each held to its own rate, no country's lines pass its ceiling."""
    ceiling = facts.ceiling
    if ceiling is None or not _by_country(facts):
        return NOTHING
    if ceiling.amount is None:
        return tuple(_untold(facts, ceiling))
    requested = facts.budget.requested_by_country
    found: list[Observation] = []
    for part in ceiling.parts:
        wanted = requested.get(part.country, Cents(0))
        where = _first_line(facts, part.country)
        if part.amount is not None and wanted > part.amount:
            explain = partial(above_country_ceiling, facts, part, wanted, part.amount)
            found.append(Observation("block", where, explain))
        else:
            found.append(Observation("info", where, partial(within, facts, (part,), wanted)))
    if common_costs_shared(facts.parameters):
        found += doubtful_shares(facts)
    return tuple(found)


@rule("B06", title="Plafond au taux unique", reads=_READS, refines="B03", on_budget_alone=True)
def request_within_single_rate(facts: Facts) -> tuple[Observation, ...]:
    """With several countries at the single rate, the request stays under it on the whole cost."""
    ceiling = facts.ceiling
    if ceiling is None or len(facts.application.countries) < 2 or _by_country(facts):  # noqa: PLR2004 -- several
        return NOTHING
    return _whole(facts, ceiling)


@rule("B18", title="Montant accordé", reads=(*_READS, "granted"), on_budget_alone=True)
def grant_within_request_and_ceiling(facts: Facts) -> tuple[Observation, ...]:
    """What is granted passes neither the request nor the ceiling of the budget."""
    granted, ceiling = facts.granted, facts.ceiling
    if granted is None or ceiling is None:
        return NOTHING
    if ceiling.amount is None:
        return tuple(_untold(facts, ceiling))
    limit = min(facts.budget.requested, ceiling.amount)
    if granted <= limit:
        return NOTHING
    return (Observation("block", "granted", partial(granted_above, facts, ceiling, granted, limit)),)


def asked(facts: Facts) -> Cents:
    """Give the amount held to the ceiling: declared or added up from the lines, the larger."""
    return max(facts.budget.requested, facts.totals.requested)


def _whole(facts: Facts, ceiling: Ceiling) -> tuple[Observation, ...]:
    if ceiling.amount is None:
        return tuple(_untold(facts, ceiling))
    wanted = asked(facts)
    if wanted > ceiling.amount:
        explain = partial(above_whole_ceiling, facts, ceiling, wanted, ceiling.amount)
        return (Observation("block", _REQUESTED, explain),)
    return (Observation("info", _REQUESTED, partial(within, facts, ceiling.parts, wanted)),)


def _by_country(facts: Facts) -> bool:
    return len(facts.application.countries) > 1 and facts.application.rate_choice != RateChoice.SINGLE_RATE


def _first_line(facts: Facts, country: str | None) -> str:
    for index, line in enumerate(facts.budget.resources):
        if line.country == country and line.payer == Payer.MINISTRY:
            return f"budget.resources[{index}]"
    return _REQUESTED


def _untold(facts: Facts, ceiling: Ceiling) -> Iterator[Observation]:
    """Warn for each part whose ceiling cannot be told."""
    for part in ceiling.parts:
        if part.status is None and part.country is not None:
            yield Observation("warn", "countries", partial(status_unknown, facts, part))
        elif isinstance(part.rate, Unknown):
            yield unknown_parameter(part.rate, where=_REQUESTED, what="Le plafond de cofinancement")


def _rates_too_high(facts: Facts, ceiling: Ceiling) -> Iterator[Observation]:
    """Refuse rates above the ceiling of all rates, where a source gives one."""
    highest = facts.parameters.percent("rate.ceiling")
    if isinstance(highest, Unknown):
        if highest.stated:
            yield unknown_parameter(highest, where=_REQUESTED, what="Le plafond de tous les taux")
        return
    for part in ceiling.parts:
        if isinstance(part.rate, Known) and part.rate.value > highest.value:
            where = f"call.{part.rate.name}"
            yield Observation("block", where, partial(above_ceiling_of_rates, part.rate, highest))
