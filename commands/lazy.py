"""Commands read only when they are used: asking for help costs no more than click itself."""

from collections.abc import Mapping
from importlib import import_module

import click

from commands.french import Command, Group


class LazyGroup(Group):
    """A group whose subcommands each live in the file of `commands/` that bears their name.

    `described` gives the one line of help of each: listing them imports none. A file holds its
    command, or its group, under the name `command`.
    """

    def __init__(self, *args: object, described: Mapping[str, str], **kwargs: object) -> None:
        """Stand a placeholder for each command until it is used."""
        super().__init__(*args, **kwargs)
        for name, line in described.items():
            self.add_command(Command(name, short_help=line))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        if cmd_name not in self.commands:
            return None
        found = getattr(import_module(f"commands.{cmd_name}"), "command", None)
        return found if isinstance(found, click.Command) else None

    def described_commands(self, ctx: click.Context) -> list[tuple[str, str]]:  # noqa: ARG002 -- click's signature
        """Give each command with its one line of help, without reading any."""
        return [(name, placeholder.short_help or "") for name, placeholder in self.commands.items()]
