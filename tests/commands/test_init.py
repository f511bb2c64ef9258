"""A new instance: founded once, its calls published and written in the register."""

import sqlite3

from commands.definitions import shipped_to_publish
from tests.commands.shell import Shell, plain
from workflow.definition.bundle import pack


def test_init_publishes_what_ships_and_says_so(nowhere: Shell) -> None:
    ran = nowhere.done("init", "--keeper", "greffe", "--name", "Essai")

    bundles = [pack(resolved.definition) for resolved in shipped_to_publish()]
    told = plain(ran.out).splitlines()
    assert told[0] == f"Instance « Essai » créée dans {nowhere.home}."
    assert told[1:-1] == [f"publié : {one.definition.code} {one.digest}" for one in bundles]
    assert told[-1] == "Le registre est tenu par « greffe » : --as greffe."


def test_the_history_of_the_register_holds_each_publication(nowhere: Shell) -> None:
    nowhere.done("init", "--keeper", "greffe")

    entries = nowhere.done("history", "show", "registre", "--json", person="greffe").json

    published = [entry["what"] for entry in entries if entry["kind"] == "publish"]
    assert len(published) == len(list(shipped_to_publish()))
    assert any("generaliste-2025" in what and "sha256:" in what for what in published)
    assert entries[0]["kind"] == "found"


def test_init_where_an_instance_stands_is_refused_and_changes_nothing(nowhere: Shell) -> None:
    nowhere.done("init", "--keeper", "greffe")

    ran = nowhere.run("init", "--keeper", "autre")

    assert ran.status == 1
    assert "existe déjà" in plain(ran.err)
    assert nowhere.done("person", "list", "--json", person="greffe").json == [
        {"person": "greffe", "name": "Registre de l'instance", "email": "registre@example.org"}
    ]


def test_nothing_is_done_where_there_is_no_instance(nowhere: Shell) -> None:
    ran = nowhere.run("case", "list", person="greffe")

    assert (ran.status, ran.out) == (3, "")
    assert f"jalon init --home {nowhere.home}" in plain(ran.err)
    assert not nowhere.home.exists()


def test_tables_of_another_version_end_with_9(nowhere: Shell) -> None:

    nowhere.done("init", "--keeper", "greffe")
    with sqlite3.connect(nowhere.home / "jalon.sqlite3") as base:
        base.execute("UPDATE alembic_version SET version_num = '9999'")
    base.close()

    ran = nowhere.run("person", "list", person="greffe")

    assert ran.status == 9
    assert "tables 9999" in plain(ran.err)


def test_a_file_that_is_no_base_ends_with_8(nowhere: Shell) -> None:
    nowhere.home.mkdir()
    (nowhere.home / "jalon.sqlite3").write_bytes(b"nothing of the kind " * 500)

    assert nowhere.run("person", "list", person="greffe").status == 8
