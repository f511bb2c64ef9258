"""What a correction changed and the opinions it leaves without their basis, as printed."""

from collections.abc import Sequence

import click

from commands.printing import paris_day
from forms.answer_changes import Change
from workflow.basis import Shaken


def basis_tree(shaken: Sequence[Shaken], corrected: Sequence[Change] | None = None) -> dict[str, object]:
    """Give both as JSON, each only where there is something to tell."""
    found: dict[str, object] = {}
    if shaken:
        found["basis_changed"] = [one.tree() for one in shaken]
    if corrected is not None:
        found["corrected"] = [one.tree() for one in corrected]
    return found


def print_basis(shaken: Sequence[Shaken], corrected: Sequence[Change] | None = None) -> None:
    """Print both, each only where there is something to tell."""
    if corrected is not None:
        click.echo("\nCe que la correction a changé")
        for change in corrected:
            click.echo(f"  {change.told()}")
        if not corrected:
            click.echo("  rien")
    if shaken:
        click.echo("\nAvis dont la base a changé")
    for one in shaken:
        what = "rendu" if one.was_given else "demandé"
        click.echo(
            f"  {one.ref} : {one.label}, {what} le {paris_day(one.since)} ; changé le {paris_day(one.last)}"
        )
        for change in one.changes:
            click.echo(f"    {change.told()}")
