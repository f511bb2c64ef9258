"""`jalon case budget diff`: what changed from one version of a budget to another, in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from commands.french import Command
from commands.printing import counted, print_json
from commands.settings import Settings, in_person, json_option
from forms import choices
from forms.money import Cents, euros

if TYPE_CHECKING:
    from forms.budget_differences import Difference
    from workflow.budget_versions import BudgetVersion

_NATURES = {
    "cash": "numéraire",
    "in_kind": "valorisation",
    "exchange": "taux de change",
    "status": "certitude",
}
_STATUS = "status"
_DECLARED = {"total": "coût total", "requested": "montant demandé"}


@click.command("diff", cls=Command)
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
@click.argument(
    "before", metavar="DE", help="Version de départ : filed, proposed, decided, amended, actual ou current."
)
@click.argument("after", metavar="À", help="Version d'arrivée.")
@json_option
@in_person
def diff_command(settings: Settings, *, ref: str, before: str, after: str, as_json: bool) -> None:
    """Dire ce qui change d'une version du budget à une autre, ligne par ligne."""
    from commands.instance import looking  # noqa: PLC0415 -- slow import
    from forms.budget_differences import differences_between  # noqa: PLC0415 -- slow import
    from workflow.budget_versions import version_named  # noqa: PLC0415 -- slow import
    from workflow.viewpoint import look_at  # noqa: PLC0415 -- slow import

    with looking(settings) as act:
        view = look_at(act, ref)
        old, new = version_named(view, before), version_named(view, after)
    found = differences_between(old.budget, new.budget)
    if as_json:
        sides = {
            side: {"version": one.name, "at": one.at, "amount": one.amount}
            for side, one in (("from", old), ("to", new))
        }
        print_json({"ref": ref, **sides, "differences": [one.tree() for one in found]})
    else:
        click.echo("\n".join(_lines(old, new, found)))


def _lines(old: "BudgetVersion", new: "BudgetVersion", found: tuple["Difference", ...]) -> Iterator[str]:
    yield f"du {old.label} au {new.label}"
    for version in (old, new):
        if version.amount is not None:
            yield f"  {version.amount_label} : {euros(version.amount)}"
    if not found:
        yield "  aucune ligne ne change"
        return
    yield f"  {counted(len(found), 'différence')}"
    for one in found:
        yield f"  {_about(one)} : {_change(one)}"


def _about(one: "Difference") -> str:
    if one.part in _DECLARED:
        return _DECLARED[one.part]
    year = f" {one.year}" if one.year is not None else ""
    return f"{_line(one)}, {_NATURES[one.nature]}{year}"


def _line(one: "Difference") -> str:
    """Name a line as a person would, what it lacks left out."""
    if one.part == "expense":
        category, label, country, payer = one.about
        named = f"dépense {category} {choices.CATEGORIES[category]}"
        parts = [f"« {label} »" if label else "", country, f"par {payer}" if payer else ""]
    else:
        kind, name, other, country, currency = one.about
        named = f"ressource {choices.PAYERS[kind]}"
        parts = [name, choices.OTHER_PAYERS[other] if other else "", country, currency]
    return ", ".join((named, *(part for part in parts if part)))


def _change(one: "Difference") -> str:
    if one.nature == _STATUS and one.told is not None:
        return " devient ".join(choices.STANDINGS.get(said, "non dit") for said in one.told)
    if one.told is not None:
        return f"{one.told[0]} devient {one.told[1]}"
    if one.before is None:
        return f"{euros(one.after or Cents(0))} en plus"
    if one.after is None:
        return f"{euros(one.before)} en moins"
    sign = "+" if one.change > 0 else ""
    return f"{euros(one.before)} devient {euros(one.after)} ({sign}{euros(one.change)})"
