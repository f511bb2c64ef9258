"""`jalon upgrade`: the tables of an instance brought to this version of Jalon."""

import click

from commands.french import Command
from commands.settings import Settings, at_home, now
from workflow.opening import upgrade_house


@click.command("upgrade", cls=Command)
@at_home
def command(settings: Settings) -> None:
    """Mettre les tables d'une instance au niveau de cette version de Jalon : toutes, ou aucune.

    Aucune entrée d'aucune histoire n'est touchée. Faire d'abord une copie de l'instance.
    """
    before, after = upgrade_house(home=settings.home, url=settings.database_url, clock=now)
    if before == after:
        click.echo(f"Les tables sont déjà à ce niveau ({after}).")
    else:
        click.echo(f"Tables mises à niveau : {before} → {after}.")
