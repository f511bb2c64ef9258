"""How much may be asked under each choice of rate open to the applicant, and which is better."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from forms.application import Application, Country
from forms.budget import Budget
from forms.choices import RateChoice
from forms.money import Cents, allocate
from rules.ceiling import Ceiling, single_ceiling, tell_ceiling
from rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of rate and the ceiling it gives.

    `choice` is None for a single country, whose own rate holds whatever was chosen; `ceiling` is
    None when nothing says what each country costs.
    """

    choice: RateChoice | None
    ceiling: Ceiling | None

    @property
    def amount(self) -> Cents | None:
        """The most that may be asked, None when it cannot be told."""
        return None if self.ceiling is None else self.ceiling.amount


def options(facts: Facts) -> tuple[Option, ...]:
    """Give every choice of rate open to a project: one for a single country, else two."""
    if len(facts.application.countries) == 1:
        return (Option(None, facts.ceiling),)
    return (
        Option(RateChoice.BY_COUNTRY, _by_country(facts)),
        Option(RateChoice.SINGLE_RATE, single_ceiling(facts.budget, parameters=facts.parameters)),
    )


def best(open_to: Iterable[Option]) -> Option | None:
    """Give the choice under which most may be asked, the first of two equals; None when none is told."""
    told = [option for option in open_to if option.amount is not None]
    return max(told, key=lambda option: option.amount or 0, default=None)


def _by_country(facts: Facts) -> Ceiling | None:
    shared = _shared(facts.application, facts.budget)
    if shared is None:
        return None
    return tell_ceiling(
        replace(shared, rate_choice=RateChoice.BY_COUNTRY),
        parameters=facts.parameters,
        reference=facts.reference,
        at=facts.reference_date,
    )


def _shared(application: Application, budget: Budget) -> Application | None:
    """Give the application with each country's part of the cost, from its expenses where it is not said."""
    if all(country.share is not None for country in application.countries):
        return application
    direct = [budget.cost_by_country.get(country.code, Cents(0)) for country in application.countries]
    if not any(direct):
        return None
    return replace(application, countries=tuple(_parts(application, budget, direct)))


def _parts(application: Application, budget: Budget, direct: list[Cents]) -> Iterator[Country]:
    for country, share in zip(application.countries, allocate(budget.total, direct), strict=True):
        yield replace(country, share=share)
