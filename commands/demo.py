"""`jalon demo`: a demonstration instance, its cases walked to every outcome, its mails and documents."""

import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from commands.check import check_house, summary
from commands.demo_acting import Ended, Stage, settle
from commands.demo_story import cast, stories
from commands.errors import UNSOUND
from commands.french import Command
from commands.init import found_and_publish
from commands.printing import counted, print_table
from commands.settings import Settings, home_option, now
from notifications.transport import open_transport
from pdf_templates.child import Press
from workflow.deliveries import Delivered, deliver
from workflow.departures import still_waiting
from workflow.effects import DONE
from workflow.errors import Impossible, NotFound
from workflow.house import CLOCK, House
from workflow.opening import base_files, is_demo, open_house

_OPENING = datetime(2025, 1, 20, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
"""When the demonstration begins: before the first call of the year opens."""


@click.command("demo", cls=Command)
@home_option
@click.option("--force", is_flag=True, help="Remplacer la démonstration qui s'y trouve déjà.")
@click.pass_context
def command(ctx: click.Context, *, home: Path, force: bool) -> None:
    """Créer une instance de démonstration, ses dossiers, ses courriels et ses documents.

    Les coopérations sont réelles et publiées, ou dites « exemple » ; les montants sont des exemples.
    Les actes sont joués aux dates du calendrier de 2025. Les courriels vont dans un dossier.
    """
    began = time.monotonic()
    _clear(home, force=force)
    keeper, players = cast()
    settings = Settings(home, keeper.person, _OPENING)
    named = {"id": keeper.person, "name": keeper.name, "email": keeper.email}
    found_and_publish(settings, name="Démonstration", demo=True, keeper=named)
    house = open_house(home=home, url=settings.database_url, clock=now)
    try:
        settle(house, settings, players)
        click.echo(f"{counted(len(players), 'personne')} et leurs droits.")
        ended = [_tell(house, settings, index) for index in range(len(stories()))]
        sent = _deliver(house, settings)
        counts, found = check_house(house, replace(settings, person=None, at=None))
    finally:
        house.close()
    _conclude(home, ended, sent, seconds=time.monotonic() - began)
    click.echo(summary(counts, found))
    if found:
        ctx.exit(UNSOUND)


def _clear(home: Path, *, force: bool) -> None:
    """Make room for a demonstration; only another demonstration is ever replaced."""
    url = Settings(home).database_url
    try:
        house = open_house(home=home, url=url, clock=now)
    except NotFound:
        return
    demo = is_demo(house)
    house.close()
    if not (demo and force and url is None):
        raise Impossible(
            message=f"Une instance de Jalon existe déjà dans « {home} ».",
            who="vous",
            remedies=("la remplacer avec --force",)
            if demo and url is None
            else ("choisir un autre dossier avec --home",),
        )
    for file in base_files(home):
        file.unlink()
    for folder in (house.documents, house.mails):
        shutil.rmtree(folder, ignore_errors=True)


def _tell(house: House, settings: Settings, index: int) -> Ended:
    story = stories()[index]
    click.echo(f"\n{index + 1}. {story.title}")
    stage = Stage(house, settings, story)
    for line in stage.play():
        click.echo(line)
    return stage.end()


def _deliver(house: House, settings: Settings) -> list[Delivered]:
    """Print and send everything that waits, into the folder of the instance."""
    with house.look(CLOCK) as look:
        waiting = still_waiting(look)
    done: list[Delivered] = []
    click.echo("")
    with (
        Press() as press,
        click.progressbar(length=waiting, label="Impression et envoi", file=sys.stderr) as bar,
    ):
        transport = open_transport(None, folder=house.mails)
        for one in deliver(house, transport=transport, press=press, sender=settings.sender):
            done.append(one)
            bar.update(1)
    return done


def _conclude(home: Path, ended: Sequence[Ended], sent: Sequence[Delivered], *, seconds: float) -> None:
    click.echo("")
    rows = [(one.ref, one.story.call, one.story.lead, one.state, one.story.outcome) for one in ended]
    print_table(("référence", "appel", "porteur", "état", "issue"), rows)
    for one in sent:
        if one.status != DONE:
            click.echo(f"à traiter : {one.case_ref} {one.name} : {one.detail}")
    documents, mails = sorted(home.glob("documents/*.pdf")), sorted(home.glob("mails/*.eml"))
    click.echo("")
    click.echo(f"Base       {', '.join(str(file) for file in base_files(home)[:1])}")
    click.echo(f"Documents  {home / 'documents'} : {counted(len(documents), 'PDF', 'PDF')}")
    click.echo(f"Courriels  {home / 'mails'} : {counted(len(mails), 'message')}")
    click.echo(f"Durée      {seconds:.0f} s")
    # The first of the cast looks around from inside.
    reader = cast()[1][0].person
    click.echo(f"Et ensuite export JALON_HOME={home} JALON_AS={reader} ; jalon case list")
