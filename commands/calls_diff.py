"""`jalon calls diff`: what one definition changes against another, or against what it extends."""

from pathlib import Path

import click

from commands.definitions import named
from commands.french import Command
from commands.printing import counted, print_json
from commands.settings import json_option
from workflow.definition.catalogue import PROCEDURE, load
from workflow.definition.errors import UnknownCall
from workflow.definition.resolved import Resolved


@click.command("diff", cls=Command)
@click.argument("names", metavar="AVANT [APRÈS]", nargs=-1, required=True, help="Codes ou fichiers.")
@click.option("--family", is_flag=True, help="Comparer un appel à ce qu'il prolonge.")
@click.option("--procedure", is_flag=True, help="Comparer un appel à la procédure commune.")
@json_option
def diff_command(*, names: tuple[str, ...], family: bool, procedure: bool, as_json: bool) -> None:
    """Dire ce qui change d'une définition à une autre, avec la place de ce qui l'écrit.

    Deux définitions, ou une seule avec --family ou --procedure : ce qu'elle change à ce dont elle hérite.
    Les définitions sont comparées résolues : ce qui est hérité compte aussi.
    """
    from workflow.definition.comparison import compare, placed  # noqa: PLC0415 -- slow import

    before, after = _sides(names, family=family, procedure=procedure)
    changes = placed(compare(before.definition, after.definition), before=before, after=after)
    if as_json:
        codes = {"before": before.definition.code, "after": after.definition.code}
        print_json({**codes, "changes": [change.to_json() for change in changes]})
        return
    for change in changes:
        click.echo(change.sentence)
        if change.mark is not None:
            click.echo(f"    {change.mark.file}:{change.mark.line}")
    click.echo(f"{before.definition.code} → {after.definition.code} : {counted(len(changes), 'différence')}")


def _sides(names: tuple[str, ...], *, family: bool, procedure: bool) -> tuple[Resolved, Resolved]:
    if family and procedure:
        raise click.UsageError("--family et --procedure ne vont pas ensemble : choisissez l'une des deux.")
    if len(names) != 1 + (not (family or procedure)):
        raise click.UsageError("Donnez deux définitions, ou une seule avec --family ou --procedure.")
    last = named(names[-1])
    if not (family or procedure):
        return named(names[0]), last
    return _inherited(last, file=Path(names[0]), procedure=procedure), last


def _inherited(heir: Resolved, *, file: Path, procedure: bool) -> Resolved:
    """Give what a definition extends, looked for beside its file, then among the shipped ones."""
    parent = PROCEDURE if procedure else heir.definition.extends
    if parent is None:
        raise UnknownCall(
            message=f"« {heir.definition.code} » ne prolonge aucune définition.",
            seen={"définition": heir.definition.code},
            remedies=("donner les deux définitions à comparer",),
        )
    return load(parent, folder=file.parent if file.is_file() else None)
