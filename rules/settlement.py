"""The settlement: what is left to pay, or to be paid back, once the real cost is known.

No text read says what happens when a project costs less than planned, so the call chooses: its
rate of the real cost, the whole grant, or what the instructor decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from forms.money import WHOLE, BasisPoints, Cents, euros
from rules.facts import Facts, Outturn
from rules.findings import Explanation, Observation
from rules.parameters import Known, Unknown
from rules.registry import BUDGET, rule
from rules.wording import product, unknown_parameter

_SETTLED = "settlement.cost"
_POLICY = "settlement.policy"
_RATE, _FIXED = "rate", "fixed"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a grant amounts to in the end and what was paid of it, in cents."""

    due: Cents
    paid: Cents

    @property
    def balance(self) -> Cents:
        """What is left to pay."""
        return Cents(max(self.due - self.paid, 0))

    @property
    def repayment(self) -> Cents:
        """What was paid and is not due."""
        return Cents(max(self.paid - self.due, 0))


def due_at_rate(grant: Cents, *, planned: Cents, actual: Cents) -> Cents:
    """Apply the share a grant had of the planned cost to the real one, rounded down to the cent.

    Compared by multiplication, never through a rounded percentage; a project that cost more than
    planned is due its grant and no more. `planned` is above zero.
    """
    return Cents(grant * min(actual, planned) // planned)


@rule("SETTLE", title="Solde de la subvention", reads=(BUDGET, "granted", "outturn", _POLICY))
def grant_settled(facts: Facts) -> tuple[Observation, ...]:
    """Tell the balance or the repayment of a grant, as the call settles; refuse without figures."""
    granted, outturn = facts.granted, facts.outturn
    if granted is None or outturn is None or not facts.budget.total:
        return (Observation("block", _SETTLED, _no_figures),)
    policy = facts.parameters.text(_POLICY)
    if isinstance(policy, Unknown):
        return (unknown_parameter(policy, where=_SETTLED, what="Le solde de la subvention"),)
    if policy.value == _RATE:
        due = due_at_rate(granted, planned=facts.budget.total, actual=outturn.cost)
    elif policy.value == _FIXED:
        due = granted
    else:
        return (Observation("warn", _SETTLED, partial(_decided, facts, granted, outturn, policy)),)
    settlement = Settlement(due, outturn.paid)
    return (Observation("info", _SETTLED, partial(_settled, facts, granted, settlement, policy)),)


def _settled(facts: Facts, granted: Cents, settlement: Settlement, policy: Known[str]) -> Explanation:
    outturn = _outturn(facts)
    at_rate = policy.value == _RATE
    return Explanation(
        _verdict(settlement),
        seen=_seen(facts, granted, outturn),
        steps=(
            *(_at_rate(facts, granted, outturn) if at_rate else _fixed(granted)),
            _difference(settlement),
        ),
        source=policy.cite(),
    )


def _decided(facts: Facts, granted: Cents, outturn: Outturn, policy: Known[str]) -> Explanation:
    due = due_at_rate(granted, planned=facts.budget.total, actual=outturn.cost)
    at_rate, whole = Settlement(due, outturn.paid), Settlement(granted, outturn.paid)
    return Explanation(
        "L'appel laisse le solde à la décision de l'instructeur, qui en donne le motif.",
        seen=_seen(facts, granted, outturn),
        steps=(
            *_at_rate(facts, granted, outturn),
            f"Au taux de la subvention, appliqué au coût réel : {_difference(at_rate)}",
            f"Au forfait, la subvention restant due entière : {_difference(whole)}",
        ),
        remedies=("Retenir un montant, et accepter l'avertissement en disant lequel et pourquoi.",),
        source=policy.cite(),
    )


def _outturn(facts: Facts) -> Outturn:
    assert facts.outturn is not None  # noqa: S101 -- the rule has looked
    return facts.outturn


def _seen(facts: Facts, granted: Cents, outturn: Outturn) -> dict[str, str]:
    return {
        "accordé": euros(granted),
        "coût prévu": euros(facts.budget.total),
        "coût réel": euros(outturn.cost),
        "déjà versé": euros(outturn.paid),
    }


def _verdict(settlement: Settlement) -> str:
    if settlement.repayment:
        return f"Reversement à demander : {euros(settlement.repayment)} ; il n'y a pas de solde à verser."
    if settlement.balance:
        return f"Solde à verser : {euros(settlement.balance)}."
    return "La subvention est soldée : rien à verser, rien à reverser."


def _at_rate(facts: Facts, granted: Cents, outturn: Outturn) -> Iterator[str]:
    """Write how the grant's share of the planned cost gives what is due for the real one."""
    planned, actual = facts.budget.total, outturn.cost
    if actual >= planned:
        yield (
            f"Le coût réel ({euros(actual)}) atteint le coût prévu ({euros(planned)}) : "
            f"la subvention est due entière, {euros(granted)}"
        )
        return
    due = due_at_rate(granted, planned=planned, actual=actual)
    rounded = "" if granted * actual % planned == 0 else " (arrondi au cent inférieur)"
    if granted * WHOLE % planned == 0:
        rate = BasisPoints(granted * WHOLE // planned)
        yield product(rate, planned, granted) + " accordés"
        yield product(rate, actual, due) + " dus" + rounded
        return
    yield f"{euros(granted)} × {euros(actual)} ÷ {euros(planned)} = {euros(due)} dus{rounded}"


def _fixed(granted: Cents) -> Iterator[str]:
    yield f"Subvention forfaitaire : {euros(granted)} dus quel que soit le coût réel"


def _difference(settlement: Settlement) -> str:
    due, paid = settlement.due, settlement.paid
    if settlement.repayment:
        return f"{euros(paid)} versés − {euros(due)} dus = {euros(settlement.repayment)} à reverser"
    return f"{euros(due)} dus − {euros(paid)} versés = {euros(settlement.balance)} à verser"


def _no_figures() -> Explanation:
    return Explanation(
        "Le solde ne peut pas être établi : il y faut le montant accordé, le coût prévu, le coût réel et ce "
        "qui a déjà été versé.",
        remedies=("Donner le coût réel et les versements déjà faits (settlement.cost, settlement.paid).",),
    )
