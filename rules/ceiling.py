"""The largest amount the rates allow: by country, at the single rate, or for one country."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from forms.application import Application, Country
from forms.budget import Budget
from forms.choices import RateChoice
from forms.money import BasisPoints, Cents, share_down
from rules.parameters import Known, Parameters, Unknown
from rules.reference_data import FRENCH, ReferenceData

_SINGLE = "rate.single"
_COMMON = "costs.common"
_NO_RATE_FOR_COMMON = "none"


class RatedPart(NamedTuple):
    """A cost, the rate it has, and the ceiling that follows, rounded down to the cent.

    `country` is None for the whole project at the single rate; `status` is the aid status
    that gave the rate; `amount` is None when the rate is unknown.
    """

    country: str | None
    status: str | None
    rate: Known[BasisPoints] | Unknown
    cost: Cents
    amount: Cents | None


class Ceiling(NamedTuple):
    """The parts judged one by one; `amount` is their sum, None when one cannot be told."""

    parts: tuple[RatedPart, ...]
    amount: Cents | None

    @property
    def missing(self) -> tuple[Unknown, ...]:
        """The rates nobody gives."""
        return tuple(part.rate for part in self.parts if isinstance(part.rate, Unknown))


def tell_ceiling(
    application: Application, *, parameters: Parameters, reference: ReferenceData, at: date
) -> Ceiling | None:
    """Compute the ceiling of a budget for the choice of rate made; None without a budget.

    One country has its own rate whatever the choice; several have each its own on its own
    part (room in one is not lent to another), or the single rate on the whole. `at` is the day
    at which countries' statuses are read.
    """
    budget, countries = application.budget, application.countries
    if budget is None or not countries:
        return None
    if len(countries) > 1 and application.rate_choice == RateChoice.SINGLE_RATE:
        return single_ceiling(budget, parameters=parameters)
    if len(countries) == 1:
        whole = countries[0], budget.total
        part = _country_part(*whole, parameters=parameters, reference=reference, at=at)
        return Ceiling((part,), part.amount)
    costs = costs_by_country(countries, budget, parameters=parameters)
    return _sum_up(
        tuple(
            _country_part(country, cost, parameters=parameters, reference=reference, at=at)
            for country, cost in costs
        )
    )


def single_ceiling(budget: Budget, *, parameters: Parameters) -> Ceiling:
    """Compute the ceiling at the single rate of projects over several countries."""
    return _sum_up((_rated(None, None, parameters.percent(_SINGLE), budget.total),))


def costs_by_country(
    countries: tuple[Country, ...], budget: Budget, *, parameters: Parameters
) -> Iterator[tuple[Country, Cents]]:
    """Give each country's cost: its declared part, common costs included pro rata.

    Where common costs have no rate, only the expenses that name the country count.
    """
    direct_only = budget.expenses and not common_costs_shared(parameters)
    direct = budget.cost_by_country if direct_only else None
    for country in countries:
        if direct is not None:
            yield country, direct.get(country.code, Cents(0))
        else:
            yield country, country.share if country.share is not None else Cents(0)


def common_costs_shared(parameters: Parameters) -> bool:
    """Tell whether common costs count in each country's part, as the application file has it."""
    common = parameters.text(_COMMON)
    return isinstance(common, Unknown) or common.value != _NO_RATE_FOR_COMMON


def _country_part(
    country: Country, cost: Cents, *, parameters: Parameters, reference: ReferenceData, at: date
) -> RatedPart:
    known = reference.countries.get(country.code)
    held = known.status_at(at) if known else None
    if held is None or held.status == FRENCH:
        return RatedPart(country.code, None, Unknown(f"status.{country.code}"), cost, None)
    return _rated(country.code, held.status, parameters.percent(f"rate.{held.status}"), cost)


def _rated(
    country: str | None, status: str | None, rate: Known[BasisPoints] | Unknown, cost: Cents
) -> RatedPart:
    amount = share_down(cost, rate.value) if isinstance(rate, Known) else None
    return RatedPart(country, status, rate, cost, amount)


def _sum_up(parts: tuple[RatedPart, ...]) -> Ceiling:
    amounts = [part.amount for part in parts if part.amount is not None]
    return Ceiling(parts, Cents(sum(amounts)) if len(amounts) == len(parts) else None)
