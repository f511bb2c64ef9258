"""`jalon right`: who may do what, over which part of the cases, for how long."""

from datetime import date

import click

from commands.french import Group
from commands.instance import acting, looking
from commands.printing import print_json, print_table
from commands.settings import Settings, in_person, json_option
from commands.values import DAY, Among
from workflow.actor import Grant
from workflow.register import SCOPES, grant


@click.group("right", cls=Group)
def command() -> None:
    """Donner et lister les droits : personne, rôle, portée, période."""


@command.command("grant")
@click.argument("person", metavar="PERSONNE", help="À qui le droit est donné.")
@click.argument("role", metavar="RÔLE", help="Le rôle, tel que les appels le nomment.")
@click.option(
    "--scope", type=Among(SCOPES), default=SCOPES[0], help="Portée (toutes les demandes par défaut)."
)
@click.option(
    "--value",
    default="",
    metavar="VALEUR",
    help="Ce que la portée désigne : code d'appel, référence, SIRET, région ou pays.",
)
@click.option("--from", "since", type=DAY, help="Premier jour (sans limite par défaut).")
@click.option("--until", type=DAY, help="Dernier jour, compris (sans limite par défaut).")
@in_person
def grant_command(
    settings: Settings,
    *,
    person: str,
    role: str,
    scope: str,
    value: str,
    since: date | None,
    until: date | None,
) -> None:
    """Donner à une personne un rôle sur une partie des dossiers."""
    with acting(settings) as act:
        grant(
            act,
            person=person,
            role=role,
            scope=scope,
            value=value,
            starts_on=since.isoformat() if since else None,
            ends_on=until.isoformat() if until else None,
        )
    click.echo(f"{person} tient le rôle « {role} » ({_over(scope, value)}).")


@command.command()
@click.option("--person", metavar="PERSONNE", help="Les seuls droits de cette personne.")
@json_option
@in_person
def list_command(settings: Settings, *, person: str | None, as_json: bool) -> None:
    """Lister les droits donnés."""
    with looking(settings) as act:
        rights = [one for one in act.rights.grants if person in {None, one.person}]
    rights.sort(key=lambda one: (one.person, one.role, one.scope, one.value))
    if as_json:
        print_json([_tree(one) for one in rights])
    else:
        rows = [(one.person, one.role, _over(one.scope, one.value), _period(one)) for one in rights]
        print_table(("personne", "rôle", "portée", "période"), rows)


def _tree(right: Grant) -> dict[str, str | None]:
    return {
        "right": right.id,
        "person": right.person,
        "role": right.role,
        "scope": right.scope,
        "value": right.value,
        "from": right.starts_on,
        "until": right.ends_on,
    }


def _over(scope: str, value: str) -> str:
    return f"{scope} {value}".strip()


def _period(right: Grant) -> str:
    start, end = right.starts_on, right.ends_on
    since = f"du {start}" if start else ""
    until = f"au {end}" if end else ""
    return f"{since} {until}".strip() or "sans limite"
