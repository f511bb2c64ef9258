"""What a new application took over from an earlier one, told after it is created."""

from collections.abc import Iterator
from itertools import groupby

import click

from commands.outcomes import Done, print_done
from commands.printing import print_json
from workflow.reusing import Reused

VERB = "créé"


def print_begun(done: Done, reused: Reused | None, *, as_json: bool) -> None:
    """Print an application created like an earlier one: its reference first, then each answer's fate."""
    if as_json:
        print_json({**done.tree(), "like": reused.tree() if reused else None})
        return
    print_done(done, verb=VERB, as_json=False)
    for line in _lines(reused) if reused else ():
        click.echo(line)


def _lines(reused: Reused) -> Iterator[str]:
    taken = ", ".join(one.label for one in reused.taken)
    yield f"Repris de {reused.ref} : {taken or 'rien'}"
    if reused.left:
        yield "Non repris :"
    ordered = sorted(reused.left, key=lambda one: one.why)
    for why, left in groupby(ordered, key=lambda one: one.why):
        yield f"  {', '.join(one.label for one in left)} : {why}"
