"""Money of another currency: where a text fixes its parity with the euro, no other rate is right."""

from collections.abc import Iterator
from functools import partial

from forms import choices
from forms.budget import Exchange, Resource
from forms.currency import parse_rate, to_euros
from forms.money import Cents, euros, in_currency
from forms.wording import long_date
from rules.facts import Facts
from rules.findings import Explanation, Observation, Source
from rules.parities import Parity
from rules.registry import BUDGET, rule
from rules.wording import NOTHING


@rule("B21", title="Parités fixes", reads=(BUDGET,), on_budget_alone=True, level="warn")
def fixed_parities_are_kept(facts: Facts) -> tuple[Observation, ...]:
    """An amount in a currency of fixed parity is turned into euros at that parity: one warning a line."""
    resources = facts.budget.resources
    if not any(line.exchange for line in resources):
        return NOTHING
    return tuple(_departures(facts))


def _departures(facts: Facts) -> Iterator[Observation]:
    parities = facts.reference.parities
    for index, line in enumerate(facts.budget.resources):
        change = line.exchange
        parity = parities.get(change.currency) if change else None
        if change is None or parity is None or not parity.holds(change.rate_date):
            continue
        if not parity.is_said_by(change.rate):
            where = f"budget.resources[{index}].rate"
            yield Observation("warn", where, partial(_departs, line, change, parity))


def _departs(line: Resource, change: Exchange, parity: Parity) -> Explanation:
    at_rate, at_parity = worth(change, parse_rate(change.rate)), worth(change, parity.exact)
    gap = Cents(abs(at_rate - at_parity))
    told = (
        f"{euros(gap)} {'de trop' if at_rate > at_parity else 'de moins'}" if gap else "sans effet au centime"
    )
    written, right = change.rate.replace(".", ","), parity.rate.replace(".", ",")
    return Explanation(
        f"« {line.name or choices.PAYERS[line.payer]} » : le taux écrit ({written} {change.currency} pour "
        f"un euro, au {long_date(change.rate_date)}) n'est pas la parité fixe du {parity.name}, {right} "
        f"depuis le {long_date(parity.since)} ({parity.source}). La ligne est comptée pour {euros(at_rate)} "
        f"au lieu de {euros(at_parity)} : {told}.",
        seen={"devise": change.currency, "taux écrit": written, "parité fixe": right, "écart": euros(gap)},
        steps=(
            f"{_foreign(change)} ÷ {written} = {euros(at_rate)}",
            f"{_foreign(change)} ÷ {right} = {euros(at_parity)}",
        ),
        remedies=(f"Écrire {parity.rate} comme taux de cette ligne.",),
        source=Source(parity.source, f"parité fixe du {parity.name}", parity.since),
    )


def worth(change: Exchange, rate: tuple[int, int]) -> Cents:
    """Add the amounts of a line up in euro cents at a rate, each turned by itself."""
    return Cents(sum(to_euros(amount, rate) for amount in (*change.cash, *change.in_kind)))


def _foreign(change: Exchange) -> str:
    return in_currency(Cents(sum(change.cash) + sum(change.in_kind)), change.currency)
