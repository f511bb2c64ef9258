"""Words of the rules of balance: which year, which payer, both sums, their difference, and what mends it."""

from dataclasses import dataclass

from forms.money import Cents, euros
from forms.typography import counted
from rules.findings import Explanation
from rules.yearly import Gap


@dataclass(frozen=True, slots=True)
class Sides:
    """How the two sides of an identity are called."""

    spent: str
    brought: str


ALL = Sides("dépenses", "ressources")
CASH = Sides("dépenses en numéraire", "ressources en numéraire")
VALUED = Sides("dépenses valorisées", "ressources valorisées")


def no_expenses() -> Explanation:
    """Say that there is nothing to pay for."""
    return Explanation(
        "Le budget ne décrit aucune dépense.",
        remedies=("Ajouter les lignes de dépenses, dont la somme est le coût total.",),
    )


def wrong_total(total: Cents, added: Cents) -> Explanation:
    """Say that the declared cost is not what lines make, on both sides."""
    return Explanation(
        f"Le coût total déclaré ({euros(total)}) n'est pas la somme des lignes ({euros(added)}).",
        seen={"coût total déclaré": euros(total), "somme des lignes": euros(added)},
        remedies=(f"Porter le coût total déclaré à {euros(added)}.",),
    )


def sums_differ(what: str, added: Cents, total: Cents) -> Explanation:
    """Say that one side does not make the declared cost."""
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


def year_differs(gap: Gap, sides: Sides, who: str | None = None) -> Explanation:
    """Say that the two sides of an identity are not equal in one year, for one contributor or for all."""
    year, spent, brought = gap.year, euros(gap.spent), euros(gap.brought)
    over = Cents(abs(gap.brought - gap.spent))
    much, little = (sides.brought, sides.spent) if gap.brought > gap.spent else (sides.spent, sides.brought)
    if gap.unplaced is None:
        told = f"les {sides.spent} ({spent}) et les {sides.brought} ({brought}) diffèrent de {euros(over)}."
        there = f"{year} vers une autre année"
    else:
        told = (
            f"les lignes réparties portent {brought} de {sides.brought} pour {spent} de {sides.spent}, "
            f"soit {euros(over)} de plus ; les {sides.spent} sans année ({euros(gap.unplaced)}) n'y "
            "suffisent pas."
        )
        there = f"{year} vers les années où les {little} l'emportent"
    head = f"« {who} » : en {year}, " if who else f"En {year}, "
    return Explanation(
        head + told,
        seen={"année": str(year), sides.spent: spent, sides.brought: brought, "écart": euros(over)},
        remedies=(f"Déplacer {euros(gap.moved)} de {much} de {there}.",),
    )


def misfit(where: str, amounts: int, years: tuple[int, ...]) -> Explanation:
    """Say that a line holds amounts for years that are not those of the budget."""
    listed = ", ".join(map(str, years)) or "aucune"
    return Explanation(
        f"« {where} » porte {counted(amounts, 'montant')}, pour {counted(len(years), 'année')} du budget "
        f"({listed}).",
        seen={"montants": str(amounts), "années du budget": listed},
        remedies=("Donner à la ligne un montant par année du budget, ou un seul pour l'ensemble.",),
    )


def valued_differ(name: str | None, spent: Cents, brought: Cents) -> Explanation:
    """Say that what a contributor values is not the same on both sides."""
    who = f"« {name} »" if name else "L'ensemble des contributeurs"
    gap = Cents(abs(spent - brought))
    change = "Ajouter aux ressources" if brought < spent else "Retirer des ressources"
    return Explanation(
        f"{who} : {euros(spent)} de dépenses valorisées et {euros(brought)} de ressources valorisées ; "
        "une valorisation figure des deux côtés pour le même montant et sous le même nom.",
        seen={"dépenses valorisées": euros(spent), "ressources valorisées": euros(brought)},
        remedies=(f"{change} {euros(gap)} de valorisation, ou corriger la dépense d'autant.",),
    )


def request_differs(requested: Cents, lines: Cents) -> Explanation:
    """Say that the declared request is not that of the ministry's lines."""
    return Explanation(
        f"Le montant demandé ({euros(requested)}) n'est pas la somme des lignes du ministère "
        f"({euros(lines)}).",
        seen={"montant demandé": euros(requested), "lignes du ministère": euros(lines)},
        remedies=(f"Porter le montant demandé à {euros(lines)}, ou corriger les lignes du ministère.",),
    )


def not_split(years: tuple[int, ...], unplaced: Cents, requested: Cents) -> Explanation:
    """Say what of the request has no year, while each year has its instalment."""
    if not years:
        return Explanation(
            "La demande est versée par tranche annuelle, et le budget ne dit pas quelles sont ses années.",
            seen={"années": "aucune"},
            remedies=("Donner les années du budget (clé years), puis un montant par année et par ligne.",),
        )
    return Explanation(
        f"La demande n'est pas répartie sur les {len(years)} années : {euros(unplaced)} sur "
        f"{euros(requested)} sont sans année, et elle est versée par tranche annuelle.",
        seen={"années": str(len(years)), "sans année": euros(unplaced), "demandé": euros(requested)},
        remedies=("Donner un montant par année pour chaque ligne du ministère.",),
    )


def cash_differs(spent: Cents, brought: Cents) -> Explanation:
    """Say that cash does not pay for cash."""
    gap = Cents(abs(spent - brought))
    change = "Ajouter" if brought < spent else "Retirer"
    return Explanation(
        f"Les dépenses en numéraire ({euros(spent)}) et les ressources en numéraire ({euros(brought)}) "
        f"diffèrent de {euros(gap)}.",
        seen={"dépenses en numéraire": euros(spent), "ressources en numéraire": euros(brought)},
        remedies=(f"{change} {euros(gap)} de ressources en numéraire.",),
    )
