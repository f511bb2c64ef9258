"""Persons and rights: given by who keeps the register, for a scope and a period."""

from tests.commands.shell import AUDE, AUDE_SIRET, Shell, plain


def test_a_person_is_added_once(shell: Shell) -> None:
    words = ("person", "add", "ana", "--name", "Ana", "--email", "ana@example.org")

    first, second = shell.run(*words, person="keeper"), shell.run(*words, person="keeper")

    assert (first.status, second.status) == (0, 1)
    assert first.out == "ana est connu de l'instance : Ana <ana@example.org>.\n"


def test_only_who_keeps_the_register_gives_rights(shell: Shell) -> None:
    ran = shell.run("right", "grant", "pau", "instructor", person="instructor")

    assert ran.status == 4
    assert "instructor" not in {one["role"] for one in rights_of(shell, "pau")}


def test_a_right_is_listed_with_scope_and_period(shell: Shell) -> None:
    period = ("--from", "2025-01-01", "--until", "2025-12-31")
    scope = ("--scope", "call", "--value", "generaliste-2025")
    shell.done("right", "grant", "pau", "instructor", *scope, *period, person="keeper")

    (given,) = [one for one in rights_of(shell, "pau") if one["role"] == "instructor"]

    assert {name: given[name] for name in ("scope", "value", "from", "until")} == {
        "scope": "call",
        "value": "generaliste-2025",
        "from": "2025-01-01",
        "until": "2025-12-31",
    }


def test_a_right_that_is_over_gives_nothing(shell: Shell) -> None:
    words = ("person", "add", "late", "--name", "Late", "--email", "late@example.org")
    shell.done(*words, person="keeper")
    scope = ("--scope", "own", "--value", AUDE_SIRET, "--until", "2025-05-19")
    shell.done("right", "grant", "late", "applicant", *scope, person="keeper")
    create = ("case", "create", "generaliste-2025", "--from", str(AUDE))

    within = shell.run(*create, person="late", at="2025-05-19")
    after = shell.run(*create, person="late", at="2025-05-20")

    assert (within.status, after.status) == (0, 4)


def test_an_unknown_scope_is_a_wrong_use(shell: Shell) -> None:
    ran = shell.run("right", "grant", "pau", "instructor", "--scope", "planet", person="keeper")

    assert ran.status == 2
    assert "all, call, case, own, region, country" in ran.err


def test_somebody_unknown_is_refused_with_the_nearest_name(shell: Shell) -> None:
    ran = shell.run("case", "list", person="instrutor")

    assert ran.status == 4
    assert "vouliez-vous « instructor » ?" in plain(ran.err)


def rights_of(shell: Shell, person: str) -> list[dict[str, str]]:
    """The rights of somebody, as listed."""
    found: list[dict[str, str]] = shell.done(
        "right", "list", "--person", person, "--json", person="keeper"
    ).json
    return found
