"""A definition tried on the past, from the command line."""

from pathlib import Path

import pytest

from tests.commands.shell import APPLICATIONS, AUDE, Shell, plain

EUROS = "75000.00"


def lower(folder: Path, *, envelope: str = "unknown") -> Path:
    """Write next year's call at a lower rate."""
    file = folder / "generaliste-2026.yaml"
    file.write_text(
        f"""\
jalon: 1
code: generaliste-2026
extends: generaliste
title: Appel à projets généraliste 2026
ref: GEN26
parameters:
  rate.oda: {{value: 40 %, from: 2026-01-01, source: JALON}}
windows:
  single:
    opens: 2026-04-07
    closes: 2026-05-29 23:59
    months: unknown
    envelope: {envelope}
    source: JALON
    sure: D
""",
        encoding="utf-8",
    )
    return file


def test_files_are_told_one_by_one_and_in_sum(nowhere: Shell, tmp_path: Path) -> None:
    call = lower(tmp_path, envelope='"100000.00 EUR"')
    words = ("calls", "simulate", str(call), "--on", str(AUDE), "--json")

    ran = nowhere.done(*words, str(APPLICATIONS / "benin.yaml"))

    (found,) = ran.json["results"]
    assert (ran.json["simulated"]["call"], ran.json["simulated"]["at"]) == ("generaliste-2026", "2026-05-29")
    aude, benin = found["files"]
    assert {name: aude[name] for name in ("file", "change", "requested")} == {
        "file": str(AUDE),
        "change": "no_longer_valid",
        "requested": EUROS,
    }
    assert (aude["before"]["call"], aude["before"]["at"]) == ("generaliste-2025", "2025-05-30")
    assert [(aude[side]["ceiling"], aude[side]["granted"]) for side in ("before", "after")] == [
        (EUROS, EUROS),
        ("60000.00", "0.00"),
    ]
    assert [one["rule"] for one in aude["appearing"] if one["level"] == "block"] == ["B05", "B05"]
    assert [benin["change"], benin["after"]["granted"]] == ["same", "60000.00"]
    (after,) = found["sums"]["after"]
    assert {name: after[name] for name in ("files", "requested", "granted", "envelope", "left")} == {
        "files": 2,
        "requested": "135000.00",
        "granted": "60000.00",
        "envelope": "100000.00",
        "left": "40000.00",
    }


def test_people_read_a_table_the_reasons_and_the_sums(nowhere: Shell, tmp_path: Path) -> None:
    ran = nowhere.done("calls", "simulate", str(lower(tmp_path)), "--on", str(AUDE))

    told = plain(ran.out)
    assert "(generaliste-2026, sha256:" in told.splitlines()[0]
    assert told.splitlines()[0].endswith("lu au 29 mai 2026.")
    assert "serait refusé  recevable → non recevable  75 000,00 €  75 000,00 € → 60 000,00 €" in told
    assert "apparaît, bloquant : B05 — " in told
    assert "En tout, 1 dossier : 1 serait refusé." in told


def test_a_folder_is_compared_with_one_definition_when_asked(nowhere: Shell) -> None:
    words = ("calls", "simulate", "sport-2025", "--against", "sport-2025", "--json")

    found = nowhere.done(*words, "--on", str(APPLICATIONS)).json["results"][0]

    assert len(found["files"]) == len(list(APPLICATIONS.glob("*.yaml")))
    assert {one["change"] for one in found["files"]} == {"same"}


def test_what_cannot_be_read_is_told_and_keeps_nothing_else(nowhere: Shell, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("call: [\n")
    words = ("calls", "simulate", "generaliste-2025", "--json", "--on", str(tmp_path / "absent.yaml"))

    found = nowhere.done(*words, str(tmp_path / "broken.yaml"), str(AUDE)).json["results"][0]

    told = [(one["change"], one["appearing"][:1]) for one in found["files"]]
    assert [change for change, _ in told] == ["unreadable", "unreadable", "same"]
    assert [first[0]["rule"] for _, first in told[:2]] == ["FIC-404", "YAML-001"]
    assert found["sums"]["after"][0]["files"] == 1 + 2


def test_an_empty_folder_is_said(nowhere: Shell, tmp_path: Path) -> None:
    ran = nowhere.done("calls", "simulate", "generaliste-2025", "--on", str(tmp_path))

    assert plain(ran.out) == f"Aucun dossier de demande (.yaml, .yml ou .json) dans {tmp_path}.\n"


@pytest.mark.parametrize("name", ["generaliste-2031", "generaliste", "comite", "absent.yaml"])
def test_what_is_no_call_ends_with_3(nowhere: Shell, name: str) -> None:
    ran = nowhere.run("calls", "simulate", name, "--on", str(AUDE))

    assert (ran.status, ran.out) == (3, "")


def test_a_definition_that_does_not_hold_is_not_simulated(nowhere: Shell, tmp_path: Path) -> None:
    call = lower(tmp_path)
    call.write_text(call.read_text().replace("2026-05-29 23:59", "2026-03-01"))

    ran = nowhere.run("calls", "simulate", str(call), "--on", str(AUDE))

    assert (ran.status, ran.out) == (1, "")
    assert "DEF-100" in ran.err


def test_something_to_try_on_must_be_named(nowhere: Shell) -> None:
    assert nowhere.run("calls", "simulate", "generaliste-2025").status == 2


def test_stored_cases_are_replayed_act_by_act(shell: Shell, tmp_path: Path) -> None:
    ref = shell.decided()
    before = shell.done("history", "show", ref, "--json", person="instructor").out
    words = ("calls", "simulate", str(lower(tmp_path)), "--on", "generaliste-2025")

    found = shell.done(*words, "--json", person="instructor").json["results"][0]

    (one,) = found["cases"]
    assert (one["ref"], one["stopped"]["act"], one["stopped"]["person"]) == (ref, "Dépôt", "aude")
    assert [finding["rule"] for finding in one["stopped"]["findings"]] == ["B05", "B05"]
    assert (one["before"]["state"], one["after"]["state"]) == ("Retenu", "Brouillon")
    assert (one["decided"], one["over"], one["lost"]) == (EUROS, True, 7)
    assert (found["sums"]["before"]["granted"], found["sums"]["after"]["granted"]) == (EUROS, "0.00")
    assert shell.done("history", "show", ref, "--json", person="instructor").out == before
    shell.done("check")


def test_people_read_where_each_case_would_have_stopped(shell: Shell, tmp_path: Path) -> None:
    shell.draft()
    ref = shell.decided()
    words = ("calls", "simulate", str(lower(tmp_path)), "--on", "generaliste-2025")

    told = plain(shell.done(*words, person="instructor").out)

    assert "Laissés de côté, faute de dépôt : 1 brouillon." in told
    assert f"{ref}  arrêté à « Dépôt »  Retenu → Brouillon" in told
    assert "  premier acte refusé : « Dépôt », le 21 mai 2025, par aude" in told
    assert "  n'auraient pu suivre : 7 actes" in told
    assert "ne serait pas parti : " in told
    assert "En tout, 1 dossier : 0 traité de même, 1 autrement, dont 1 arrêté par un refus." in told


def test_a_call_replayed_under_itself_treats_everybody_the_same(shell: Shell) -> None:
    shell.decided()
    digest = next(
        line.split()[-1]
        for line in shell.run("calls", "publish", "generaliste-2025", person="keeper").out.splitlines()
    )

    for past in ("generaliste-2025", digest):
        found = shell.done(
            "calls", "simulate", "generaliste-2025", "--on", past, "--json", person="instructor"
        ).json["results"][0]
        assert [one["same"] for one in found["cases"]] == [True]


def test_what_the_person_does_not_read_from_inside_is_not_replayed(shell: Shell) -> None:
    shell.decided()

    told = plain(
        shell.done("calls", "simulate", "generaliste-2025", "--on", "generaliste-2025", person="aude").out
    )

    assert told.splitlines()[-1] == "Aucun dossier déposé à rejouer parmi ceux que vous pouvez lire."


@pytest.mark.parametrize("past", ["generaliste-2031", "sha256:0"])
def test_what_was_never_published_here_ends_with_3(shell: Shell, past: str) -> None:
    ran = shell.run("calls", "simulate", "generaliste-2025", "--on", past, person="instructor")

    assert (ran.status, ran.out) == (3, "")


def test_who_looks_at_stored_cases_must_be_said(shell: Shell) -> None:
    ran = shell.run("calls", "simulate", "generaliste-2025", "--on", "generaliste-2025")

    assert (ran.status, ran.out) == (2, "")
    assert "--as PERSONNE" in ran.err
