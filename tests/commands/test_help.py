"""Nothing of the command line is left unsaid, and nothing of it is said in English."""

from collections.abc import Iterator

import click
import pytest

from cli import app
from tests.commands.shell import Shell

READING = {
    "calls certificate", "calls check", "calls diff", "calls draw", "calls list", "calls mutants",
    "calls proposals", "calls published", "calls show", "calls simulate", "case answers diff",
    "case answers show", "case budget diff", "case budget show", "case list", "case show",
    "case why", "check",
    "clock due", "documents list", "documents verify", "figures", "forms list", "forms show",
    "history show", "outbox list",
    "person list", "reference impact", "reference list", "reference show", "right list",
    "rules ceiling", "rules check", "rules explain", "rules list", "rules show",
}  # fmt: skip
ACTING = {
    "calls approve", "calls migrate", "calls new", "calls publish", "calls schema", "calls try",
    "calls withdraw",
    "case advance", "case amend", "case answers import", "case answers set",
    "case budget export", "case budget import", "case budget template",
    "case convene", "case create", "case open",
    "clock tick", "demo", "documents preview", "documents render", "history rebuild", "init",
    "outbox deliver", "person add", "right grant", "upgrade",
}  # fmt: skip
ENGLISH = ("Show this message", "[required]", "Options:", "Usage:", "Commands", "default", "Missing", "Error")


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups left out."""
    yield from below(app, click.Context(app), prefix="")


def below(group: click.Group, ctx: click.Context, *, prefix: str) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(ctx):
        found = group.get_command(ctx, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from below(found, click.Context(found), prefix=f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", found


def test_every_command_reads_or_acts() -> None:
    names = [name for name, _ in commands()]

    assert sorted(names) == sorted(READING | ACTING)
    assert set() == READING & ACTING


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_a_command_and_all_it_takes_have_their_help(name: str, command: click.Command) -> None:
    silent = [param.name for param in command.params if not getattr(param, "help", None)]

    assert (bool(command.help), silent) == (True, [])


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_what_reads_can_write_json(name: str, command: click.Command) -> None:
    options = {option for param in command.params for option in param.opts}

    assert "--json" in options or name not in READING


@pytest.mark.parametrize("name", sorted(name for name, _ in commands()))
def test_help_is_french_throughout(nowhere: Shell, name: str) -> None:
    told = nowhere.done(*name.split(), "--help").out

    assert [word for word in ENGLISH if word in told] == []


def test_the_first_page_says_of_each_group_what_the_group_says() -> None:
    ctx = click.Context(app)
    told = dict(app.described_commands(ctx))
    own = {name: (app.get_command(ctx, name) or click.Command("")).help or "" for name in told}

    first_lines = {name: text.strip().split("\n\n")[0].replace("\n", " ") for name, text in own.items()}
    assert {name for name in told if not told[name].endswith(".") or not first_lines[name]} == set()
    assert told["person"] == first_lines["person"]
