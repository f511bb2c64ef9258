"""Publishing from the command line: put forward, read, approved by another, withdrawn, certified."""

import re
from pathlib import Path

import pytest

from tests.commands.shell import Shell, plain
from tests.commands.test_calls import next_year

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@pytest.fixture
def house(shell: Shell) -> Shell:
    """An instance whose register two persons keep."""
    shell.done("person", "add", "deputy", "--name", "Adjointe", "--email", "d@example.org", person="keeper")
    shell.done("right", "grant", "deputy", "keeper", person="keeper")
    return shell


def proposed(house: Shell, folder: Path) -> str:
    ran = house.done("calls", "publish", str(next_year(folder)), person="keeper")
    (digest,) = DIGEST.findall(ran.out)
    return str(digest)


def test_a_call_of_next_year_is_put_forward_read_and_approved(house: Shell, tmp_path: Path) -> None:
    digest = proposed(house, tmp_path)
    read = plain(house.done("calls", "approve", "sport-2026", person="deputy").out)
    before = house.done("calls", "published", "sport-2026", "--json", person="deputy").json

    done = house.done("calls", "approve", "sport-2026", "--digest", digest, person="deputy")

    assert read.splitlines()[0] == "sport-2026@1 — Sport et coopération décentralisée 2026"
    assert read.splitlines()[-1] == f"pour l'approuver : jalon calls approve sport-2026 --digest {digest}"
    assert before == []
    assert plain(done.out) == f"publié : sport-2026 n° 1 {digest}\n"
    (version,) = house.done("calls", "published", "sport-2026", "--json", person="deputy").json
    assert (version["author"], version["decided_by"], version["status"]) == ("keeper", "deputy", "published")
    assert house.done("calls", "proposals", "--json", person="deputy").json == []
    assert house.done("check").status == 0


def test_who_proposes_is_told_what_the_house_lacks_and_who_may_approve(house: Shell, tmp_path: Path) -> None:
    file = next_year(tmp_path)

    first = house.run("calls", "publish", str(file), person="keeper")
    second = house.run("calls", "publish", str(file), person="keeper")

    assert plain(first.out).startswith("proposé : sport-2026 sha256:")
    assert plain(second.out).startswith("déjà proposé : sport-2026 sha256:")
    assert (
        "avertissement : personne ne tient le rôle « responsable du budget » (budget_officer), "
        "que cet appel demande." in plain(first.err)
    )
    assert "(instructor)" not in first.err


def test_its_author_reads_and_does_not_approve(house: Shell, tmp_path: Path) -> None:
    digest = proposed(house, tmp_path)

    ran = house.run("calls", "approve", "sport-2026", "--digest", digest, person="keeper")

    assert (ran.status, ran.out) == (4, "")
    assert "jalon calls approve sport-2026 --as deputy" in plain(ran.err)


def test_only_a_digest_approves(house: Shell, tmp_path: Path) -> None:
    digest = proposed(house, tmp_path)

    short = house.run("calls", "approve", "sport-2026", "--digest", "sha256:00", person="deputy")
    other = house.run("calls", "approve", "sport-2026", "--digest", "sha256:" + "0" * 64, person="deputy")

    assert (short.status, other.status) == (2, 5)
    assert digest in other.err
    assert len(house.done("calls", "proposals", "--json", person="deputy").json) == 1


def test_what_changes_is_shown_to_who_approves(house: Shell, tmp_path: Path) -> None:
    digest = proposed(house, tmp_path)
    house.done("calls", "approve", "sport-2026", "--digest", digest, person="deputy")
    file = next_year(tmp_path, closes="2026-06-19 23:59")
    house.done("calls", "publish", str(file), person="deputy")

    read = plain(house.done("calls", "approve", "sport-2026", person="keeper").out).splitlines()

    at = read.index("change, de la version n° 1 : 1 différence")
    assert "19 juin 2026" in read[at + 1]


def test_a_call_that_does_not_hold_is_not_put_forward(house: Shell, tmp_path: Path) -> None:
    file = next_year(tmp_path, closes="2026-04-01 23:59")

    ran = house.run("calls", "publish", str(file), person="keeper")

    assert (ran.status, ran.out) == (1, "")
    assert house.done("calls", "proposals", "--json", person="keeper").json == []
    assert "sport-2026" not in plain(house.done("history", "show", "registre", person="keeper").out)


@pytest.mark.parametrize("words", [("publish", "sport-2025"), ("approve", "x"), ("withdraw", "x")])
def test_publishing_is_for_who_keeps_the_register(house: Shell, words: tuple[str, ...]) -> None:
    assert house.run("calls", *words, person="instructor").status == 4


@pytest.mark.parametrize("words", [("proposals",), ("published",), ("certificate", "sport-2025")])
def test_versions_are_read_by_who_keeps_the_register(house: Shell, words: tuple[str, ...]) -> None:
    assert house.run("calls", *words, person="instructor").status == 4


def test_a_proposal_is_withdrawn_and_nothing_waits_any_more(house: Shell, tmp_path: Path) -> None:
    digest = proposed(house, tmp_path)

    ran = house.done("calls", "withdraw", "sport-2026", "--reason", "Date à revoir.", person="deputy")

    assert plain(ran.out) == f"retiré : sport-2026 n° 1 {digest}\n"
    again = house.run("calls", "approve", "sport-2026", "--digest", digest, person="deputy")
    assert again.status == 3


def test_a_certificate_says_what_was_judged_by_what_and_who_stands_for_it(
    house: Shell, tmp_path: Path
) -> None:
    late = next_year(tmp_path).read_text(encoding="utf-8").replace("2026-02-24", "2026-07-24")
    (tmp_path / "sport-2026.yaml").write_text(late, encoding="utf-8")
    ran = house.done("calls", "publish", str(tmp_path / "sport-2026.yaml"), person="keeper")
    (digest,) = DIGEST.findall(ran.out)
    house.done("calls", "approve", "sport-2026", "--digest", digest, person="deputy")

    told = house.done("calls", "certificate", "sport-2026@1", "--json", person="deputy").json
    text = plain(house.done("calls", "certificate", digest, person="deputy").out)

    assert {name: told[name] for name in ("code", "number", "digest", "author", "approver", "supplied")} == {
        "code": "sport-2026",
        "number": 1,
        "digest": digest,
        "author": "keeper",
        "approver": "deputy",
        "supplied": False,
    }
    assert (told["judged"]["errors"], [one["code"] for one in told["judged"]["warnings"]]) == (0, ["DEF-101"])
    assert "paths" in told["judged"]["subjects"]
    assert told["judged"]["sizes"]["windows"] == 1
    assert "résultat : 0 erreur, 1 avertissement" in text
    assert f"empreinte : {digest}" in text


def test_what_shipped_has_jalon_for_author_and_the_founder_for_approver(house: Shell) -> None:
    told = house.done("calls", "certificate", "sport-2025", "--json", person="keeper").json

    assert (told["author"].split()[0], told["approver"], told["supplied"]) == ("Jalon", "keeper", True)
    assert house.run("calls", "certificate", "sport-1999", person="keeper").status == 3
