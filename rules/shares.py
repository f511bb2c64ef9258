"""Whether the declared part of each country is what its expenses make it, common costs pro rata."""

from collections.abc import Iterator, Sequence
from functools import partial

from forms.budget import Budget
from forms.money import Cents, allocate, euros
from rules.facts import Facts
from rules.findings import Explanation, Observation


def shares_of(budget: Budget, codes: Sequence[str]) -> tuple[Cents, ...] | None:
    """Give the part of the total cost that expenses make of each country, common ones pro rata.

    In cents, adding up to the declared total; None when no expense names one of these countries.
    """
    direct = [budget.cost_by_country.get(code, Cents(0)) for code in codes]
    return tuple(allocate(budget.total, direct)) if sum(direct) else None


def doubtful_shares(facts: Facts) -> Iterator[Observation]:
    """Warn for each declared part a cent or more away from direct costs and pro rata common ones.

    Silent when expenses are not given, name no country, or do not make the declared total: the
    balance of the budget says so already.
    """
    budget, countries = facts.budget, facts.application.countries
    direct = [budget.cost_by_country.get(country.code, Cents(0)) for country in countries]
    whole = sum(direct)
    expected = shares_of(budget, [country.code for country in countries])
    if expected is None or facts.totals.expenses != budget.total:
        return
    for index, (country, own, computed) in enumerate(zip(countries, direct, expected, strict=True)):
        declared = country.share or Cents(0)
        if abs(declared * whole - own * budget.total) >= whole:
            name = facts.reference.country_name(country.code)
            explain = partial(_doubtful, name, declared, own, computed, budget)
            yield Observation("warn", f"countries[{index}].share", explain)


def _doubtful(name: str, declared: Cents, own: Cents, computed: Cents, budget: Budget) -> Explanation:
    common = budget.cost_by_country.get(None, Cents(0))
    return Explanation(
        f"{name} : la part déclarée ({euros(declared)}) n'est pas celle que donnent les dépenses "
        f"({euros(computed)}), coûts communs compris au prorata.",
        seen={"part déclarée": euros(declared), "part calculée": euros(computed)},
        steps=(
            f"Dépenses propres à ce pays : {euros(own)}",
            f"Dépenses communes à partager au prorata : {euros(common)}",
            f"Part de ce pays dans {euros(budget.total)} : {euros(computed)}",
        ),
        remedies=(f"Porter la part de ce pays ({name}) à {euros(computed)}, ou corriger ses dépenses.",),
    )
