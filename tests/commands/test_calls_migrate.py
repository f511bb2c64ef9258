"""Moving running cases from the command line: rehearsed, done, done again, and refused."""

import re
from pathlib import Path

import pytest

from tests.commands.shell import Shell, plain
from tests.commands.test_calls import CALLS

PLAN = "jalon: 1\nmachines:\n  application:\n    states:\n      instruction: examination\n"
CALL = "generaliste-2025"


@pytest.fixture
def house(shell: Shell, tmp_path: Path) -> Shell:
    """An instance with an application that awaits opinions, and a second version of its call."""
    shell.awaiting()
    shell.done("person", "add", "deputy", "--name", "Adjointe", "--email", "d@example.org", person="keeper")
    shell.done("right", "grant", "deputy", "keeper", person="keeper")
    for name in (f"{CALL}.yaml", "generaliste.yaml", "procedure.yaml"):
        text = (CALLS / name).read_text(encoding="utf-8")
        if name == "procedure.yaml":
            text = re.sub(r"\binstruction\b", "examination", text).replace("after: 21 days", "after: 28 days")
        (tmp_path / name).write_text(text, encoding="utf-8")
    shell.done("calls", "publish", str(tmp_path / f"{CALL}.yaml"), person="keeper")
    (proposal,) = shell.done("calls", "proposals", "--json", person="deputy").json
    shell.done("calls", "approve", CALL, "--digest", proposal["digest"], person="deputy")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return shell


def migrate(house: Shell, folder: Path, *words: str) -> tuple[str, ...]:
    return ("calls", "migrate", f"{CALL}@1", CALL, "--plan", str(folder / "plan.yaml"), *words)


def test_a_rehearsal_says_what_each_case_would_become(house: Shell, tmp_path: Path) -> None:
    text = plain(house.done(*migrate(house, tmp_path), person="keeper").out)
    told = house.done(*migrate(house, tmp_path, "--json"), person="keeper").json

    assert "  application : instruction → examination ; " in text
    assert "GEN25-0001 passerait, avec 3 dossiers rattachés" in text
    assert (
        "  GEN25-0001/embassy.EC : échéance answer : 24 juin 2025 à 00:00 (heure de Paris) → "
        "1er juillet 2025 à 00:00 (heure de Paris)" in text
    )
    assert text.splitlines()[-2:] == [
        "Somme : 2 dossiers et ce qui leur est rattaché ; 2 passeraient, 0 à leur version.",
        "Rien n'est fait. Pour le faire : --apply --reason …",
    ]
    assert (told["applied"], told["fitting"], told["kept"], told["moved"]) == (False, 2, 0, 0)
    assert [one["ref"] for one in told["families"]] == ["GEN25-0001", "GEN25@single"]


def test_it_is_done_once_and_told(house: Shell, tmp_path: Path) -> None:
    done = house.done(*migrate(house, tmp_path, "--apply", "--reason", "Délai allongé."), person="keeper")
    again = house.done(
        *migrate(house, tmp_path, "--apply", "--reason", "Délai allongé.", "--json"), person="keeper"
    ).json

    assert "Somme : 2 dossiers et ce qui leur est rattaché ; 2 passés, 0 à leur version." in plain(done.out)
    assert (again["families"], again["moved"]) == ([], 0)
    told = plain(house.done("history", "show", "GEN25-0001", person="instructor").out)
    assert "Passage à une autre version de l'appel" in told
    assert "motif : Délai allongé." in told
    assert (
        "Migration de dossiers de generaliste-2025"
        in house.done("history", "show", "registre", person="keeper").out
    )
    assert house.done("check").status == 0


def test_a_plan_with_holes_is_refused_at_its_place(house: Shell, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN.replace("instruction:", "instructions:"), encoding="utf-8")

    ran = house.run(*migrate(house, tmp_path, "--apply", "--reason", "x"), person="keeper")

    told = plain(ran.err)
    assert (ran.status, ran.out) == (1, "")
    assert "plan.yaml:5:7 : erreur MIG-002" in told
    assert "     5 |       instructions: examination" in told
    assert "Vouliez-vous « instruction » ?" in told
    assert "MIG-004" in told


@pytest.mark.parametrize(
    ("words", "person", "status"),
    [
        (("--apply",), "keeper", 1),
        ((), "instructor", 4),
        ((), "nobody", 4),
    ],
)
def test_it_takes_a_reason_and_who_keeps_the_register(
    house: Shell, tmp_path: Path, words: tuple[str, ...], person: str, status: int
) -> None:
    assert house.run(*migrate(house, tmp_path, *words), person=person).status == status


def test_versions_and_plans_that_are_not_there_end_with_3(house: Shell, tmp_path: Path) -> None:
    plan = str(tmp_path / "plan.yaml")

    lost = house.run("calls", "migrate", f"{CALL}@1", f"{CALL}@7", "--plan", plan, person="keeper")
    unread = house.run("calls", "migrate", f"{CALL}@1", CALL, "--plan", "absent.yaml", person="keeper")

    assert (lost.status, unread.status) == (3, 3)
    assert "versions publiées generaliste-2025@1, generaliste-2025@2" in plain(lost.err)
