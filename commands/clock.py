"""`jalon clock`: what is due, and doing it."""

import click

from commands.french import Group
from commands.instance import looking, opened
from commands.printing import paris_instant, print_json, print_table
from commands.settings import Settings, by_the_clock, in_person, json_option, now
from workflow.house import CLOCK
from workflow.ticking import tick
from workflow.upcoming import KINDS, in_words, upcoming


@click.group("clock", cls=Group)
def command() -> None:
    """Voir ce qui arrive à échéance et le faire."""


@command.command("due")
@json_option
@in_person
def due_command(settings: Settings, *, as_json: bool) -> None:
    """Lister ce qui arrive à échéance d'ici maintenant, ou d'ici l'instant de --at."""
    with looking(settings) as act:
        found = list(upcoming(act, before=settings.at or now()))
    if as_json:
        print_json([one.tree() for one in found])
        return
    rows = [(one.ref, KINDS[one.kind], paris_instant(one.at), one.what) for one in found]
    print_table(("référence", "nature", "échéance", "quoi"), rows)


@command.command("tick")
@by_the_clock
def tick_command(settings: Settings) -> None:
    """Faire tout ce qui est échu, et le dire ; recommencer ne change rien."""
    number = 0
    with opened(settings) as house:
        for due in tick(house, at=settings.at):
            with house.look(CLOCK, at=settings.at) as look:
                told = in_words(look, due)
            number += 1
            click.echo(f"{told.ref} : {told.what}, échéance du {paris_instant(told.at)}")
    click.echo(f"Échéances traitées : {number}.")
