"""`jalon reference impact`: a candidate list of countries, and the open applications it would move."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.french import Command
from commands.printing import counted, print_json
from commands.settings import Settings, in_person, json_option

if TYPE_CHECKING:
    from workflow.reference_impact import Impact, Tier


@click.command("impact", cls=Command)
@click.argument(
    "file",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Une liste de pays entière, de la forme de « countries.yaml ».",
)
@json_option
@in_person
def impact_command(settings: Settings, *, file: Path, as_json: bool) -> None:
    """Dire quels dossiers ouverts changeraient de taux sous une autre liste de pays.

    Rien n'est changé : un dossier garde la liste à laquelle il est attaché. Sont lus les dossiers que
    vous pouvez voir, brouillons compris, chacun à sa date de référence.
    """
    from commands.instance import looking  # noqa: PLC0415 -- slow import
    from rules.reference_candidate import read_candidate  # noqa: PLC0415 -- slow import
    from workflow.reference_impact import impact_of  # noqa: PLC0415 -- slow import

    candidate = read_candidate(_read(file), name=str(file))
    with looking(settings) as act:
        impacts = impact_of(act, candidate)
    if as_json:
        print_json({"read": impacts.read, "impacts": [one.tree() for one in impacts.found]})
        return
    for impact in impacts.found:
        click.echo("\n".join(_lines(impact)))
    read = counted(impacts.read, "dossier ouvert lu", "dossiers ouverts lus")
    click.echo(f"{read}, {counted(len(impacts.found), 'changerait', 'changeraient')} de taux.")


def _read(file: Path) -> bytes:
    from commands.named_file import read_named  # noqa: PLC0415 -- slow import

    return read_named(file, wanted="une copie de « rules/reference/countries.yaml »")


def _lines(impact: "Impact") -> Iterator[str]:
    from forms.wording import long_date  # noqa: PLC0415 -- slow import

    yield f"{impact.ref} — {impact.title} ({impact.call}, lu au {long_date(impact.read_on)})"
    for shift in impact.shifts:
        yield f"  {shift.name} ({shift.country}) : {_tier(shift.before)} → {_tier(shift.after)}"
    before, after = _amount(impact.ceiling_before), _amount(impact.ceiling_after)
    yield f"  plafond : {before} → {after} ; demandé : {_amount(impact.requested)}"
    if impact.above:
        yield "  la demande dépasserait le plafond"


def _tier(tier: "Tier") -> str:
    from forms.money import BasisPoints, percent  # noqa: PLC0415 -- slow import
    from rules.reference_lists import STATUSES  # noqa: PLC0415 -- slow import

    rate = "aucun taux" if tier.rate is None else percent(BasisPoints(tier.rate))
    return f"{STATUSES[tier.status]}, {rate}" if tier.status else "sans statut connu"


def _amount(cents: int | None) -> str:
    from forms.money import Cents, euros  # noqa: PLC0415 -- slow import

    return "inconnu" if cents is None else euros(Cents(cents))
