"""Remedies are true: applying any one of them makes its finding disappear, the smallest first.

Whole budgets are drawn by chance, with every fault they may have at once; each remedy of each
finding is read from its own words and applied to the budget.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from forms.application import Application, Country
from forms.budget import Amounts, Budget, Exchange, Expense, Resource
from forms.choices import Payer, RateChoice
from forms.money import Cents
from proofs.outcomes import Outcome
from proofs.random_budgets import DAY, STATUSES
from proofs.remedies_applied import a_cent_less, apply, at_rate, by_hand, cost_of
from rules.facts import CallFacts, Facts
from rules.findings import Finding
from rules.parameters import AMOUNT, MONTHS, PERCENT, TEXT, AnyKnown, Known, Parameters
from rules.reference_data import ReferenceData
from rules.registry import evaluate

_LATER = ("B14", "B15", "B16", "B17", "B18", "B20", "B21")
BUDGETS = {False: 5_000, True: 100_000}
RULES = ("B01", "B02", "B03", "B04", *(f"B{number:02d}" for number in range(6, 13)), *_LATER)
_SAMPLE = 200
_MOST_TOLD = 10
_UNIT = 50_000
_CURRENCIES = (("XOF", "655.957"), ("KMF", "491.96775"), ("XPF", "119.33174"), ("MAD", "10.5600"))

Through = Callable[[str], str]
"""What stands between a remedy's words and who applies it: nothing, or a planted bug."""


def prove(*, full: bool, seed: int) -> Outcome:
    """Apply every remedy of random budgets; one that is a cent short must be seen."""
    budgets = BUDGETS[full]
    tried, untrue, disordered = try_remedies(budgets, seed=seed, through=str)
    short = try_remedies(_SAMPLE, seed=seed, through=a_cent_less)[1]
    return Outcome(
        promise="F4",
        name="remedies",
        figures={
            "budgets": budgets,
            "remedies": tried.total(),
            "rules": len(tried),
            "untrue": len(untrue),
            "disordered": len(disordered),
        },
        seed=seed,
        planted_caught=bool(short),
        failures=(*untrue[:_MOST_TOLD], *disordered[:_MOST_TOLD]),
    )


def try_remedies(budgets: int, *, seed: int, through: Through) -> tuple[Counter[str], list[str], list[str]]:
    """Count the remedies applied by rule; give those that change nothing, and those in the wrong order."""
    chance, reference = Random(seed), ReferenceData.shipped()
    tried: Counter[str] = Counter()
    untrue: list[str] = []
    disordered: list[str] = []
    for _ in range(budgets):
        facts = draw_budget(chance, reference)
        for finding in evaluate(RULES, facts):
            if finding.level == "info":
                continue
            costs = []
            for remedy in finding.remedies:
                if by_hand(remedy):
                    continue
                tried[finding.rule] += 1
                mended = apply(facts, finding, through(remedy))
                cost = cost_of(remedy)
                costs += [] if cost is None else [cost]
                if not _gone(finding, mended):
                    untrue.append(f"{finding!r}: « {remedy} » on {facts.application.budget}")
            if costs != sorted(costs):
                disordered.append(f"{finding!r}: {finding.remedies}")
    return tried, untrue, disordered


def draw_budget(chance: Random, reference: ReferenceData) -> Facts:
    """Draw a budget of one or several countries at one rate, whose every figure may be wrong."""
    codes = chance.sample(sorted(STATUSES), chance.choice((1, 1, 2)))
    budget = _budget(chance)
    application = Application(
        countries=tuple(Country(code) for code in codes),
        rate_choice=RateChoice.SINGLE_RATE if len(codes) > 1 else None,
        months=chance.randint(1, 60),
        budget=budget,
    )
    granted = chance.choice((None, _cents(chance, 60), budget.requested))
    return Facts(application, _parameters(chance), reference, DAY, DAY, CallFacts("proof"), granted=granted)


def _budget(chance: Random) -> Budget:
    expenses = tuple(
        Expense(chance.choice("AAFG"), "Ligne", cash=_years(chance), payer="Ville")
        for _ in range(chance.randint(1, 6))
    )
    payers = (Payer.MINISTRY, Payer.FRENCH_AUTHORITY, Payer.FOREIGN_AUTHORITY, Payer.OTHER)
    drawn = (Payer.MINISTRY, *(chance.choice(payers) for _ in range(chance.randint(1, 6))))
    resources = tuple(
        Resource(
            payer,
            f"Financeur {index}",
            chance.choice(("afd", "region")) if payer == Payer.OTHER else None,
            cash=_years(chance),
            in_kind=chance.choice(((), _years(chance))),
        )
        for index, payer in enumerate(drawn)
    )
    resources = tuple(_in_another_currency(line, chance) for line in resources)
    expenses, resources = _close_to_balance(chance, expenses, resources)
    spent = Cents(sum(sum(line.cash) for line in expenses))
    asked = Cents(sum(sum(line.cash) for line in resources if line.payer == Payer.MINISTRY))
    total = chance.choice((spent, spent, _cents(chance, 60)))
    return Budget(total, chance.choice((asked, asked, _cents(chance, 60))), (2025, 2026), expenses, resources)


def _close_to_balance(
    chance: Random, expenses: tuple[Expense, ...], resources: tuple[Resource, ...]
) -> tuple[tuple[Expense, ...], tuple[Resource, ...]]:
    """Make sums agree in some budgets, their years crossed or some amounts without a year."""
    if chance.randint(0, 2):
        return expenses, resources
    bare = tuple(replace(line, in_kind=()) for line in resources)
    valued = chance.choice(bare[1:])
    row = _years(chance)
    costs = _costs_of(chance, bare, row, str(valued.name))
    return costs, tuple(replace(line, in_kind=row) if line is valued else line for line in bare)


def _costs_of(
    chance: Random, resources: tuple[Resource, ...], valued: Amounts, name: str
) -> tuple[Expense, ...]:
    """Spend all that is brought, in the same years or not."""
    paid = tuple(
        Expense("A", "Ligne", cash=_moved_in_time(chance, line.cash), payer="Ville") for line in resources
    )
    return (*paid, Expense("A", "Valorisation", in_kind=_moved_in_time(chance, valued), payer=name))


def _moved_in_time(chance: Random, row: Amounts) -> Amounts:
    return chance.choice((row, row[::-1], (Cents(sum(row)),)))


def _in_another_currency(line: Resource, chance: Random) -> Resource:
    """Give some lines in a currency, fixed or not, at a rate that is the fixed one or any."""
    if chance.randint(0, 3):
        return line
    currency, fixed = chance.choice(_CURRENCIES)
    rate = chance.choice((fixed, fixed, f"{chance.randint(1, 999)}.{chance.randint(0, 999):03d}"))
    return at_rate(replace(line, exchange=Exchange(currency, rate, DAY, "Banque", line.cash, line.in_kind)))


def _parameters(chance: Random) -> Parameters:
    """Draw the figures of a call; matching and ceilings are stated in some."""
    percents = (
        "rate.pma", "rate.oda", "rate.non_oda", "rate.single", "contribution.french.min",
        "contribution.french.in_kind_max", "contribution.foreign.min", "contribution.foreign.in_kind_max",
        "ceiling.staff", "ceiling.fees",
    )  # fmt: skip
    stated: dict[str, tuple[object, str]] = {name: (chance.randint(1, 9_999), PERCENT) for name in percents}
    stated["contribution.foreign"] = chance.choice(("sought", "required", "none")), TEXT
    stated["contribution.matching"] = "required", TEXT
    stated["ceiling.annual"] = _cents(chance, 60), AMOUNT
    stated["length.min"], stated["length.max"] = (
        (chance.randint(1, 12), MONTHS),
        (chance.randint(13, 48), MONTHS),
    )
    if chance.choice((True, False)):
        del stated["contribution.foreign.min"]
    return Parameters(DAY, {name: _known(name, value, unit) for name, (value, unit) in stated.items()})


def _known(name: str, value: object, unit: str) -> AnyKnown:
    return Known(name, value, unit, "proof", "D", DAY)  # type: ignore[type-var,return-value]  # of its unit


def _cents(chance: Random, most: int) -> Cents:
    return Cents(chance.choice((0, chance.randint(0, most * _UNIT), chance.randint(0, most) * _UNIT)))


def _years(chance: Random) -> tuple[Cents, ...]:
    return (_cents(chance, 10), _cents(chance, 10))


def _gone(finding: Finding, mended: Facts) -> bool:
    """Tell whether a rule no longer objects the same of the same place."""
    said = (finding.rule, finding.where, finding.level, _subject(finding))
    return said not in {(one.rule, one.where, one.level, _subject(one)) for one in evaluate(RULES, mended)}


def _subject(finding: Finding) -> tuple[str, ...]:
    """Give what a finding is about among several of its rule at one place: a name, a year, what was seen."""
    who = finding.message.partition(":")[0] if finding.rule == "B02" else ""
    return (who, finding.seen.get("année", ""), *finding.seen)
