"""An act done: performed in one transaction, then told as the base now holds it."""

from collections.abc import Callable
from dataclasses import dataclass

import click

from commands.instance import opened, require_known
from commands.printing import print_json
from commands.settings import Settings
from workflow.act import Act
from workflow.cases import Listed
from workflow.engine import Outcome
from workflow.house import House
from workflow.sheet import sheet_of
from workflow.viewpoint import look_at


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left behind, as the person who did it may read it; outside, no version counts acts."""

    outcome: Outcome
    line: Listed
    version: int | None

    def tree(self) -> dict[str, object]:
        """Give the act's result as JSON."""
        return {
            "ref": self.outcome.ref,
            "state": self.line.state,
            "version": self.version,
            "replayed": self.outcome.replayed,
        }


def perform(
    settings: Settings, do: Callable[[Act], Outcome], *, before: Callable[[House], None] | None = None
) -> Done:
    """Do one act and commit it, then read the case again as the actor may see it.

    `before` does what must be committed first.
    """
    with opened(settings) as house:
        if before is not None:
            before(house)
        with house.act(settings.actor(), at=settings.at) as act:
            require_known(act)
            outcome = do(act)
        with house.look(settings.actor(), at=settings.at) as look:
            sheet = sheet_of(look_at(look, outcome.ref))
            return Done(outcome, sheet.line, sheet.version)


def print_done(done: Done, *, verb: str, as_json: bool) -> None:
    """Print what an act left behind: its reference first, so that scripts may cut it out."""
    if as_json:
        print_json(done.tree())
        return
    again = " (déjà fait : même clé, même demande)" if done.outcome.replayed else ""
    version = f" (version {done.version})" if done.version is not None else ""
    click.echo(f"{done.outcome.ref} {verb} : {done.line.state}{version}{again}")
