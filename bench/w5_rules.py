"""W5 — twenty rules over a budget of sixty lines, beside twenty checks in plain Decimals."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from statistics import median
from time import process_time_ns
from typing import TypeVar

from bench.plain_decimal import Figures, Plan, Row, holds
from bench.tables import Line, show
from bench.w5_expressions import written_rules
from forms.application import Application, Authority, Country
from forms.budget import Amounts, Budget, Expense, Resource
from forms.choices import Payer
from forms.money import BasisPoints, Cents
from rules.facts import CallFacts, Facts
from rules.parameters import AMOUNT, COUNT, MONTHS, PERCENT, TEXT, AnyKnown, Known, Parameters
from rules.reference_data import ReferenceData
from rules.registry import evaluate

T = TypeVar("T")

RULES = (*(f"B{number:02d}" for number in range(1, 19)), "B20", "ROUTE")
LINES = 60
_DAY = date(2025, 5, 30)
_EXPENSES, _BESIDE = 40, 15
_UNIT = 100_000
_YEARS = (2025, 2026, 2027)
_SIREN = "20003452800014"
_CALL = CallFacts("bench", reserved={"LB": "other"})


def measure(*, quick: bool) -> None:
    """Print budgets judged per second: all rules pass; every rule that can object explains."""
    rounds, times = (5, 300) if quick else (15, 1_000)
    plan = plain(sound())
    lines = []
    for name, application, told in (
        ("tout passe", sound(), False),
        ("tout s'explique", wrong(), True),
    ):
        ratios, floors, costs = [], [], []
        for _ in range(rounds):
            floors.append(_cost(lambda _: holds(plan, FIGURES), range(times)))
            costs.append(_cost(partial(judge, told=told), _unread(application, times)))
            ratios.append(floors[-1] / costs[-1])
        note = f"{len(judge(application, told=False))} constats"
        lines.append(Line(name, median(ratios), 1 / median(floors), 1 / median(costs), "/s", note))
    lines.append(_expressions(plan, rounds=rounds, times=times))
    floor = "en décimaux, chaque règle refait ses sommes"
    show(f"W5 — {len(RULES)} règles sur {LINES} lignes (plancher : {floor})", lines)


def _expressions(plan: Plan, *, rounds: int, times: int) -> Line:
    """Measure as many expressions of an administrator, on facts added up before."""
    application = sound()
    budget = application.budget
    requested = None if budget is None else budget.requested
    call = replace(_CALL, rules=written_rules())
    facts = Facts(application, PARAMETERS, _REFERENCE, _DAY, _DAY, call, granted=requested)
    names = tuple(call.rules.by_id)
    assert evaluate(names, facts) == ()
    ratios, floors, costs = [], [], []
    for _ in range(rounds):
        floors.append(_cost(lambda _: holds(plan, FIGURES), range(times)))
        costs.append(_cost(lambda _: evaluate(names, facts), range(times)))
        ratios.append(floors[-1] / costs[-1])
    note = f"{len(names)} expressions, sommes données"
    return Line(
        "règles écrites en expressions", median(ratios), 1 / median(floors), 1 / median(costs), "/s", note
    )


def judge(application: Application, *, told: bool) -> list[object]:
    """Judge a budget; `told` writes every word of every finding."""
    budget = application.budget
    requested = None if budget is None else budget.requested
    facts = Facts(application, PARAMETERS, _REFERENCE, _DAY, _DAY, _CALL, granted=requested)
    found = evaluate(RULES, facts)
    return [finding.to_json() if told else finding for finding in found]


def _unread(application: Application, times: int) -> list[Application]:
    """Give copies of an application whose budgets nobody has added up."""
    budget = application.budget
    return [replace(application, budget=replace(budget) if budget else None) for _ in range(times)]


def sound() -> Application:
    """Give a budget of sixty lines over three years that every rule passes: 40 expenses, 20 resources."""
    expenses = tuple(
        Expense("FG"[index] if index in {0, 1} else "A", f"Ligne {index}", "BJ", cash=_each(_UNIT))
        for index in range(_EXPENSES)
    )
    others = tuple(
        Resource(Payer.OTHER, f"Fonds {index}", "private", cash=_each(_UNIT)) for index in range(_BESIDE)
    )
    resources = (
        Resource(Payer.MINISTRY, cash=_each(15 * _UNIT)),
        Resource(Payer.FRENCH_AUTHORITY, "Ville", cash=_each(6 * _UNIT)),
        Resource(Payer.FRENCH_AUTHORITY, "Agglomération", cash=_each(2 * _UNIT)),
        Resource(Payer.FOREIGN_AUTHORITY, "Commune", cash=_each(_UNIT)),
        Resource(Payer.FOREIGN_AUTHORITY, "Province", cash=_each(_UNIT)),
        *others,
    )
    return _application(
        Budget(Cents(3 * _EXPENSES * _UNIT), Cents(45 * _UNIT), _YEARS, expenses, resources), "BJ", 36
    )


def wrong() -> Application:
    """Give a budget of sixty lines to which all the rules that can do so object."""
    sound_budget = sound().budget
    assert sound_budget is not None
    expenses = tuple(
        replace(line, category="F" if index % 2 else "G", country="LB", in_kind=_each(_UNIT), payer="Ville")
        for index, line in enumerate(sound_budget.expenses)
    )
    resources = tuple(
        replace(line, cash=_each(50 * _UNIT), in_kind=_each(_UNIT))
        if line.payer == Payer.MINISTRY
        else replace(line, payer=Payer.OTHER, kind="afd")
        if line.payer == Payer.FOREIGN_AUTHORITY
        else replace(line, cash=(), in_kind=_each(_UNIT))
        for line in sound_budget.resources
    )
    return _application(
        Budget(Cents(3 * _EXPENSES * _UNIT), Cents(149 * _UNIT), _YEARS, expenses, resources), "LB", 40
    )


def plain(application: Application) -> Plan:
    """Write the same budget in rows of decimals."""
    budget = application.budget
    assert budget is not None
    rows = [
        *(
            Row("expense", line.category, "", bool(line.in_kind), _euros(line.cash or line.in_kind))
            for line in budget.expenses
        ),
        *(
            Row(
                "resource",
                str(line.payer),
                line.kind or "",
                bool(line.in_kind),
                _euros(line.cash or line.in_kind),
            )
            for line in budget.resources
        ),
    ]
    return Plan(
        rows=rows,
        total=Decimal(budget.total) / 100,
        requested=Decimal(budget.requested) / 100,
        granted=Decimal(budget.requested) / 100,
        authorities=[authority.siret[:9] for authority in application.authorities],
        months=application.months or 0,
        years=budget.years,
        country=application.countries[0].code,
    )


def _application(budget: Budget, country: str, months: int) -> Application:
    return Application(
        countries=(Country(country),),
        authorities=(Authority("Ville", _SIREN, commitment="confirmed"),),
        months=months,
        budget=budget,
    )


def _each(amount: int) -> Amounts:
    return (Cents(amount),) * len(_YEARS)


def _euros(amounts: Amounts) -> tuple[Decimal, ...]:
    return tuple(Decimal(amount) / 100 for amount in amounts)


def _known(name: str, value: object, unit: str) -> AnyKnown:
    return Known(name, value, unit, "mesure", "D", _DAY)  # type: ignore[type-var,return-value]  # of its unit


PARAMETERS = Parameters(
    _DAY,
    {
        name: _known(name, value, unit)
        for name, value, unit in (
            ("rate.pma", BasisPoints(7_000), PERCENT),
            ("rate.oda", BasisPoints(5_000), PERCENT),
            ("rate.non_oda", BasisPoints(3_000), PERCENT),
            ("rate.single", BasisPoints(6_000), PERCENT),
            ("rate.ceiling", BasisPoints(7_000), PERCENT),
            ("contribution.french.min", BasisPoints(1_000), PERCENT),
            ("contribution.french.in_kind_max", BasisPoints(5_000), PERCENT),
            ("contribution.foreign", "sought", TEXT),
            ("contribution.matching", "required", TEXT),
            ("ceiling.annual", Cents(16 * _UNIT), AMOUNT),
            ("ceiling.staff", BasisPoints(1_500), PERCENT),
            ("ceiling.fees", BasisPoints(900), PERCENT),
            ("authorities.min", 1, COUNT),
            ("length.min", 12, MONTHS),
            ("length.max", 36, MONTHS),
        )
    },
)
FIGURES = Figures(
    rates={"BJ": Decimal(70), "LB": Decimal(50)},
    french_min=Decimal(10),
    valued_max=Decimal(50),
    staff=Decimal(15),
    fees=Decimal(9),
    annual=Decimal(16_000),
    authorities_min=1,
    months=(12, 36),
    reserved=frozenset({"LB"}),
)
_REFERENCE = ReferenceData.shipped()


def _cost(perform: Callable[[T], object], given: Iterable[T]) -> float:
    """Give the mean processor time of one call, in seconds, over what is given."""
    start = process_time_ns()
    count = sum(1 for one in given if perform(one) is not None)
    return (process_time_ns() - start) / count / 10**9
