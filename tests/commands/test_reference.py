"""`reference`: what the lists say on a day, found by any spelling, and what another list would change."""

from importlib.resources import files
from pathlib import Path

import pytest

from rules.reference_lists import kinds
from tests.commands.shell import Shell, plain

COUNTRIES = (files("rules") / "reference/countries.yaml").read_text(encoding="utf-8")

AIDED = "éligible à l'aide publique au développement"


def candidate(tmp_path: Path, old: str, new: str) -> str:
    assert old in COUNTRIES
    file = tmp_path / "pays.yaml"
    file.write_text(COUNTRIES.replace(old, new), encoding="utf-8")
    return str(file)


def test_lists_are_listed_with_their_edition_and_source(nowhere: Shell) -> None:
    told = nowhere.done("reference", "list", "--json").json

    assert [one["kind"] for one in told] == list(kinds())
    assert all(one["edition"] and one["source"] and one["sure"] for one in told)


def test_a_country_is_shown_as_it_stands_on_a_day_and_as_it_is_announced(nowhere: Shell) -> None:
    told = nowhere.done("reference", "show", "countries", "Bangladesh", "--at", "2026-11-20")

    assert plain(told.out).splitlines()[3:] == [
        "BD  Bangladesh — statut : pays moins avancé (jusqu'au 23 novembre 2026)",
        f"    puis, le 24 novembre 2026 — statut : pays {AIDED} [D : à vérifier]",
    ]


@pytest.mark.parametrize("name", ["CI", "Côte d’Ivoire", "Cote d'Ivoire"])
def test_every_spelling_shows_the_same_line(nowhere: Shell, name: str) -> None:
    told = nowhere.done("reference", "show", "countries", name, "--at", "2025-05-30", "--json").json

    assert told["at"] == "2025-05-30"
    assert told["entries"] == [
        {
            "code": "CI",
            "name": "Côte d'Ivoire",
            "facts": {"status": "oda"},
            "since": "2020-01-01",
            "until": None,
            "source": told["source"],
            "sure": "B",
        }
    ]


def test_a_day_before_the_list_says_when_it_begins(nowhere: Shell) -> None:
    told = nowhere.done("reference", "show", "countries", "SN", "--at", "2012-01-01")

    assert plain(told.out).splitlines()[-1] == (
        "  Rien n'est en vigueur ce jour-là : la liste commence le 1er janvier 2020."
    )


@pytest.mark.parametrize("kind", kinds())
def test_every_list_is_shown_as_text_and_as_json(nowhere: Shell, kind: str) -> None:
    shown = nowhere.done("reference", "show", kind, "--at", "2025-05-30").out
    entries = nowhere.done("reference", "show", kind, "--at", "2025-05-30", "--json").json["entries"]

    assert [line for one in entries if f"{one['code']}  {one['name']}" not in shown for line in [one]] == []


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("country",), 1, "REF-411 : Il n'y a pas de liste de référence « country »."),
        (
            ("goals", "18"),
            1,
            "REF-410 : La liste « objectifs de développement durable » ne contient pas « 18 ».",
        ),
        (
            ("goals", "--at", "hier"),
            2,
            "L'option --at : « hier » n'est pas un jour ; écrivez par exemple 2025-05-30.",
        ),
    ],
)
def test_what_does_not_exist_is_refused(
    nowhere: Shell, words: tuple[str, ...], status: int, message: str
) -> None:
    ran = nowhere.run("reference", "show", *words)

    assert (ran.status, ran.out) == (status, "")
    assert plain(ran.err).splitlines()[0] == message


def test_another_list_tells_the_open_files_it_would_move_with_their_amounts(
    shell: Shell, tmp_path: Path
) -> None:
    ref = shell.filed()
    file = candidate(tmp_path, "PE: {name: Pérou, aid: oda}", "PE: {name: Pérou, aid: non_oda}")

    ran = shell.done("reference", "impact", file, person="instructor", at="2025-06-01")

    told = plain(ran.out).splitlines()
    assert told[0].startswith(f"{ref} — ")
    assert told[1:] == [
        f"  Pérou (PE) : pays {AIDED}, 50 % → pays non {AIDED}, 30 %",
        "  plafond : 75 000,00 € → 63 000,00 € ; demandé : 75 000,00 €",
        "  la demande dépasserait le plafond",
        "1 dossier ouvert lu, 1 changerait de taux.",
    ]


def test_what_is_no_list_of_countries_is_refused_with_its_places(shell: Shell, tmp_path: Path) -> None:
    file = candidate(tmp_path, "PE: {name: Pérou, aid: oda}", "PE: {name: Pérou, aid: riche}")

    wrong = shell.run("reference", "impact", file, person="instructor")
    absent = shell.run("reference", "impact", str(tmp_path / "rien.yaml"), person="instructor")
    folder = shell.run("reference", "impact", str(tmp_path), person="instructor")

    assert (wrong.status, absent.status, folder.status) == (1, 3, 3)
    assert "erreur LST-001 : « countries.PE.aid » : « riche » n'est pas dans la liste." in plain(wrong.err)
    assert "FIC-404" in absent.err
