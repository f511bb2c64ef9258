"""`jalon case budget show`: one version of a budget as tables, its currencies told apart."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from commands.french import Command
from commands.printing import aligned, paris_day, print_json
from commands.settings import Settings, in_person, json_option
from forms import choices
from forms.budget import Budget, Exchange
from forms.money import Cents, euros, in_currency
from forms.wording import long_date

if TYPE_CHECKING:
    from forms.budget_tables import Spread, Table
    from workflow.budget_versions import BudgetVersion

_NATURES = {"cash": "numéraire", "in_kind": "valorisation"}
_UNSPLIT = "non réparti"


@click.command("show", cls=Command)
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
@click.option(
    "--version",
    "name",
    metavar="VERSION",
    default="current",
    help="Version : filed, proposed, decided, amended, actual, ou current (par défaut).",
)
@json_option
@in_person
def show_command(settings: Settings, *, ref: str, name: str, as_json: bool) -> None:
    """Montrer une version du budget : par catégorie, par financeur et par année, avec les totaux.

    Une proposition ou une décision qui ne donne qu'un montant garde les lignes du budget qu'elle a jugé.
    """
    from commands.instance import looking  # noqa: PLC0415 -- slow import
    from workflow.budget_versions import version_named, versions_of  # noqa: PLC0415 -- slow import
    from workflow.viewpoint import look_at  # noqa: PLC0415 -- slow import

    with looking(settings) as act:
        view = look_at(act, ref)
        known = versions_of(view)
        version = version_named(view, name)
        title = view.case.title
    if as_json:
        print_json(_tree(ref, version, known))
    else:
        click.echo("\n".join(_lines(f"{ref} — {title}" if title else ref, version, known)))


def _tree(ref: str, version: "BudgetVersion", known: tuple["BudgetVersion", ...]) -> Mapping[str, object]:
    from forms.answers import budget_tree  # noqa: PLC0415 -- slow import
    from forms.budget_tables import by_category, by_payer, by_status  # noqa: PLC0415 -- slow import

    return {
        "ref": ref,
        "version": version.name,
        "at": version.at,
        "amount": version.amount,
        "versions": [one.name for one in known],
        "budget": budget_tree(version.budget),
        "frozen_rates": _frozen_rates(version, known),
        "by_category": by_category(version.budget).tree(),
        "by_payer": by_payer(version.budget).tree(),
        "by_status": by_status(version.budget),
    }


def _lines(head: str, version: "BudgetVersion", known: tuple["BudgetVersion", ...]) -> Iterator[str]:
    from forms.budget_tables import by_category, by_payer  # noqa: PLC0415 -- slow import

    budget = version.budget
    yield head
    yield f"{version.label}{f', le {paris_day(version.at)}' if version.at else ''}"
    yield f"  coût total : {euros(budget.total)}"
    yield f"  demandé : {euros(budget.requested)}"
    if version.amount is not None:
        alone = "montant donné seul : les lignes sont celles du budget jugé"
        yield f"  {version.amount_label} : {euros(version.amount)} ({alone})"
    categories = {code: f"{code} {label}" for code, label in choices.CATEGORIES.items()}
    yield ""
    yield from _table_lines("dépenses", by_category(budget), budget, labels=categories)
    yield ""
    yield from _table_lines("ressources", by_payer(budget), budget, labels=choices.PAYERS)
    yield from _status_lines(budget)
    yield from _currency_lines(version, known)
    yield ""
    yield f"versions que vous pouvez lire : {', '.join(f'{one.name} ({one.label})' for one in known)}"


def _table_lines(title: str, table: "Table", budget: Budget, *, labels: Mapping[str, str]) -> Iterator[str]:
    if not table.rows:
        yield f"{title} : aucune ligne"
        return
    unsplit = table.whole.unsplit > 0
    titles = [title, "nature", *map(str, budget.years), *((_UNSPLIT,) if unsplit else ()), "total"]
    rows = [
        [labels.get(name, name), _NATURES[nature], *_amounts(spread, unsplit=unsplit)]
        for name, found in table.rows.items()
        for nature, spread in found.items()
    ]
    rows += [
        ["total", _NATURES[nature], *_amounts(spread, unsplit=unsplit)]
        for nature, spread in table.totals.items()
    ]
    rows.append(["total", "", *_amounts(table.whole, unsplit=unsplit)])
    yield from aligned(*_to_the_right(titles, rows, first=2))


def _status_lines(budget: Budget) -> Iterator[str]:
    """Tell how certain the resources are, once somebody said it of one of them."""
    from forms.budget_tables import by_status  # noqa: PLC0415 -- slow import

    found = by_status(budget)
    if found.keys() - {""}:
        told = (f"{choices.STANDINGS.get(name, 'non dit')} {euros(amount)}" for name, amount in found.items())
        yield f"certitude des ressources : {' ; '.join(told)}"


def _amounts(spread: "Spread", *, unsplit: bool) -> list[str]:
    told = [*spread.by_year, *((spread.unsplit,) if unsplit else ()), spread.total]
    return [euros(amount) for amount in told]


def _to_the_right(
    titles: list[str], rows: list[list[str]], *, first: int
) -> tuple[list[str], list[list[str]]]:
    """Put the columns of amounts against the right, so that units stand under units."""
    lines = [titles, *rows]
    widths = [max(len(line[index]) for line in lines) for index in range(len(titles))]
    placed = [
        [
            cell.rjust(width) if at >= first else cell
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        for line in lines
    ]
    return placed[0], placed[1:]


def _frozen_rates(version: "BudgetVersion", known: tuple["BudgetVersion", ...]) -> list[dict[str, object]]:
    """Give the lines whose rate a decision froze, by their place among the resources, and since when."""
    from workflow.frozen_rates import frozen_lines  # noqa: PLC0415 -- slow import

    decided = _decided(known)
    frozen = sorted(frozen_lines(version, decided))
    return [{"resource": place, "since": decided.at} for place in frozen if decided]


def _decided(known: tuple["BudgetVersion", ...]) -> "BudgetVersion | None":
    from workflow.budget_versions import Named  # noqa: PLC0415 -- slow import

    return next((version for version in known if version.name == Named.DECIDED), None)


def _currency_lines(version: "BudgetVersion", known: tuple["BudgetVersion", ...]) -> Iterator[str]:
    """Tell what was given in another currency beside what it is worth in euros."""
    from workflow.frozen_rates import decided_on, frozen_lines  # noqa: PLC0415 -- slow import

    resources, decided = version.budget.resources, _decided(known)
    frozen = frozen_lines(version, decided)
    foreign = [(at, line, line.exchange) for at, line in enumerate(resources) if line.exchange is not None]
    if foreign:
        yield ""
        yield "montants donnés dans une autre devise"
    for place, line, change in foreign:
        worth = Cents(sum(line.cash) + sum(line.in_kind))
        yield f"  {line.name or choices.PAYERS[line.payer]} : {_foreign(change)} = {euros(worth)}"
        yield (
            f"    {change.rate.replace('.', ',')} {change.currency} pour un euro, "
            f"le {long_date(change.rate_date)}, selon : {change.rate_source}"
        )
        if decided is not None and place in frozen:
            yield f"    taux gelé par {decided_on(decided)}"


def _foreign(change: Exchange) -> str:
    return in_currency(Cents(sum(change.cash) + sum(change.in_kind)), change.currency)
