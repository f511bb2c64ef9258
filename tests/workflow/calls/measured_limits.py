"""What each rate of a definition allows, measured on the rules' verdicts: never read from the rate itself."""

from collections.abc import Callable, Mapping

from forms.application import Application, Country
from forms.budget import Budget, Expense, Resource
from forms.choices import Payer, RateChoice
from forms.money import BasisPoints, Cents
from rules.facts import CallFacts, Facts
from rules.instalments import payment_schedule
from rules.parameters import PERCENT, AnyKnown, Known, Parameters, Unknown
from rules.reference_data import ReferenceData
from rules.registry import evaluate

WHOLE = 1_000_000
"""Ten thousand euros in cents: a hundredth of a point of them is one euro."""

_STATUSES = {"rate.pma": "SN", "rate.oda": "LB", "rate.non_oda": "CH"}


def _facts(parameters: Parameters, budget: Budget, *countries: str) -> Facts:
    application = Application(
        countries=tuple(Country(code) for code in countries or ("LB",)),
        rate_choice=RateChoice.SINGLE_RATE,
        budget=budget,
    )
    day = parameters.reference_date
    return Facts(application, parameters, ReferenceData.shipped(), day, day, CallFacts("essai"))


def _passes(facts: Facts, *rules: str) -> bool:
    return all(found.level == "info" for found in evaluate(rules, facts))


def _asking(parameters: Parameters, amount: int, *countries: str) -> bool:
    line = Resource(Payer.MINISTRY, cash=(Cents(amount),))
    budget = Budget(Cents(WHOLE), Cents(amount), (2025,), resources=(line,))
    return _passes(_facts(parameters, budget, *countries), "B03", "B04", "B06")


def _bringing(parameters: Parameters, payer: Payer, rule: str, *, cash: int, valued: int) -> bool:
    line = Resource(payer, "Ville", cash=(Cents(cash),), in_kind=(Cents(valued),))
    budget = Budget(Cents(WHOLE), Cents(0), (2025,), resources=(line,))
    return _passes(_facts(parameters, budget), rule)


def _spending(parameters: Parameters, category: str, rule: str, amount: int) -> bool:
    expenses = (Expense(category, "Ligne", cash=(Cents(amount),)),)
    budget = Budget(Cents(WHOLE), Cents(0), (2025,), expenses=expenses)
    return _passes(_facts(parameters, budget), rule)


def _stating(parameters: Parameters, rate: int) -> bool:
    """Tell whether a call might state a rate that gives this much of the whole."""
    stated: dict[str, AnyKnown | Unknown] = dict(parameters)
    day = parameters.reference_date
    stated["rate.oda"] = Known("rate.oda", BasisPoints(-(-rate // 100)), PERCENT, "essai", "D", day)
    return _asking(Parameters(day, stated), 0, "LB")


def _most(passes: Callable[[int], bool]) -> int:
    """Give the largest amount that passes, -1 when none does."""
    low, high = -1, WHOLE + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if passes(middle) else (low, middle)
    return low


def _least(passes: Callable[[int], bool]) -> int:
    return _most(lambda amount: not passes(amount)) + 1


def _first_paid(parameters: Parameters) -> int:
    first = parameters.percent("instalment.last.first_part")
    assert isinstance(first, Known)
    return payment_schedule(Cents(WHOLE), years=(2025,), weights=(1,), first_part=first.value)[0].amount


Measure = Callable[[Parameters], int]

FRENCH, FOREIGN = Payer.FRENCH_AUTHORITY, Payer.FOREIGN_AUTHORITY
MEASURES: Mapping[str, Measure] = {
    **{
        name: lambda known, code=code: _most(lambda amount: _asking(known, amount, code))  # type: ignore[misc]
        for name, code in _STATUSES.items()
    },
    "rate.single": lambda known: _most(lambda amount: _asking(known, amount, "LB", "CH")),
    "rate.ceiling": lambda known: _most(lambda amount: _stating(known, amount)),
    "contribution.french.min": lambda known: _least(
        lambda amount: _bringing(known, FRENCH, "B07", cash=amount, valued=0)
    ),
    "contribution.french.in_kind_max": lambda known: _most(
        lambda amount: _bringing(known, FRENCH, "B08", cash=WHOLE - amount, valued=amount)
    ),
    "contribution.foreign.min": lambda known: _least(
        lambda amount: _bringing(known, FOREIGN, "B10", cash=amount, valued=0)
    ),
    "contribution.foreign.in_kind_max": lambda known: _most(
        lambda amount: _bringing(known, FOREIGN, "B10", cash=WHOLE - amount, valued=amount)
    ),
    "ceiling.staff": lambda known: _most(lambda amount: _spending(known, "F", "B11", amount)),
    "ceiling.fees": lambda known: _most(lambda amount: _spending(known, "G", "B12", amount)),
    "instalment.last.first_part": _first_paid,
}
"""By rate: the amount at which a verdict turns, out of ten thousand euros."""
