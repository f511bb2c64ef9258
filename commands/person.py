"""`jalon person`: who is known to the instance."""

import click

from commands.french import Group, RequiredOption
from commands.instance import acting, looking
from commands.printing import print_json, print_table
from commands.settings import Settings, in_person, json_option
from workflow.register import add_person


@click.group("person", cls=Group)
def command() -> None:
    """Faire connaître des personnes à l'instance."""


@command.command("add")
@click.argument("person", metavar="PERSONNE", help="Le nom court par lequel on la désignera.")
@click.option("--name", cls=RequiredOption, metavar="NOM", help="Son nom, ou sa fonction.")
@click.option("--email", cls=RequiredOption, metavar="ADRESSE", help="Son adresse de courriel.")
@in_person
def add_command(settings: Settings, *, person: str, name: str, email: str) -> None:
    """Faire connaître quelqu'un, qui pourra alors recevoir des droits."""
    with acting(settings) as act:
        add_person(act, person=person, name=name, email=email)
    click.echo(f"{person} est connu de l'instance : {name} <{email}>.")


@command.command()
@json_option
@in_person
def list_command(settings: Settings, *, as_json: bool) -> None:
    """Lister les personnes connues."""
    with looking(settings) as act:
        persons = sorted(act.rights.persons.values(), key=lambda person: person.id)
    if as_json:
        print_json([{"person": one.id, "name": one.name, "email": one.email} for one in persons])
    else:
        print_table(("personne", "nom", "adresse"), [(one.id, one.name, one.email) for one in persons])
