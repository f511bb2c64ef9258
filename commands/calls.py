"""`jalon calls`: the definitions, shipped or given by path; no instance is needed but to publish."""

from collections.abc import Iterator

import click

from commands import calls_migrate, calls_publishing, calls_versions
from commands.calls_check import command as check_command
from commands.calls_diff import diff_command
from commands.calls_draw import draw_command
from commands.calls_mutants import command as mutants_command
from commands.calls_new import command as new_command
from commands.calls_schema import schema_command
from commands.calls_simulate import command as simulate_command
from commands.calls_try import command as try_command
from commands.definitions import named, shipped_calls
from commands.french import Group
from commands.printing import print_json, print_table
from commands.settings import json_option
from forms.wording import long_date
from workflow.definition import showing
from workflow.definition.model import Definition, Window

_call_argument = click.argument("name", metavar="APPEL|FICHIER", help="Code d'un appel, ou son fichier.")


@click.group("calls", cls=Group)
def command() -> None:
    """Lister, vérifier, montrer, dessiner et publier les appels.

    Un appel est désigné par son code, ou par le chemin de son fichier.
    """


@command.command()
@json_option
def list_command(*, as_json: bool) -> None:
    """Lister les appels livrés, avec les dates de leurs guichets."""
    calls = [resolved.definition for resolved in shipped_calls()]
    if as_json:
        print_json([_tree(one) for one in calls])
    else:
        print_table(
            ("code", "ouverture", "clôture", "intitulé"), [row for one in calls for row in _rows(one)]
        )


def _rows(call: Definition) -> Iterator[tuple[str, str, str, str]]:
    for window in call.windows.values():
        yield call.code, long_date(window.opens.day), _closing(window), call.title
    if not call.windows:
        yield call.code, "inconnue", "inconnue", call.title


def _closing(window: Window) -> str:
    """Write the day of closing; of a window read in two zones, both, for each side closes at its own."""
    day = long_date(window.closes.day)
    return f"{day} ({window.zone} et {window.partner_zone})" if window.partner_zone else day


def _tree(call: Definition) -> dict[str, object]:
    windows = {
        name: {
            "opens": str(one.opens),
            "closes": str(one.closes),
            "zone": one.zone,
            "partner_zone": one.partner_zone,
        }
        for name, one in call.windows.items()
    }
    return {
        "code": call.code,
        "ref": call.ref,
        "family": call.extends,
        "title": call.title,
        "windows": windows,
    }


command.add_command(new_command)
command.add_command(check_command)


@command.command()
@_call_argument
@click.option("--resolved", is_flag=True, help="Avec ce qui est hérité ; sinon, ce que dit son seul fichier.")
@json_option
def show_command(*, name: str, resolved: bool, as_json: bool) -> None:
    """Montrer ce que dit un appel, chaque valeur avec le fichier et la ligne d'où elle vient."""
    found = named(name)
    if as_json:
        print_json(showing.as_json(found, own_only=not resolved))
    else:
        click.echo(showing.as_text(found, own_only=not resolved))


for part in (
    diff_command,
    draw_command,
    schema_command,
    mutants_command,
    try_command,
    simulate_command,
    *calls_publishing.COMMANDS,
    *calls_versions.COMMANDS,
    calls_migrate.migrate_command,
):
    command.add_command(part)
