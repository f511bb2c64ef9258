"""The budget balances: declared totals, lines, years and valued contributions agree."""

from collections.abc import Iterator
from functools import partial

from forms.money import Cents, euros
from rules.facts import Facts
from rules.findings import Explanation, Observation
from rules.registry import BUDGET, rule
from rules.wording import NOTHING

_EXPENSES, _RESOURCES = "budget.expenses", "budget.resources"


@rule("B01", title="Équilibre du budget", reads=(BUDGET,), on_budget_alone=True)
def expenses_equal_resources(facts: Facts) -> tuple[Observation, ...]:
    """Expenses and resources make the declared total cost, and agree year by year."""
    budget, totals = facts.budget, facts.totals
    balanced = totals.resources == budget.total and totals.expenses == budget.total
    if balanced and totals.expenses_by_year == totals.resources_by_year:
        return NOTHING
    return tuple(_unbalanced(facts))


@rule("B02", title="Valorisations", reads=(BUDGET,), on_budget_alone=True)
def valued_expenses_equal_valued_resources(facts: Facts) -> tuple[Observation, ...]:
    """What a contributor values among expenses is what it brings as valued resource."""
    spent, brought = facts.totals.valued_spent, facts.totals.valued_brought
    if spent == brought or not facts.budget.expenses:
        return NOTHING
    if None in spent or None in brought:
        worth = facts.totals.expenses_in_kind, facts.totals.resources_in_kind
        if worth[0] == worth[1]:
            return NOTHING
        return (Observation("block", _RESOURCES, partial(_valued_differ, None, *worth)),)
    names = sorted({name for name in (*spent, *brought) if name is not None})
    zero = Cents(0)
    return tuple(
        Observation(
            "block", _RESOURCES, partial(_valued_differ, name, spent.get(name, zero), brought.get(name, zero))
        )
        for name in names
        if spent.get(name, zero) != brought.get(name, zero)
    )


@rule("B15", title="Demande par année", reads=(BUDGET,), on_budget_alone=True)
def request_is_its_lines(facts: Facts) -> tuple[Observation, ...]:
    """The declared request is the sum of the ministry's lines, and each line is split by year."""
    requested, lines = facts.budget.requested, facts.totals.requested
    if requested != lines:
        explain = partial(_request_differs, requested, lines)
        return (Observation("block", "budget.requested", explain),)
    if facts.totals.requested_by_year is None:
        return (Observation("warn", _RESOURCES, partial(_not_split, len(facts.budget.years))),)
    return NOTHING


@rule("B17", title="Dépenses en numéraire", reads=(BUDGET,), on_budget_alone=True)
def cash_pays_cash(facts: Facts) -> tuple[Observation, ...]:
    """Cash resources pay the cash expenses, no more and no less."""
    spent, brought = facts.totals.expenses_cash, facts.totals.resources_cash
    if spent == brought or not facts.budget.expenses:
        return NOTHING
    return (Observation("block", _RESOURCES, partial(_cash_differs, spent, brought)),)


def _unbalanced(facts: Facts) -> Iterator[Observation]:
    budget, totals = facts.budget, facts.totals
    given = bool(budget.expenses)
    if not given and not facts.only_budget:
        yield Observation("block", _EXPENSES, _no_expenses)
    if given and totals.expenses == totals.resources != budget.total:
        yield Observation("block", "budget.total", partial(_wrong_total, budget.total, totals.expenses))
        return
    if given and totals.expenses != budget.total:
        explain = partial(_sums_differ, "dépenses", totals.expenses, budget.total)
        yield Observation("block", _EXPENSES, explain)
    if totals.resources != budget.total:
        explain = partial(_sums_differ, "ressources", totals.resources, budget.total)
        yield Observation("block", _RESOURCES, explain)
    spent, brought = totals.expenses_by_year, totals.resources_by_year
    if not given or spent is None or brought is None:
        return
    for year, expenses, resources in zip(budget.years, spent, brought, strict=True):
        if expenses != resources:
            explain = partial(_year_differs, year, expenses, resources)
            yield Observation("block", "budget.years", explain)


def _no_expenses() -> Explanation:
    return Explanation(
        "Le budget ne décrit aucune dépense.",
        remedies=("Ajouter les lignes de dépenses, dont la somme est le coût total.",),
    )


def _wrong_total(total: Cents, added: Cents) -> Explanation:
    return Explanation(
        f"Le coût total déclaré ({euros(total)}) n'est pas la somme des lignes ({euros(added)}).",
        seen={"coût total déclaré": euros(total), "somme des lignes": euros(added)},
        remedies=(f"Porter le coût total déclaré à {euros(added)}.",),
    )


def _sums_differ(what: str, added: Cents, total: Cents) -> Explanation:
    gap = Cents(abs(total - added))
    short = added < total
    change = f"Ajouter {euros(gap)} de {what}" if short else f"Retirer {euros(gap)} de {what}"
    return Explanation(
        f"Les {what} font {euros(added)} et le coût total {euros(total)} : "
        f"{euros(gap)} {'manquent' if short else 'sont de trop'}.",
        seen={what: euros(added), "coût total": euros(total), "écart": euros(gap)},
        steps=(f"{euros(total)} − {euros(added)} = {euros(Cents(total - added))}",),
        remedies=(f"{change}, pour un total de {euros(total)}.",),
    )


def _year_differs(year: int, expenses: Cents, resources: Cents) -> Explanation:
    gap = Cents(abs(expenses - resources))
    return Explanation(
        f"En {year}, les dépenses ({euros(expenses)}) et les ressources ({euros(resources)}) "
        f"diffèrent de {euros(gap)}.",
        seen={"année": str(year), "dépenses": euros(expenses), "ressources": euros(resources)},
        remedies=(f"Déplacer {euros(gap)} d'une année à l'autre pour que {year} soit équilibrée.",),
    )


def _valued_differ(name: str | None, spent: Cents, brought: Cents) -> Explanation:
    who = f"« {name} »" if name else "L'ensemble des contributeurs"
    gap = Cents(abs(spent - brought))
    change = "Ajouter aux ressources" if brought < spent else "Retirer des ressources"
    return Explanation(
        f"{who} : {euros(spent)} de dépenses valorisées et {euros(brought)} de ressources valorisées ; "
        "une valorisation figure des deux côtés pour le même montant et sous le même nom.",
        seen={"dépenses valorisées": euros(spent), "ressources valorisées": euros(brought)},
        remedies=(f"{change} {euros(gap)} de valorisation, ou corriger la dépense d'autant.",),
    )


def _request_differs(requested: Cents, lines: Cents) -> Explanation:
    return Explanation(
        f"Le montant demandé ({euros(requested)}) n'est pas la somme des lignes du ministère "
        f"({euros(lines)}).",
        seen={"montant demandé": euros(requested), "lignes du ministère": euros(lines)},
        remedies=(f"Porter le montant demandé à {euros(lines)}, ou corriger les lignes du ministère.",),
    )


def _not_split(years: int) -> Explanation:
    return Explanation(
        f"La demande n'est pas répartie sur les {years} années ; elle est versée par tranche annuelle.",
        seen={"années": str(years)},
        remedies=("Donner un montant par année pour chaque ligne du ministère.",),
    )


def _cash_differs(spent: Cents, brought: Cents) -> Explanation:
    gap = Cents(abs(spent - brought))
    change = "Ajouter" if brought < spent else "Retirer"
    return Explanation(
        f"Les dépenses en numéraire ({euros(spent)}) et les ressources en numéraire ({euros(brought)}) "
        f"diffèrent de {euros(gap)}.",
        seen={"dépenses en numéraire": euros(spent), "ressources en numéraire": euros(brought)},
        remedies=(f"{change} {euros(gap)} de ressources en numéraire.",),
    )
