"""Headings held to a part of the cost: monitoring staff, management fees; own commitment."""

from functools import partial
from typing import Literal

from forms.choices import Payer
from forms.money import WHOLE, BasisPoints, Cents, euros, percent, share_down
from rules.facts import Facts
from rules.findings import Explanation, Observation
from rules.parameters import Known, Unknown
from rules.registry import BUDGET, rule
from rules.wording import NOTHING, product, unknown_parameter

_EXPENSES = "budget.expenses"
_STAFF, _FEES = "F", "G"


@rule(
    "B11",
    title="Personnel de suivi et de coordination",
    reads=(BUDGET, "ceiling.staff", "ceiling.staff.level"),
    on_budget_alone=True,
    level="warn",
)
def staff_within_ceiling(facts: Facts) -> tuple[Observation, ...]:
    """Monitoring and coordination staff stay under their part of the cost, in principle."""
    return _heading(facts, _STAFF, "ceiling.staff", "Les frais de personnel de suivi", otherwise="warn")


@rule(
    "B12",
    title="Frais de gestion",
    reads=(BUDGET, "ceiling.fees", "ceiling.fees.level"),
    on_budget_alone=True,
)
def fees_within_ceiling(facts: Facts) -> tuple[Observation, ...]:
    """Management fees stay under their part of the cost."""
    return _heading(facts, _FEES, "ceiling.fees", "Les frais de gestion", otherwise="block")


@rule(
    "B16",
    title="Apport propre et plafond annuel",
    reads=(BUDGET, "contribution.matching", "ceiling.annual"),
    on_budget_alone=True,
)
def request_matched_by_partners(facts: Facts) -> tuple[Observation, ...]:
    """The request stays under what the partners commit, and under the yearly ceiling if any."""
    found: list[Observation] = []
    others = Cents(facts.totals.resources - facts.totals.brought(Payer.MINISTRY))
    matching = facts.parameters.text("contribution.matching")
    if isinstance(matching, Known) and matching.value == "required" and facts.budget.requested > others:
        explain = partial(_not_matched, facts.budget.requested, others, matching)
        found.append(Observation("block", "budget.requested", explain))
    annual, by_year = facts.parameters.amount("ceiling.annual"), facts.totals.requested_by_year
    if isinstance(annual, Known) and by_year is not None:
        for year, amount in zip(facts.budget.years, by_year, strict=True):
            if amount > annual.value:
                explain = partial(_above_annual, year, amount, annual)
                found.append(Observation("warn", "budget.resources", explain))
    if isinstance(annual, Unknown) and isinstance(matching, Unknown):
        found.append(unknown_parameter(matching, where="budget.requested", what="L'apport des partenaires"))
    return tuple(found)


def _heading(
    facts: Facts, category: str, name: str, what: str, *, otherwise: Literal["warn", "block"]
) -> tuple[Observation, ...]:
    spent = facts.budget.cost_of(category)
    if not spent:
        return NOTHING
    most = facts.parameters.percent(name)
    if isinstance(most, Unknown):
        return (unknown_parameter(most, where=_EXPENSES, what=what),)
    if spent * WHOLE <= most.value * facts.budget.total:
        return NOTHING
    stated = facts.parameters.text(f"{name}.level")
    level: Literal["warn", "block"] = otherwise
    if isinstance(stated, Known):
        level = "block" if stated.value == "block" else "warn"
    explain = partial(_too_much, what, spent, facts.budget.total, most)
    return (Observation(level, _EXPENSES, explain),)


def _too_much(what: str, spent: Cents, total: Cents, most: Known[BasisPoints]) -> Explanation:
    room = share_down(total, most.value)
    excess = Cents(spent - room)
    return Explanation(
        f"{what} ({euros(spent)}) dépassent {percent(most.value)} du coût total ({euros(room)}).",
        seen={"dépense": euros(spent), "coût total": euros(total), "plafond": euros(room)},
        steps=(product(most.value, total, room), f"{euros(spent)} − {euros(room)} = {euros(excess)} de trop"),
        remedies=(
            f"Réduire cette dépense de {euros(excess)} (à {euros(room)}), à coût total constant.",
            "À défaut, justifier le dépassement par écrit.",
        ),
        source=most.cite(),
    )


def _not_matched(requested: Cents, others: Cents, matching: Known[str]) -> Explanation:
    excess = Cents(requested - others)
    return Explanation(
        f"La demande ({euros(requested)}) dépasse ce qu'apportent les partenaires ({euros(others)}).",
        seen={"demandé": euros(requested), "apport des partenaires": euros(others)},
        steps=(f"{euros(requested)} − {euros(others)} = {euros(excess)} de trop",),
        remedies=(
            f"Ajouter {euros(excess)} à l'apport des partenaires.",
            f"Réduire la demande de {euros(excess)} (à {euros(others)}).",
        ),
        source=matching.cite(),
    )


def _above_annual(year: int, amount: Cents, annual: Known[Cents]) -> Explanation:
    excess = Cents(amount - annual.value)
    return Explanation(
        f"En {year}, la demande ({euros(amount)}) dépasse le plafond annuel ({euros(annual.value)}).",
        seen={"année": str(year), "demandé": euros(amount), "plafond": euros(annual.value)},
        steps=(f"{euros(amount)} − {euros(annual.value)} = {euros(excess)} de trop",),
        remedies=(f"Réduire la demande de {year} de {euros(excess)} (à {euros(annual.value)}).",),
        source=annual.cite(),
    )
