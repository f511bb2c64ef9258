"""The page of commands, written from what each says of itself. `python -m tests.commands.reference_page`."""

from collections.abc import Iterator
from pathlib import Path

import click

from cli import app
from commands.errors import STATUSES

PAGE = Path(__file__).parents[2] / "docs/reference/cli.md"
HEAD = """\
# Commands

Written from the commands' own help by `python -m tests.commands.reference_page`; a test keeps it fresh.
Help and messages are in French, for those who use them.

Results go to standard output, messages to standard error. `--json` writes one document (`rules check`: one
line for each file). `--home`, `--as` and `--at` may be given by `JALON_HOME`, `JALON_AS` and `JALON_NOW`; the
base by `JALON_DATABASE_URL`, the mail relay by `JALON_SMTP_URL`, the sender of mails by `JALON_SENDER`. With
`JALON_DEBUG` an internal error shows its trace.

## Exit status

| status | meaning | errors |
| --- | --- | --- |
"""
MEANINGS = {
    0: "done",
    1: "examined and refused, or a check found problems",
    2: "wrong use",
    3: "no such call, case or document",
    4: "not allowed",
    5: "changed meanwhile, or key used for another demand",
    6: "try again: busy, no room, no relay",
    7: "a limit was passed",
    8: "integrity: stop and call",
    9: "the environment, or something the house relies on, is unfit",
    70: "internal error, with an incident number",
    130: "interrupted",
    143: "terminated",
}


def page() -> str:
    """Write the whole page."""
    rows = "".join(f"| {status} | {meaning} | {_errors(status)} |\n" for status, meaning in MEANINGS.items())
    sections = "".join(_sections(app, click.Context(app, info_name="jalon")))
    return f"{HEAD}{rows}\n{sections}".rstrip() + "\n"


def _errors(status: int) -> str:
    return ", ".join(f"`{kind.__name__}`" for kind, one in STATUSES if one == status)


def _sections(group: click.Group, ctx: click.Context) -> Iterator[str]:
    for name in group.list_commands(ctx):
        found = group.get_command(ctx, name)
        assert found is not None
        below = click.Context(found, info_name=name, parent=ctx, max_content_width=100, terminal_width=100)
        if isinstance(found, click.Group):
            yield from _sections(found, below)
        else:
            yield f"## {below.command_path}\n\n```text\n{found.get_help(below)}\n```\n\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
