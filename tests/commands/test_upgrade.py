"""Tables of an earlier version: refused with the command that brings them up, then brought up."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from tests.commands.shell import Shell, plain
from workflow.store import schema


def taken_back(home: Path) -> None:
    """Take the tables of an instance back to the first ones."""
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    engine = create_engine(f"sqlite:///{home / 'jalon.sqlite3'}", poolclass=NullPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")


def level(home: Path) -> str:
    base = sqlite3.connect(home / "jalon.sqlite3")
    (found,) = base.execute("SELECT version_num FROM alembic_version").fetchone()
    base.close()
    return str(found)


def test_earlier_tables_are_refused_with_what_brings_them_up(shell: Shell) -> None:
    taken_back(shell.home)

    ran = shell.run("person", "list", person="keeper")

    assert ran.status == 9
    assert f"jalon upgrade --home {shell.home}" in plain(ran.err)


def test_they_are_brought_up_once_and_the_instance_goes_on(shell: Shell) -> None:
    taken_back(shell.home)

    first, second = shell.done("upgrade"), shell.done("upgrade")

    assert (plain(first.out), plain(second.out)) == (
        "Tables mises à niveau : 0001 → 0002.\n",
        "Les tables sont déjà à ce niveau (0002).\n",
    )
    versions = shell.done("calls", "published", "--json", person="keeper").json
    assert {(one["author"], one["decided_by"], one["number"]) for one in versions} == {
        ("keeper", "keeper", 1)
    }
    assert shell.draft() == "GEN25-0001"


def test_founding_where_an_older_instance_stands_leaves_it_as_it_is(shell: Shell) -> None:
    taken_back(shell.home)

    ran = shell.run("init", "--keeper", "other")

    assert (ran.status, level(shell.home)) == (1, "0001")


@pytest.mark.parametrize("newer", ["9999"])
def test_later_tables_are_left_alone(shell: Shell, newer: str) -> None:
    base = sqlite3.connect(shell.home / "jalon.sqlite3")
    with base:
        base.execute("UPDATE alembic_version SET version_num = ?", (newer,))
    base.close()

    assert (shell.run("upgrade").status, level(shell.home)) == (9, newer)


def test_there_is_nothing_to_bring_up_where_no_instance_stands(nowhere: Shell) -> None:
    assert nowhere.run("upgrade").status == 3
