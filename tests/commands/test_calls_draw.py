"""Drawings and tables from the command line: to the terminal, into files, as JSON."""

from pathlib import Path

from tests.commands.shell import Shell, plain

CALL = "patrimoine-2025"
CIRCUITS = [
    "application",
    "opinion",
    "correction",
    "derogation",
    "amendment",
    "report",
    "window",
    "agreement",
]


def test_one_picture_is_printed(nowhere: Shell) -> None:
    drawn = nowhere.done("calls", "draw", CALL, "--machine", "agreement", "--format", "svg").out

    assert drawn.startswith("<svg ")
    assert drawn.endswith("</svg>\n")


def test_several_pictures_want_a_folder(nowhere: Shell, tmp_path: Path) -> None:
    refused = nowhere.run("calls", "draw", CALL, "--format", "svg")
    told = nowhere.done("calls", "draw", CALL, "--format", "svg", "--output", str(tmp_path / "new")).out

    assert (refused.status, "--output DOSSIER" in refused.err) == (2, True)
    files = [str(tmp_path / "new" / f"{CALL}-{circuit}.svg") for circuit in CIRCUITS]
    assert told.splitlines() == files
    assert all(Path(file).read_text().startswith("<svg ") for file in files)


def test_a_page_is_written_where_it_is_wanted(nowhere: Shell, tmp_path: Path) -> None:
    named, folder = tmp_path / "page.html", tmp_path / "pages"
    folder.mkdir()

    nowhere.done("calls", "draw", CALL, "--format", "html", "--output", str(named))
    nowhere.done("calls", "draw", CALL, "--format", "html", "--output", str(folder))

    assert named.read_text() == (folder / f"{CALL}.html").read_text()
    assert named.read_text().count("<svg ") == len(CIRCUITS)


def test_tables_are_told_in_a_terminal(nowhere: Shell) -> None:
    lines = plain(nowhere.done("calls", "draw", CALL, "--format", "tables").out).splitlines()

    first = lines.index("Qui peut faire quoi : circuit « Avis »")
    assert lines[first + 1 : first + 4] == [
        "  État          Rôle                   Actes",
        "  Avis demandé  la personne consultée  Avis",
        "  Avis demandé  le délai               Expiration du délai d'avis",
    ]
    award = lines.index("  Notification de l'attribution")
    assert lines[award + 1 : award + 4] == [
        "      De : Retenu",
        "      À : Attribué",
        "      Par : délégué",
    ]
    assert "  Clôture            30 mai 2025 à 23:59 (heure de Paris)" in lines


def test_what_leaves_nothing_says_so(nowhere: Shell) -> None:
    lines = plain(nowhere.done("calls", "draw", "comite", "--format", "tables").out).splitlines()

    assert lines[lines.index("Ce qui part : circuit « Point de l'ordre du jour »") + 1] == "  (rien)"


def test_tables_are_given_as_json(nowhere: Shell) -> None:
    data = nowhere.done("calls", "draw", CALL, "--machine", "opinion", "--format", "tables", "--json").json

    assert (data["code"], list(data["machines"])) == (CALL, ["opinion"])
    roles = data["machines"]["opinion"]["roles"]["rows"]
    assert [(row["state_id"], row["role_id"], row["acts"]) for row in roles] == [
        ("requested", "giver", ["Avis"]),
        ("requested", "clock", ["Expiration du délai d'avis"]),
    ]
    assert next(plain(table["caption"]) for table in data["calendar"]) == "Guichets de dépôt"


def test_pictures_are_given_as_json(nowhere: Shell) -> None:
    data = nowhere.done("calls", "draw", CALL, "--format", "svg", "--json").json

    assert [(name, text[:5]) for name, text in data.items()] == [(name, "<svg ") for name in CIRCUITS]


def test_what_cannot_be_drawn_or_written_is_refused(nowhere: Shell, tmp_path: Path) -> None:
    empty = tmp_path / "vide.yaml"
    empty.write_text("jalon: 1\ncode: vide\ntitle: Vide\n")
    file = tmp_path / "file"
    file.write_text("")

    bare = nowhere.run("calls", "draw", str(empty), "--format", "svg")
    unknown = nowhere.run("calls", "draw", CALL, "--format", "png")
    blocked = nowhere.run("calls", "draw", CALL, "--format", "html", "--output", str(file / "page.html"))

    assert (bare.status, "aucun circuit" in plain(bare.err)) == (3, True)
    assert (unknown.status, "mermaid, svg, tables, html" in unknown.err) == (2, True)
    assert (blocked.status, "passe par un fichier" in plain(blocked.err)) == (2, True)
