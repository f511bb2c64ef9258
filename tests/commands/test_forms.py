"""What a call asks, told field by field: to the terminal, as JSON, as a guide to print."""

import json
import re
from pathlib import Path

from tests.commands.shell import Shell, plain

CALL = "patrimoine-2025"


def test_a_form_is_told_field_by_field(nowhere: Shell) -> None:
    told = plain(nowhere.done("forms", "show", CALL, "--form", "opinion_form").out)

    assert told.splitlines() == [
        "Avis (opinion_form)",
        "  lu par : la maison",
        "  rempli par : ambassade de France, préfecture de région — Avis : « Avis demandé »",
        "  - Sens de l'avis (kind) : choix, obligatoire",
        "      choix : favorable, favorable avec réserves, défavorable, sans avis",
        "  - Motivation (text) : texte long, obligatoire",
        "  - Rang parmi les dossiers soumis au même avis (rank) : nombre entier, facultatif",
        "      exemple : 3",
    ]


def test_every_form_is_listed_and_told_as_json(nowhere: Shell) -> None:
    listed = json.loads(nowhere.done("forms", "list", CALL, "--json").out)
    told = json.loads(nowhere.done("forms", "show", CALL, "--json").out)

    assert [one["form"] for one in listed] == [one["name"] for one in told]
    assert {"form": "opinion_form", "label": "Avis", "fields": 3} in listed


def test_a_form_that_is_not_there_is_refused_with_the_nearest(nowhere: Shell) -> None:
    refused = nowhere.run("forms", "show", CALL, "--form", "opinon_form")

    assert (refused.status, "opinion_form" in refused.err) == (3, True)


def test_a_guide_is_written_to_read_and_to_print(nowhere: Shell, tmp_path: Path) -> None:
    page, paper = tmp_path / "guide.html", tmp_path / "guide.pdf"

    nowhere.done("forms", "show", CALL, "--guide", str(page))
    nowhere.done("forms", "show", CALL, "--form", "opinion_form", "--guide", str(paper))

    assert "Nom du porteur" in page.read_text(encoding="utf-8")
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_guide_holds_what_whoever_files_fills_and_nothing_of_the_house(
    nowhere: Shell, tmp_path: Path
) -> None:
    for_filers, for_posts = tmp_path / "filers.html", tmp_path / "posts.html"

    nowhere.done("forms", "show", CALL, "--guide", str(for_filers))
    nowhere.done("forms", "show", CALL, "--for", "embassy", "--guide", str(for_posts))

    assert [re.findall("<h2>(.*)</h2>", page.read_text("utf-8")) for page in (for_filers, for_posts)] == [
        ["Dossier de demande", "Demande d&#39;avenant", "Compte rendu final"],
        ["Avis"],
    ]


def test_a_form_tells_the_rules_met_once_it_is_sent(nowhere: Shell) -> None:
    told = json.loads(nowhere.done("forms", "show", CALL, "--form", "report_form", "--json").out)

    assert [(one["rule"], one["level"], one["act"]) for one in told[0]["rules"]] == [
        ("B01", "block", "Dépôt du compte rendu"),
        ("B02", "block", "Dépôt du compte rendu"),
        ("B17", "block", "Dépôt du compte rendu"),
    ]


def test_a_role_that_is_not_there_is_refused_with_the_nearest(nowhere: Shell) -> None:
    refused = nowhere.run("forms", "show", CALL, "--for", "embasy")

    assert (refused.status, "embassy" in refused.err) == (3, True)
