"""Histories told, checked and turned back into tables."""

import sqlite3

from tests.commands.shell import Shell, plain


def change(shell: Shell, statement: str) -> None:
    """Write to the base behind the back of the house."""
    base = sqlite3.connect(shell.home / "jalon.sqlite3")
    base.execute(statement)
    base.commit()
    base.close()


def test_inside_every_act_is_told_with_who_and_what_left(shell: Shell) -> None:
    ref = shell.filed()

    told = shell.done("history", "show", ref, "--json", person="instructor").json

    assert [(one["position"], one["what"], one["who"], one["state"]) for one in told] == [
        (1, "Création", "Aude", "Brouillon"),
        (2, "Dépôt", "Aude", "Déposé"),
    ]
    assert told[1]["sent"] == ["receipt", "filing_receipt", "new_file"]
    assert {finding["rule"] for finding in told[1]["findings"]} >= {"B05"}


def test_outside_only_what_one_did_or_was_told(shell: Shell) -> None:
    ref = shell.decided()
    shell.done("case", "advance", ref, "notify_award", person="delegate", at="2025-07-04")

    told = shell.done("history", "show", ref, "--json", person="aude").json

    assert [(one["what"], one["who"], one["position"], one["findings"]) for one in told] == [
        ("Création", "Aude", None, []),
        ("Dépôt", "Aude", None, []),
        ("Recevabilité", "service instructeur", None, []),
        ("Notification de l'attribution", "délégué", None, []),
    ]


def test_a_family_is_told_in_order_causes_first(shell: Shell) -> None:
    ref = shell.awaiting()
    shell.done("clock", "tick", at="2025-06-25")

    told = shell.done("history", "show", ref, "--family", "--json", person="instructor").json

    seen = [(one["ref"], one["what"]) for one in told]
    assert seen.index((f"{ref}/embassy.EC", "Expiration du délai d'avis")) < seen.index((ref, "Fin des avis"))
    assert [one["at"] for one in told] == sorted(one["at"] for one in told)


def test_the_text_reads_as_a_story(shell: Shell) -> None:
    lines = plain(shell.done("history", "show", shell.draft(), person="instructor").out).splitlines()

    assert lines == [
        "GEN25-0001 n° 1 — 20 mai 2025 à 12:00 (heure de Paris) (jour simulé)",
        "  Création, par Aude, ligne de commande : Brouillon",
    ]


def test_a_sound_instance_is_said_to_be(shell: Shell) -> None:
    shell.awaiting()

    ran = shell.run("check", "--json")

    assert (ran.status, ran.json["discrepancies"]) == (0, [])
    assert ran.json["cases"] > 4
    assert shell.run("check").out.endswith("tout s'accorde.\n")


def test_a_row_changed_behind_the_back_of_the_house_ends_with_8_until_rebuilt(shell: Shell) -> None:
    ref = shell.filed()
    change(shell, "UPDATE cases SET state = 'draft' WHERE ref = 'GEN25-0001'")

    broken = shell.run("check")
    rebuilt = shell.run("history", "rebuild")

    assert (broken.status, rebuilt.status, shell.run("check").status) == (8, 0, 0)
    assert f"INT-001 {ref} : " in broken.err
    assert f"réparé : {ref}" in plain(rebuilt.out)


def test_a_history_that_was_rewritten_is_never_rebuilt_from(shell: Shell) -> None:
    ref = shell.filed()
    change(shell, "UPDATE history SET entry = replace(entry, 'aude', 'paul') WHERE position = 2")

    assert shell.run("check").status == 8
    ran = shell.run("history", "rebuild")
    assert (ran.status, ran.out) == (8, "")
    assert ref in ran.err
