"""Creating cases and making them advance from the command line."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands.shell import APPLICATIONS, AUDE, Shell, plain

MAY = "2025-05-20"


def test_create_gives_the_reference_first(shell: Shell) -> None:
    ran = shell.run("case", "create", "generaliste-2025", "--from", str(AUDE), person="aude", at=MAY)

    assert (ran.status, ran.out, ran.err) == (0, "GEN25-0001 créé : Préparation (version 1)\n", "")


def test_create_refuses_a_file_made_for_another_call(shell: Shell) -> None:
    ran = shell.run("case", "create", "sport-2025", "--from", str(AUDE), person="aude", at=MAY)

    assert (ran.status, ran.out) == (1, "")
    assert "Le fichier est une demande pour « generaliste-2025 », non pour « sport-2025 »." in plain(ran.err)


def test_create_under_an_unknown_call_ends_with_3(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "aude.yaml"
    file.write_text(AUDE.read_text().replace("call: generaliste-2025\n", ""))

    ran = shell.run("case", "create", "generaliste-2031", "--from", str(file), person="aude", at=MAY)

    assert (ran.status, ran.out) == (3, "")
    assert "Aucun appel « generaliste-2031 » n'est publié" in plain(ran.err)


def test_create_from_an_absent_file_ends_with_3(shell: Shell) -> None:
    ran = shell.run("case", "create", "generaliste-2025", "--from", "absent.yaml", person="aude", at=MAY)

    assert ran.status == 3


def test_create_from_a_folder_is_refused_as_one(shell: Shell, tmp_path: Path) -> None:
    ran = shell.run("case", "create", "generaliste-2025", "--from", str(tmp_path), person="aude", at=MAY)

    assert (ran.status, ran.out) == (3, "")
    assert f"Le fichier « {tmp_path} » n'existe pas ou ne peut être lu." in plain(ran.err)


def test_create_tells_every_problem_of_a_file_at_its_place(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(AUDE.read_text().replace('"150000.00"', '"1e9"').replace("months: 24", "month: 24"))

    ran = shell.run("case", "create", "generaliste-2025", "--from", str(file), person="aude", at=MAY)

    assert ran.status == 1
    assert "2 problèmes" in plain(ran.err)
    assert f"{file}:22:1 : erreur" in plain(ran.err)
    assert "« months »" in plain(ran.err)


def test_create_for_somebody_else_ends_with_4(shell: Shell) -> None:
    ran = shell.run("case", "create", "generaliste-2025", "--from", str(AUDE), person="pau", at=MAY)

    assert ran.status == 4
    assert "porteur de la demande" in ran.err


def test_create_twice_with_one_key_creates_once(shell: Shell) -> None:
    words = ("case", "create", "generaliste-2025", "--from", str(AUDE), "--key", "k1", "--json")

    first = shell.done(*words, person="aude", at=MAY)
    second = shell.done(*words, person="aude", at=MAY)

    assert first.json == {"ref": "GEN25-0001", "state": "Préparation", "version": 1, "replayed": False}
    assert second.json == {**first.json, "replayed": True}
    assert len(shell.done("case", "list", "--json", person="aude").json) == 1


def test_a_key_used_again_for_another_demand_ends_with_5(shell: Shell) -> None:
    ref = shell.draft()
    shell.done("case", "advance", ref, "submit", "--key", "k", person="aude", at=MAY)

    ran = shell.run("case", "advance", ref, "withdraw", "--key", "k", person="aude", at=MAY)

    assert (ran.status, ran.out) == (5, "")


def test_a_stale_version_ends_with_5_and_nothing_changes(shell: Shell) -> None:
    ref = shell.filed()

    ran = shell.run("case", "advance", ref, "admit", "--version", "1", person="instructor", at="2025-06-02")

    assert ran.status == 5
    assert shell.done("case", "show", ref, "--json", person="instructor").json["state"] == "Déposé"


def test_an_impossible_act_ends_with_1_and_says_what_is_possible(shell: Shell) -> None:
    ran = shell.run("case", "advance", shell.draft(), "admit", person="instructor", at=MAY)

    assert ran.status == 1
    assert "pour y remédier :" in plain(ran.err)


def test_an_act_of_another_role_ends_with_4(shell: Shell) -> None:
    ref = shell.filed()

    ran = shell.run("case", "advance", ref, "withdraw", person="instructor", at="2025-06-02")

    assert ran.status == 4
    assert "qui : porteur de la demande" in plain(ran.err)


@pytest.mark.parametrize("person", ["pau", "peru"])
def test_a_case_one_may_not_see_does_not_exist(shell: Shell, person: str) -> None:
    ref = shell.filed()

    assert shell.run("case", "show", ref, person=person).status == 3
    assert shell.run("case", "why", ref, person=person).status == 3
    assert shell.run("history", "show", ref, person=person).status == 3
    assert shell.run("case", "advance", ref, "withdraw", person=person, at=MAY).status == 3


def test_a_rule_that_blocks_is_explained_from_message_to_remedy(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "aude.yaml"
    text = AUDE.read_text().replace('requested: "75000.00"', 'requested: "75000.01"')
    text = text.replace('country: EC, cash: ["25000.00"', 'country: EC, cash: ["25000.01"')
    file.write_text(text.replace('status: promised, cash: ["10000.00"', 'status: promised, cash: ["9999.99"'))
    words = ("case", "create", "generaliste-2025", "--from", str(file))
    ref = shell.done(*words, person="aude", at=MAY).out.split()[0]

    ran = shell.run("case", "advance", ref, "submit", person="aude", at=MAY)

    told = plain(ran.err).splitlines()
    assert (ran.status, ran.out) == (1, "")
    assert told[0] == "ACT-003 : « Dépôt » est refusé : une règle s'y oppose."
    assert told[2].startswith("  B05 — ")
    assert [line.split(" :")[0].strip() for line in told[3:8]] == ["où", "vu", "calcul", "calcul", "calcul"]
    assert any(line.startswith("    source : Réseau Bretagne solidaire") for line in told)
    assert any(line.startswith("    pour y remédier : Réduire") and "0,01 €" in line for line in told)
    assert told[-1] == "  qui : porteur de la demande"


def test_filing_one_second_late_is_refused_in_the_zone_of_the_window(shell: Shell) -> None:
    ref = shell.draft()

    late = shell.run("case", "advance", ref, "submit", person="aude", at="2025-05-31T00:00:00+02:00")
    within = shell.run("case", "advance", ref, "submit", person="aude", at="2025-05-30T23:59:59+02:00")

    assert (late.status, within.status) == (1, 0)
    assert "clos depuis le 30 mai 2025" in plain(late.err)


def test_a_warning_wants_its_reason_from_people_inside(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "aude.yaml"
    file.write_text(AUDE.read_text().replace("partnership_evidence", "other"))
    words = ("case", "create", "generaliste-2025", "--from", str(file))
    ref = shell.done(*words, person="aude", at=MAY).out.split()[0]
    shell.done("case", "advance", ref, "submit", person="aude", at=MAY)
    admit = ("case", "advance", ref, "admit")

    bare = shell.run(*admit, person="instructor", at="2025-06-02")
    said = shell.run(*admit, "--accept", "E4=Reçu par courrier.", person="instructor", at="2025-06-02")

    assert (bare.status, said.status) == (1, 0)
    assert 'un motif pour chacun : --accept E4="…"' in plain(bare.err)


def test_amend_saves_a_draft_and_orders_its_saves(shell: Shell, tmp_path: Path) -> None:
    ref = shell.draft()
    file = tmp_path / "other.yaml"
    file.write_text(AUDE.read_text().replace("Gestion de l'eau", "Partage de l'eau"))
    amend = ("case", "amend", ref, "--from", str(file), "--number")

    newer = shell.run(*amend, "2", person="aude", at=MAY)
    older = shell.run(*amend, "1", person="aude", at=MAY)

    assert (newer.status, older.status) == (0, 5)
    shown = shell.done("case", "show", ref, "--json", person="aude").json
    assert shown["title"] == "Partage de l'eau du bassin Catamayo-Chira"


def test_a_correction_opens_the_parts_it_names_and_no_other(shell: Shell, tmp_path: Path) -> None:
    ref = shell.awaiting()
    asked = ("--set", "items=Délibération.", "--set", "fields=attachments")
    opened = shell.done("case", "open", ref, "correction", *asked, person="instructor", at="2025-06-03")
    file = tmp_path / "aude.yaml"
    text = AUDE.read_text()
    file.write_text(text.replace("convention.pdf", "deliberation.pdf"))
    other = tmp_path / "other.yaml"
    other.write_text(text.replace("months: 24", "months: 12"))
    june = "2025-06-04"

    attachments = shell.run("case", "amend", ref, "--from", str(file), person="aude", at=june)
    months = shell.run("case", "amend", ref, "--from", str(other), person="aude", at=june)

    assert opened.out == "GEN25-0001/correction ouvert : Compléments demandés (version 1)\n"
    assert (attachments.status, months.status) == (0, 1)
    assert "ces réponses ne peuvent plus changer : months" in plain(months.err)


def test_opening_what_the_state_does_not_offer_names_what_it_does(shell: Shell) -> None:
    ran = shell.run(
        "case", "open", shell.filed(), "appeal", "--set", "x=y", person="instructor", at="2025-06-02"
    )

    assert ran.status == 1
    assert "correction (Demander des compléments)" in plain(ran.err)


def test_an_act_at_another_time_is_for_demonstrations_only(tmp_path: Path, template: Path) -> None:
    home = tmp_path / "real"
    shutil.copytree(template, home)
    plain_house = Shell(tmp_path / "plain")
    plain_house.done("init", "--keeper", "keeper")
    add = ("person", "add", "ana", "--name", "Ana", "--email", "ana@example.org")

    refused = plain_house.run(*add, person="keeper", at="2025-05-20")

    assert refused.status == 1
    assert "Seule une instance marquée « demo »" in plain(refused.err)
    assert plain_house.run("person", "list", person="keeper", at="2025-05-20").status == 0


def test_files_of_the_demonstration_say_that_amounts_are_examples() -> None:
    silent = [
        path.name
        for path in APPLICATIONS.iterdir()
        if "Les montants, les adresses et" not in path.read_text()
    ]

    assert silent == []


DECLARED = {
    "title": "APD 2024",
    "name": "Aude",
    "siret": "22110001900019",
    "region": "76",
    "email": "apd@aude.example.org",
    "year": "2024",
    "kind": "nothing",
}


def fields(given: Mapping[str, str]) -> list[str]:
    return [word for name, value in given.items() for word in ("--set", f"{name}={value}")]


@pytest.fixture
def declaring(shell: Shell) -> Shell:
    """Give a house whose Aude may declare."""
    shell.done(
        "right", "grant", "aude", "writer", "--scope", "own", "--value", "22110001900019", person="keeper"
    )
    return shell


def test_a_record_is_made_changed_and_filed_from_its_fields(declaring: Shell) -> None:
    made = declaring.done("case", "create", "e-apd", *fields(DECLARED), person="aude", at=MAY)
    changed = declaring.done("case", "amend", "APD-0001", "--set", "title=Néant", person="aude", at=MAY)
    filed = declaring.done("case", "advance", "APD-0001", "send_nothing", person="aude", at=MAY)

    assert made.out == "APD-0001 créé : Préparation (version 1)\n"
    assert changed.out == "APD-0001 modifié : Préparation (version 1)\n"
    assert filed.out == "APD-0001 avancé : Contrôle\n"
    assert declaring.done("case", "show", "APD-0001", "--json", person="aude").json["title"] == "Néant"


def test_a_record_without_its_fields_names_each_of_them(declaring: Shell) -> None:
    ran = declaring.run("case", "create", "e-apd", person="aude", at=MAY)

    assert (ran.status, ran.out) == (1, "")
    assert all(f"donner --set {name}=…" in ran.err for name in DECLARED)


def test_a_field_that_the_file_holds_is_not_given_beside_it(declaring: Shell) -> None:
    both = ("--from", str(AUDE), "--set", "title=x")

    made = declaring.run("case", "create", "generaliste-2025", *both, person="aude", at=MAY)
    neither = declaring.run("case", "amend", "GEN25-0001", person="aude", at=MAY)

    assert (made.status, neither.status) == (1, 2)
    assert "« Intitulé du projet » (title) : title." in plain(made.err)
    assert "Donnez un fichier (--from), ou des champs (--set, --set-file)." in plain(neither.err)


def test_an_application_asked_for_without_its_file_says_where_it_comes_from(declaring: Shell) -> None:
    ran = declaring.run("case", "create", "generaliste-2025", person="aude", at=MAY)

    assert (ran.status, ran.out) == (3, "")
    assert "--from FICHIER" in plain(ran.err)


def test_an_application_is_created_like_an_earlier_one(declaring: Shell) -> None:
    ref = declaring.draft()
    words = ("case", "create", "patrimoine-2025", "--like", ref, "--key", "k")

    made = declaring.done(*words, person="aude", at=MAY)
    again = declaring.done(*words, "--json", person="aude", at=MAY)
    unseen = declaring.run(*words[:-2], person="pau", at=MAY)

    lines = plain(made.out).splitlines()
    assert lines[:3] == [
        "PAT25-0001 créé : Préparation (version 1)",
        (
            f"Repris de {ref} : Nom du porteur, Catégorie du porteur, SIRET du porteur, Région du siège, "
            "Profil du porteur, Fonction du représentant, Service à contacter, Courriel du contact, "
            "Téléphone du contact, Collectivités françaises participantes, Autorités locales étrangères"
        ),
        "Non repris :",
    ]
    assert len(lines) == 4
    assert lines[3].startswith("  Intitulé du projet, Thèmes, ")
    assert lines[3].endswith(", dépenses, ressources, années du budget : à redire à chaque demande")
    assert (again.json["ref"], again.json["replayed"], again.json["like"]) == ("PAT25-0001", True, None)
    assert unseen.status == 3
    assert f"Aucun dossier « {ref} » parmi ceux que vous pouvez voir." in plain(unseen.err)


def test_answers_of_a_file_win_over_those_of_an_earlier_application(shell: Shell, tmp_path: Path) -> None:
    ref = shell.draft()
    file = tmp_path / "mine.yaml"
    file.write_text(AUDE.read_text().replace('phone: "01 00 00 00 00"', "function: Direction"))
    words = ("case", "create", "generaliste-2025", "--from", str(file), "--like", ref, "--json")

    made = shell.done(*words, person="aude", at=MAY).json

    assert [one["place"] for one in made["like"]["taken"]] == ["lead.contact.phone"]
    contact = shell.done("case", "show", made["ref"], "--json", person="aude", at=MAY).json
    assert contact["application"]["lead"]["contact"] == {
        "name": "Direction des relations internationales",
        "function": "Direction",
        "email": "ri@aude.example.org",
        "phone": "01 00 00 00 00",
    }
