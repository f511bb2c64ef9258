"""`jalon check`: does everything kept still follow from its history?"""

import click

from commands.errors import UNSOUND
from commands.french import Command
from commands.instance import opened
from commands.printing import counted, print_json
from commands.settings import Settings, at_home, json_option
from workflow.checking import Checked, Discrepancy, check
from workflow.house import House


@click.command("check", cls=Command)
@json_option
@at_home
@click.pass_context
def command(ctx: click.Context, settings: Settings, *, as_json: bool) -> None:
    """Rejouer toutes les histoires et comparer : tables, enveloppes, envois, documents.

    Statut 8 si quelque chose ne s'accorde pas : ne plus rien écrire, et appeler.
    """
    with opened(settings) as house:
        counts, found = check_house(house, settings)
    if as_json:
        told = [{"where": one.where, "what": one.what} for one in found]
        counters = {name: getattr(counts, name) for name in counts.__slots__}
        print_json({**counters, "discrepancies": told})
    else:
        for one in found:
            click.echo(f"INT-001 {one.where} : {one.what}", err=True)
        click.echo(summary(counts, found))
    if found:
        ctx.exit(UNSOUND)


def check_house(house: House, settings: Settings) -> tuple[Checked, list[Discrepancy]]:
    """Check a whole instance on one view of its base."""
    counts = Checked()
    with house.look(settings.actor(), at=settings.at) as act:
        found = list(check(act, documents=house.documents, counted=counts))
    return counts, found


def summary(counts: Checked, found: list[Discrepancy]) -> str:
    """Say in one line what was checked and what came of it."""
    verdict = "tout s'accorde" if not found else f"{counted(len(found), 'désaccord')}"
    return (
        f"{counted(counts.cases, 'dossier')}, {counted(counts.entries, 'acte')}, "
        f"{counted(counts.outbox, 'envoi')}, {counted(counts.documents, 'document')} vérifiés : {verdict}."
    )
