"""P15: the ceiling is exact to the cent, whatever the rates, the countries and the choice.

Each case drawn is judged by the rules as an applicant's is, and by an oracle that knows nothing of
them: fractions, no rounding. The decision, the amount told and the words must agree with it.
"""

from collections.abc import Callable
from fractions import Fraction
from random import Random

from forms.choices import RateChoice
from forms.money import WHOLE, Cents, euros, half_up
from proofs.outcomes import Outcome
from proofs.random_budgets import STATUSES, Rates, draw_case, draw_rates
from rules.facts import Facts
from rules.parameters import Known
from rules.reference_data import ReferenceData
from rules.registry import evaluate

CASES = {False: 1_000_000, True: 10_000_000}
RULES = ("B03", "B04", "B05", "B06")
_CASES_A_CALL = 50
_SPOKEN = 100
_SAMPLE = 2_000
_MOST_TOLD = 10

Judge = Callable[[Facts], tuple[bool, int | None]]
"""What is put to the proof: whether a request is refused, and the ceiling told, in cents."""


def prove(*, full: bool, seed: int) -> Outcome:
    """Judge random cases beside the oracle; a cap on a rounded percentage must be seen to differ."""
    cases = CASES[full]
    differing, at_limit, contradicting = compare(by_the_rules, cases=cases, seed=seed)
    return Outcome(
        promise="P15",
        name="cap",
        figures={
            "cases": cases,
            "at_the_limit": at_limit,
            "differences": len(differing),
            "words_contradicting": len(contradicting),
        },
        seed=seed,
        planted_caught=all(
            compare(planted, cases=_SAMPLE, seed=seed)[0] for planted in (by_a_percentage, rounded_up)
        ),
        failures=(*differing[:_MOST_TOLD], *contradicting[:_MOST_TOLD]),
    )


def compare(judged_by: Judge, *, cases: int, seed: int) -> tuple[list[str], int, list[str]]:
    """Give what a judge and the oracle tell apart, the cases at the limit, the words that contradict."""
    chance, reference = Random(seed), ReferenceData.shipped()
    differing: list[str] = []
    contradicting: list[str] = []
    at_limit = 0
    rates = draw_rates(chance)
    for number in range(cases):
        if number % _CASES_A_CALL == 0:
            rates = draw_rates(chance)
        facts = draw_case(chance, rates, reference)
        told, exact = judged_by(facts), by_fractions(facts, rates)
        at_limit += facts.budget.requested == exact[1]
        if told != exact:
            differing.append(f"{facts.application} under {dict(rates.of)}: told {told}, exact {exact}")
        if number % _SPOKEN == 0:
            contradicting += _contradictions(facts, exact)
    return differing, at_limit, contradicting


def by_the_rules(facts: Facts) -> tuple[bool, int | None]:
    """Judge as an applicant's file is judged."""
    refused = any(found.level == "block" for found in evaluate(RULES, facts))
    return refused, facts.ceiling.amount if facts.ceiling else None


def by_fractions(facts: Facts, rates: Rates) -> tuple[bool, int]:
    """Judge with exact fractions of cents: no rounding but of the ceiling shown."""
    application, budget = facts.application, facts.budget
    several = len(application.countries) > 1
    if several and application.rate_choice == RateChoice.BY_COUNTRY:
        limits = {
            country.code: Fraction(rates.of[STATUSES[country.code]], WHOLE) * (country.share or 0)
            for country in application.countries
        }
        refused = any(sum(line.cash) > limits[line.country or ""] for line in budget.resources)
        return refused, sum(int(limit) for limit in limits.values())
    rate = rates.of["single" if several else STATUSES[application.countries[0].code]]
    limit = Fraction(rate, WHOLE) * budget.total
    return budget.requested > limit, int(limit)


def by_a_percentage(facts: Facts) -> tuple[bool, int | None]:
    """Judge with a bug: the share asked is rounded to a hundredth of a point before it is compared."""
    refused, ceiling = by_the_rules(facts)
    total, wanted = facts.budget.total, facts.budget.requested
    if ceiling is not None and total and refused:
        shares = ((2 * amount * WHOLE + total) // (2 * total) for amount in (wanted, ceiling))
        refused = next(shares) > next(shares)
    return refused, ceiling


def rounded_up(facts: Facts) -> tuple[bool, int | None]:
    """Judge with a bug: the ceiling is rounded to the nearest cent."""
    refused, _ = by_the_rules(facts)
    parts = facts.ceiling.parts if facts.ceiling else ()
    return refused, sum(half_up(part.cost, part.rate.value) for part in parts if isinstance(part.rate, Known))


def _contradictions(facts: Facts, exact: tuple[bool, int]) -> list[str]:
    """Give the sentences that say otherwise than the decision: a refusal names the exact excess."""
    refused, ceiling = exact
    told = [found for found in evaluate(RULES, facts) if found.level == "block"]
    wrong = [
        found.message
        for found in told
        if found.rule != "B05" and euros(Cents(facts.budget.requested - ceiling)) not in found.message
    ]
    if refused and not told:
        wrong.append(f"nothing told of {facts.budget.requested} over {ceiling}")
    return wrong
