"""Projects drawn by chance: countries, rates, costs, and requests that fall close to what is allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from forms.application import Application, Country
from forms.budget import Budget, Resource
from forms.choices import Payer, RateChoice
from forms.money import WHOLE, BasisPoints, Cents
from rules.facts import CallFacts, Facts
from rules.parameters import PERCENT, AnyKnown, Known, Parameters
from rules.reference_data import ReferenceData

DAY = date(2025, 5, 30)
STATUSES: Mapping[str, str] = {
    "BJ": "pma", "SN": "pma", "LB": "oda", "TN": "oda", "PE": "oda", "CH": "non_oda", "CA": "non_oda",
}  # fmt: skip
"""Some countries and the aid status each has on that day."""

_CALL = CallFacts("proof")
_MOST_COUNTRIES = 4
_MOST_CENTS = 10**9
_ROUND = (1, 100, 100_000)


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of one call, in basis points, by what they are for (`pma`, `oda`, `non_oda`, `single`)."""

    of: Mapping[str, int]
    parameters: Parameters


def draw_rates(chance: Random) -> Rates:
    """Draw the four rates of a call: round ones as texts have them, or any to the hundredth of a point."""
    drawn = {name: _rate(chance) for name in ("pma", "oda", "non_oda", "single")}
    entries: dict[str, AnyKnown] = {
        f"rate.{name}": Known(f"rate.{name}", BasisPoints(rate), PERCENT, "proof", "D", DAY)
        for name, rate in drawn.items()
    }
    return Rates(drawn, Parameters(DAY, entries))


def draw_case(chance: Random, rates: Rates, reference: ReferenceData) -> Facts:
    """Draw a project under some rates; its requests lie at the limit, a cent beside, or anywhere."""
    codes = chance.sample(sorted(STATUSES), chance.randint(1, _MOST_COUNTRIES))
    costs = [_cents(chance) for _ in codes]
    choice = chance.choice((RateChoice.BY_COUNTRY, RateChoice.SINGLE_RATE)) if len(codes) > 1 else None
    if len(codes) > 1 and choice == RateChoice.BY_COUNTRY:
        limits = [cost * rates.of[STATUSES[code]] for code, cost in zip(codes, costs, strict=True)]
        lines = [
            Resource(Payer.MINISTRY, country=code, cash=(_near(chance, limit),))
            for code, limit in zip(codes, limits, strict=True)
        ]
    else:
        rate = rates.of["single" if len(codes) > 1 else STATUSES[codes[0]]]
        lines = [Resource(Payer.MINISTRY, cash=(_near(chance, sum(costs) * rate),))]
    requested = Cents(sum(line.cash[0] for line in lines))
    budget = Budget(Cents(sum(costs)), requested, (DAY.year,), resources=tuple(lines))
    countries = tuple(Country(code, cost) for code, cost in zip(codes, costs, strict=True))
    application = Application(countries=countries, rate_choice=choice, budget=budget)
    return Facts(application, rates.parameters, reference, DAY, DAY, _CALL)


def _rate(chance: Random) -> int:
    return chance.choice((7_000, 5_000, 3_000, 6_000, 9_000, chance.randint(0, WHOLE)))


def _cents(chance: Random) -> Cents:
    unit = chance.choice(_ROUND)
    return Cents(chance.randint(0, _MOST_CENTS // unit) * unit)


def _near(chance: Random, limit: int) -> Cents:
    """Draw an amount at a limit (in ten-thousandths of a cent), a cent around it, or anywhere below twice."""
    exact = limit // WHOLE
    return Cents(
        max(0, chance.choice((exact, exact, exact - 1, exact + 1, chance.randint(0, 2 * exact + 1))))
    )
