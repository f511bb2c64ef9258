"""`jalon calls proposals`, `published`, `certificate`: what waits, what is published, what was judged."""

import click

from commands.french import Command
from commands.printing import paris_instant, print_fields, print_json, print_table
from commands.settings import Settings, in_person, json_option
from commands.versions_shown import judged_lines, version_row

_TITLES = ("version", "auteur", "approbation", "date", "vérificateur", "avert.", "empreinte")


@click.command("proposals", cls=Command)
@json_option
@in_person
def proposals_command(settings: Settings, *, as_json: bool) -> None:
    """Lister les propositions qui attendent d'être approuvées par une autre personne."""
    from workflow.versions import PENDING  # noqa: PLC0415 -- slow import

    _show(settings, code=None, statuses={PENDING}, as_json=as_json)


@click.command("published", cls=Command)
@click.argument("code", metavar="[APPEL]", required=False, help="Un seul appel (tous par défaut).")
@json_option
@in_person
def published_command(settings: Settings, *, code: str | None, as_json: bool) -> None:
    """Lister les versions publiées ; de chaque appel, les nouvelles demandes suivent la dernière."""
    from workflow.versions import PUBLISHED  # noqa: PLC0415 -- slow import

    _show(settings, code=code, statuses={PUBLISHED}, as_json=as_json)


def _show(settings: Settings, *, code: str | None, statuses: set[str], as_json: bool) -> None:
    from commands.instance import looking  # noqa: PLC0415 -- slow import
    from workflow.register import require_keeper  # noqa: PLC0415 -- slow import
    from workflow.versions import versions  # noqa: PLC0415 -- slow import

    with looking(settings) as act:
        require_keeper(act)
        found = [one for one in versions(act, code) if one.status in statuses]
    if as_json:
        print_json([one.tree() for one in found])
    else:
        print_table(_TITLES, [version_row(one) for one in found])


@click.command("certificate", cls=Command)
@click.argument("name", metavar="VERSION", help="appel@numéro, appel (sa version en vigueur) ou empreinte.")
@json_option
@in_person
def certificate_command(settings: Settings, *, name: str, as_json: bool) -> None:
    """Montrer le certificat d'une version : ce qui a été vérifié, par quoi, qui l'a proposée et approuvée."""
    from commands.instance import looking  # noqa: PLC0415 -- slow import
    from workflow.certificate import certificate  # noqa: PLC0415 -- slow import

    with looking(settings) as act:
        told = certificate(act, name)
    if as_json:
        print_json(told)
        return
    print_fields(
        (
            ("certificat de", f"{told['code']}, version n° {told['number']}"),
            ("intitulé", told["title"]),
            ("empreinte", told["digest"]),
            ("auteur", told["author"]),
            ("proposé le", paris_instant(told["proposed_at"])),
            ("approuvé par", told["approver"]),
            ("approuvé le", paris_instant(told["approved_at"])),
        )
    )
    for line in judged_lines(told["judged"]):
        click.echo(line)


COMMANDS = (proposals_command, published_command, certificate_command)
