"""A new call from the command line: by options, or by answering at a terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.shell import Shell, plain

ANSWERS = {
    "--family": "thématique",
    "--title": "Sport et coopération décentralisée 2026",
    "--opens": "2026-04-07",
    "--closes": "2026-05-29",
}


def words(folder: Path, code: str = "sport-2026", **changed: str) -> list[str]:
    """Give the command with its usual answers, some changed."""
    answers = ANSWERS | {f"--{name}": text for name, text in changed.items()}
    return ["calls", "new", code, "--to", str(folder), *(word for pair in answers.items() for word in pair)]


def test_a_call_is_written_judged_and_followed_by_what_to_do(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "calls" / "sport-2026.yaml"

    ran = nowhere.done(*words(file.parent))

    told = plain(ran.out).splitlines()
    assert told[0].startswith(f"{file} écrit, 16 lignes : 0 erreur, ")
    assert [line.partition(" : ")[2] for line in told[3:]] == [
        f"jalon calls show {file} --resolved",
        f"jalon calls check {file}",
        f"jalon calls try {file}",
        f"jalon calls simulate {file} --on DOSSIER",
        f"jalon calls publish {file}",
        "jalon calls approve sport-2026",
    ]
    assert "closes: 2026-05-29 23:59" in file.read_text()
    assert f"{file} : 0 erreur, " in plain(nowhere.done("calls", "check", str(file)).out)


@pytest.mark.parametrize(
    ("code", "family", "countries", "left_out"),
    [
        ("generaliste-2026", "généraliste", "", False),
        ("cles-en-main-2026", "clés en main", "", False),
        ("senegal-2026", "géographique", "Sénégal", False),
        ("sport-2026", "thématique", "", True),
    ],
)
def test_a_call_of_each_family_is_written_so_that_all_it_follows_holds(
    nowhere: Shell, tmp_path: Path, code: str, family: str, countries: str, left_out: bool
) -> None:
    named = ["--countries", countries] if countries else []

    nowhere.done(*words(tmp_path, code, family=family), *named)

    ran = nowhere.done("calls", "check", str(tmp_path / f"{code}.yaml"))
    assert f"{code}.yaml : 0 erreur, " in plain(ran.out)
    assert (tmp_path / f"{code}.scenarios.yaml").exists() == left_out


def test_scenarios_already_written_beside_are_left_alone(nowhere: Shell, tmp_path: Path) -> None:
    nowhere.done(*words(tmp_path))
    beside = tmp_path / "sport-2026.scenarios.yaml"
    (tmp_path / "sport-2026.yaml").unlink()
    kept = beside.read_text() + "# à moi\n"
    beside.write_text(kept)

    ran = nowhere.done(*words(tmp_path))

    assert beside.read_text() == kept
    assert "scenarios.yaml" not in ran.out


def test_what_is_missing_is_named_all_at_once(nowhere: Shell, tmp_path: Path) -> None:
    ran = nowhere.run("calls", "new", "--to", str(tmp_path), "--closes", "2026-05-29")

    assert (ran.status, ran.out) == (2, "")
    assert plain(ran.err).startswith("Il manque CODE, --family, --title, --opens ;")
    assert list(tmp_path.iterdir()) == []


def test_impossible_answers_are_refused_all_at_once_with_what_would_do(
    nowhere: Shell, tmp_path: Path
) -> None:
    ran = nowhere.run(
        *words(
            tmp_path,
            family="geographique",
            countries="Sénégual",
            closes="2026-04-06",
            ref="GEN25",
            months="36-12",
        )
    )

    told = plain(ran.err)
    assert (ran.status, ran.out) == (1, "")
    assert "4 réponses ne vont pas." in told
    for remedy in (
        "--countries : vouliez-vous « Sénégal » (SN) ?",
        "--closes : donner un jour à partir du 2026-04-07",
        "--ref : en choisir un autre, par exemple « GEN25B »",
        "--months : écrire la plus courte d'abord, par exemple « 12-36 »",
    ):
        assert f"pour y remédier : {remedy}" in told
    assert list(tmp_path.iterdir()) == []


def test_a_prefix_taken_in_the_same_folder_is_refused_too(nowhere: Shell, tmp_path: Path) -> None:
    nowhere.done(*words(tmp_path, ref="SPO26"))

    ran = nowhere.run(*words(tmp_path, "football-2026", ref="SPO26"))

    assert ran.status == 1
    assert "déjà celui de l'appel « sport-2026 »" in plain(ran.err)


def test_nothing_is_written_over_unless_asked(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "sport-2026.yaml"
    nowhere.done(*words(tmp_path))
    file.write_text("à moi\n")

    ran = nowhere.run(*words(tmp_path))

    assert (ran.status, file.read_text()) == (1, "à moi\n")
    assert "--force" in ran.err
    nowhere.done(*words(tmp_path), "--force")
    assert file.read_text().startswith("# yaml-language-server")


@pytest.mark.parametrize(("code", "said"), [("sport-2025", "déjà le code"), ("Sport 2026", "« sport-2026 »")])
def test_a_code_taken_or_misspelt_is_refused(nowhere: Shell, tmp_path: Path, code: str, said: str) -> None:
    ran = nowhere.run(*words(tmp_path, code))

    assert ran.status == 1
    assert said in plain(ran.err)


def test_a_family_of_the_administration_is_one_like_the_others(nowhere: Shell, tmp_path: Path) -> None:
    (tmp_path / "culture.yaml").write_text(
        "jalon: 1\ncode: culture\nextends: procedure\ntitle: Culture\nfamily_label: culturelle\n"
        "parameters: {committee: {value: national, source: JALON}}\n"
    )

    nowhere.done(*words(tmp_path, family="culturelle"))

    assert "extends: culture" in (tmp_path / "sport-2026.yaml").read_text()


def test_a_file_that_cannot_be_read_keeps_nobody_from_writing_another(nowhere: Shell, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("jalon: [\n")

    nowhere.done(*words(tmp_path))


def test_at_a_terminal_what_is_missing_is_asked_until_it_does(tmp_path: Path) -> None:
    typed = (
        "geographik", "géographique", "Franco-sénégalais 2026", "", "", "Sénégual", "Sénégal", "",
        "2026-04-07", "2026-04-01", "2026-05-29", "", "12-36", "800 000,00", "Note du 3 janvier", "B",
    )  # fmt: skip
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "cli", "calls", "new", "senegal-2026", "--to", str(tmp_path)]
    os.write(mine, "".join(f"{line}\n" for line in typed).encode())

    ran = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=False, timeout=60)

    os.close(theirs)
    os.close(mine)
    asked = plain(ran.stderr)
    assert ran.returncode == 0, ran.stderr
    assert "vouliez-vous « géographique » (geographique) ?" in asked
    assert "vouliez-vous « Sénégal » (SN) ?" in asked
    assert "La clôture (2026-04-01 23:59) vient avant l'ouverture (2026-04-07)." in asked
    written = (tmp_path / "senegal-2026.yaml").read_text()
    for line in ("ref: SEN26", "included: [SN]", "joint: [SN]", 'envelope: "800 000,00 EUR"', "sure: B"):
        assert line in written
