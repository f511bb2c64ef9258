"""`jalon case answers`: what an application says, field by field, and what changed in it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from commands.french import Group
from commands.instance import looking, opened, require_known
from commands.named_file import read_named
from commands.outcomes import perform, print_done
from commands.printing import paris_instant, print_json
from commands.settings import Settings, in_person, json_option
from commands.values import Pair
from forms.answer_changes import Change
from workflow.act import Act
from workflow.answering import import_answers, set_answers
from workflow.answers_then import compare, fields_now
from workflow.engine import Outcome
from workflow.viewpoint import look_at

Changing = Callable[[Act], tuple[Outcome, tuple[Change, ...]]]

_version_option = click.option(
    "--version", type=int, metavar="N", help="Version lue : refusé si le dossier a changé depuis."
)
_key_option = click.option(
    "--key", metavar="CLÉ", help="Clé d'idempotence : la même demande redite ne se fait qu'une fois."
)
_dry_option = click.option("--dry-run", is_flag=True, help="Dire ce qui changerait, sans rien changer.")


@click.group("answers", cls=Group)
def answers_group() -> None:
    """Lire et changer les réponses d'une demande, champ par champ ; dire ce qui a changé."""


@answers_group.command("show")
@click.argument("ref", metavar="RÉFÉRENCE", help="La demande.")
@json_option
@in_person
def show_command(settings: Settings, *, ref: str, as_json: bool) -> None:
    """Montrer chaque réponse sous le nom par lequel « set » la change.

    Ce que l'appel demande en plus du dossier vient ensuite ; « case amend --set » le change.
    """
    with looking(settings) as act:
        fields = fields_now(look_at(act, ref))
    if as_json:
        print_json([{"path": one.path, "label": one.label, "value": one.after} for one in fields])
        return
    for one in fields:
        click.echo(f"{one.path} — {one.label} : {one.words[1]}")


@answers_group.command("set")
@click.argument("ref", metavar="RÉFÉRENCE", help="La demande.")
@click.argument(
    "pairs",
    metavar="CHAMP=VALEUR…",
    nargs=-1,
    required=True,
    type=Pair(name="champ=valeur"),
    help="Champ du dossier de demande, par exemple lead.contact.email=ri@exemple.fr ; vide, il est retiré.",
)
@_dry_option
@_version_option
@_key_option
@json_option
@in_person
def set_command(
    settings: Settings,
    *,
    ref: str,
    pairs: tuple[tuple[str, str], ...],
    dry_run: bool,
    version: int | None,
    key: str | None,
    as_json: bool,
) -> None:
    """Changer des champs d'une demande : en brouillon, ou ceux qu'une correction a rouverts.

    Un champ se nomme comme dans le fichier de demande : months, lead.contact.email,
    authorities[0].commitment. Rien ne change si une seule valeur ne va pas.
    """

    def do(act: Act) -> tuple[Outcome, tuple[Change, ...]]:
        return set_answers(act, ref=ref, given=pairs, version=version, key=key)

    _change(settings, do, dry_run=dry_run, as_json=as_json)


@answers_group.command("import")
@click.argument("ref", metavar="RÉFÉRENCE", help="La demande.")
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path), help="YAML ou JSON.")
@_dry_option
@_version_option
@_key_option
@json_option
@in_person
def import_command(
    settings: Settings,
    *,
    ref: str,
    file: Path,
    dry_run: bool,
    version: int | None,
    key: str | None,
    as_json: bool,
) -> None:
    """Reprendre d'un fichier de demande les rubriques qu'il contient ; les autres restent.

    Rien n'est repris si une seule valeur ne va pas.
    """
    text = read_named(file, wanted="un fichier YAML ou JSON")

    def do(act: Act) -> tuple[Outcome, tuple[Change, ...]]:
        return import_answers(act, ref=ref, text=text, name=str(file), version=version, key=key)

    _change(settings, do, dry_run=dry_run, as_json=as_json)


@answers_group.command("diff")
@click.argument("ref", metavar="RÉFÉRENCE", help="La demande.")
@click.option("--from", "since", type=int, metavar="N", help="Version de départ ; sans elle, le dépôt.")
@click.option("--to", "until", type=int, metavar="N", help="Version d'arrivée ; sans elle, maintenant.")
@json_option
@in_person
def diff_command(
    settings: Settings, *, ref: str, since: int | None, until: int | None, as_json: bool
) -> None:
    """Dire ce qui a changé dans une demande : chaque champ, avant et après."""
    with looking(settings) as act:
        compared = compare(look_at(act, ref), since=since, until=until)
    if as_json:
        print_json(compared.tree())
        return
    click.echo(f"{compared.ref}, depuis le {paris_instant(compared.since)}")
    _print_changes(compared.changes)


class _Undone(Exception):
    """Raised to leave a transaction without committing what was tried in it."""


def _change(settings: Settings, do: Changing, *, dry_run: bool, as_json: bool) -> None:
    found: list[Change] = []
    if dry_run:
        found.extend(_tried(settings, do))
        if as_json:
            print_json({"changes": [one.tree() for one in found]})
            return
        click.echo("Essai : rien n'est enregistré.")
        _print_changes(tuple(found))
        return

    def act_on(act: Act) -> Outcome:
        outcome, told = do(act)
        found.extend(told)
        return outcome

    print_done(perform(settings, act_on), verb="modifié", as_json=as_json)
    if not as_json:
        _print_changes(tuple(found))


def _tried(settings: Settings, do: Changing) -> tuple[Change, ...]:
    told: tuple[Change, ...] = ()
    with suppress(_Undone), opened(settings) as house, house.act(settings.actor(), at=settings.at) as act:
        require_known(act)
        _, told = do(act)
        raise _Undone
    return told


def _print_changes(changes: tuple[Change, ...]) -> None:
    for change in changes:
        click.echo(f"  {change.told()}")
    if not changes:
        click.echo("  aucun changement")
