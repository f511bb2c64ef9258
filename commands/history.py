"""`jalon history`: the acts of a case, and the tables rebuilt from all of them."""

from collections.abc import Iterator

import click

from commands.derogations import granted_text, waived_text
from commands.french import Group
from commands.instance import looking, opened
from commands.printing import counted, paris_instant, print_json
from commands.settings import CHANNEL, Settings, at_home, in_person, json_option
from rules.findings import LEVEL_WORDS
from workflow.rebuilding import rebuild
from workflow.register import REGISTER
from workflow.register_telling import tell_register
from workflow.telling import Told, tell
from workflow.viewpoint import look_at

_CHANNELS = {CHANNEL: "ligne de commande", "clock": "horloge"}


@click.group("history", cls=Group)
def command() -> None:
    """Lire l'histoire d'un dossier ; reconstruire les tables depuis les histoires."""


@command.command("show")
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier, ou « registre ».")
@click.option("--family", is_flag=True, help="Avec les dossiers rattachés : avis, compléments.")
@json_option
@in_person
def show_command(settings: Settings, *, ref: str, family: bool, as_json: bool) -> None:
    """Raconter un dossier, acte par acte : ce que vous pouvez en savoir."""
    with looking(settings) as act:
        entries = list(tell_register(act) if ref == REGISTER else tell(look_at(act, ref), family=family))
    if as_json:
        print_json([entry.tree() for entry in entries])
        return
    for entry in entries:
        click.echo("\n".join(_lines(entry)))


def _lines(told: Told) -> Iterator[str]:
    pretended = " (jour simulé)" if told.pretended else ""
    number = f"n° {told.position} " if told.position else ""
    yield f"{told.ref} {number}— {paris_instant(told.at)}{pretended}"
    channel = f", {_CHANNELS.get(told.channel, told.channel)}" if told.channel else ""
    yield (
        f"  {told.what}, par {told.who}{channel} : {told.state}"
        if told.who
        else f"  {told.what} : {told.state}"
    )
    if told.reason:
        yield f"  motif : {told.reason}"
    if told.derogation:
        yield f"  {told.derogation['rule']}, {granted_text(told.derogation)}"
    for finding in told.findings:
        accepted = f" — accepté : {finding['reason']}" if finding.get("reason") else ""
        yield f"  {LEVEL_WORDS[finding['level']]} {finding['rule']} : {finding['message']}{accepted}"
        if "derogation" in finding:
            yield f"    {waived_text(finding['derogation'])}"
    if told.sent:
        yield f"  envois : {', '.join(told.sent)}"


@command.command("rebuild")
@at_home
def rebuild_command(settings: Settings) -> None:
    """Réécrire toutes les tables depuis les histoires seules, et dire ce qui en différait."""
    with opened(settings) as house, house.act(settings.actor()) as act:
        mended = list(rebuild(act))
    for ref in mended:
        click.echo(f"réparé : {ref}")
    click.echo(f"Tables reconstruites ; {counted(len(mended), 'dossier')} en différaient.")
