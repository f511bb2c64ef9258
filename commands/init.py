"""`jalon init`: a new instance, founded, with the shipped calls published."""

from collections.abc import Mapping
from dataclasses import replace

import click

from commands.definitions import shipped_to_publish
from commands.french import Command
from commands.publication import publish_all
from commands.settings import Settings, account, at_home, now
from workflow.opening import create_house
from workflow.register import found_house

_NAME = "Jalon"
_KEEPER_NAME = "Registre de l'instance"
_KEEPER_EMAIL = "registre@example.org"


@click.command("init", cls=Command)
@click.option("--name", default=_NAME, metavar="NOM", help=f"Nom de l'instance (« {_NAME} » par défaut).")
@click.option(
    "--demo", is_flag=True, help="Marquer l'instance comme démonstration : on y peut changer de jour."
)
@click.option("--keeper", metavar="PERSONNE", help="Qui tient le registre (votre compte par défaut).")
@click.option("--keeper-name", default=_KEEPER_NAME, metavar="NOM", help=f"Son nom (« {_KEEPER_NAME} »).")
@click.option(
    "--keeper-email", default=_KEEPER_EMAIL, metavar="ADRESSE", help=f"Son adresse ({_KEEPER_EMAIL})."
)
@at_home
def command(
    settings: Settings, *, name: str, demo: bool, keeper: str | None, keeper_name: str, keeper_email: str
) -> None:
    """Créer une instance et y publier les appels livrés.

    Le dossier et la base sont créés ; qui tient le registre pourra faire connaître des personnes et leur
    donner des droits ; chaque publication est une entrée de l'histoire du registre.
    """
    person = keeper or account()
    found_and_publish(
        settings, name=name, demo=demo, keeper={"id": person, "name": keeper_name, "email": keeper_email}
    )
    click.echo(f"Le registre est tenu par « {person} » : --as {person}.")


def found_and_publish(settings: Settings, *, name: str, demo: bool, keeper: Mapping[str, str]) -> None:
    """Found an instance and publish the shipped calls, telling each with its digest.

    The instant of the settings dates the publications; the founding itself is dated by the clock.
    """
    as_keeper = replace(settings, person=keeper["id"])
    house = create_house(home=settings.home, url=settings.database_url, clock=now)
    try:
        with house.act(as_keeper.actor()) as act:
            found_house(act, name=name, demo=demo, keeper=keeper)
        kind = "Instance de démonstration" if demo else "Instance"
        click.echo(f"{kind} « {name} » créée dans {settings.home}.")
        for version in publish_all(house, as_keeper, shipped_to_publish()):
            click.echo(f"publié : {version.code} {version.digest}")
    finally:
        house.close()
