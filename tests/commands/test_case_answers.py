"""Answers changed field by field, what a correction opens, and what changed told to each."""

from pathlib import Path

import pytest

from tests.commands.shell import AUDE, AUDE_SIRET, Shell, plain

MAY, JUNE = "2025-05-20", "2025-06-06"
BELFORT = "21900010600019"
OPENED = ("--set", "items=Le contact", "--set", "fields=lead.contact.email, months")
FIELDS = ("months=30", "lead.contact.email=n@aude.example.org")
CHANGED = [
    "  adresse électronique du contact : ri@aude.example.org → n@aude.example.org",
    "  durée en mois : 24 → 30",
]


@pytest.fixture
def corrected(shell: Shell) -> tuple[Shell, str]:
    """An application whose correction was answered after one of its three opinions was given."""
    ref = shell.awaiting()
    given = ("--set", "kind=favourable", "--set", "text=Favorable.")
    shell.done("case", "advance", f"{ref}/embassy.EC", "give", *given, person="ecuador", at="2025-06-04")
    shell.done("case", "open", ref, "correction", *OPENED, person="instructor", at="2025-06-05")
    shell.done("case", "answers", "set", ref, *FIELDS, person="aude", at=JUNE)
    shell.done("case", "advance", f"{ref}/correction", "answer", person="aude", at=JUNE)
    return shell, ref


def lines(text: str) -> list[str]:
    return plain(text).splitlines()


def test_fields_of_a_draft_are_set_and_what_changed_is_told(shell: Shell) -> None:
    ref = shell.draft()

    tried = shell.done("case", "answers", "set", ref, "--dry-run", *FIELDS, person="aude", at=MAY)
    before = shell.done("case", "answers", "show", ref, "--json", person="aude", at=MAY).json
    done = shell.done("case", "answers", "set", ref, *FIELDS, person="aude", at=MAY)
    after = shell.done("case", "answers", "show", ref, "--json", person="aude", at=MAY).json

    assert lines(tried.out) == ["Essai : rien n'est enregistré.", *CHANGED]
    assert lines(done.out)[1:] == CHANGED
    values = [{one["path"]: one["value"] for one in told}["months"] for told in (before, after)]
    assert values == ["24", "30"]


def test_a_refusal_shows_back_all_that_was_given_and_stores_nothing(shell: Shell) -> None:
    ref = shell.draft()

    words = ("title=Nouveau titre", "months=trente", "themse=[eau]")
    ran = shell.run("case", "answers", "set", ref, *words, person="aude", at=MAY)

    told = lines(ran.err)
    assert ran.status == 1
    assert "erreur APP-007 : « months » : « trente » n'est pas un nombre entier de 1 à 120." in told
    assert told[-4:] == [
        "  donné : title = Nouveau titre",
        "  donné : months = trente",
        "  donné : themse = [eau]",
        "  qui : vous",
    ]
    assert "Nouveau titre" not in shell.done("case", "answers", "show", ref, person="aude", at=MAY).out


def test_a_file_is_imported_for_the_parts_it_holds(shell: Shell, tmp_path: Path) -> None:
    ref = shell.draft()
    file = tmp_path / "part.json"
    file.write_text('{"months": "12"}', encoding="utf-8")

    done = shell.done("case", "answers", "import", ref, str(file), person="aude", at=MAY)
    missing = shell.run("case", "answers", "import", ref, str(tmp_path / "no.yaml"), person="aude", at=MAY)
    folder = shell.run("case", "answers", "import", ref, str(tmp_path), person="aude", at=MAY)

    assert lines(done.out)[1:] == ["  durée en mois : 24 → 12"]
    assert (missing.status, folder.status) == (3, 3)
    assert str(tmp_path) in folder.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\n\xff\xfe", "YAML-011"),
        (b"PK\x03\x04 a spreadsheet", "YAML-012"),
        (b"title: " + b"9" * 10_000_000, "LIM-001"),
        (b"", "YAML-014"),
        (b"title: a\x00b", "YAML-012"),
        ("title: a\u202eb".encode(), "YAML-012"),
        ("lead: {siret: ２２１１０００１９０００１９}".encode(), "APP-011"),
    ],
    ids=lambda value: ascii(value[:20]),
)
def test_a_file_that_is_none_is_refused_everywhere_with_its_name_and_nothing_is_stored(
    shell: Shell, tmp_path: Path, content: bytes, code: str
) -> None:
    ref = shell.draft()
    file = tmp_path / "dossier.yaml"
    file.write_bytes(content)
    before = shell.done("case", "show", ref, "--json", person="aude", at=MAY).json

    told = [
        shell.run(*words, person="aude", at=MAY)
        for words in (
            ("case", "answers", "import", ref, str(file)),
            ("case", "amend", ref, "--from", str(file)),
            ("case", "create", "generaliste-2025", "--from", str(file)),
            ("case", "budget", "import", ref, str(file)),
        )
    ]
    judged = shell.run("rules", "check", "--call", "generaliste-2025", "--json", str(file))

    assert {ran.status for ran in told} <= {1, 7}
    assert [code in ran.err and "dossier.yaml" in ran.err for ran in told] == [True] * 4
    assert judged.status == 1
    assert code in {finding["rule"] for finding in judged.json["findings"]}
    assert shell.done("case", "show", ref, "--json", person="aude", at=MAY).json == before


@pytest.mark.parametrize("text", ["a\0b", "a\u202eb", "１", "1e999999", "9" * 400, "{{ 7 }}", "../x"])
def test_a_hostile_answer_to_an_act_is_refused_by_its_name_and_shown_back(shell: Shell, text: str) -> None:
    ref = shell.filed()
    shell.done("case", "advance", ref, "admit", person="instructor", at="2025-06-02")
    given = ("--set", f"kind={text}", "--set", "text=Favorable.")

    ran = shell.run("case", "advance", f"{ref}/embassy.EC", "give", *given, person="ecuador", at=JUNE)

    assert ran.status == 1
    assert " (kind) : " in plain(ran.err)
    assert "  donné : text = Favorable." in lines(ran.err)
    assert not any(hidden in ran.err for hidden in "\0\u202e")


def test_a_correction_opens_the_fields_it_names_and_no_other(shell: Shell) -> None:
    ref = shell.filed()
    shell.done("case", "open", ref, "correction", *OPENED, person="instructor", at="2025-06-05")

    words = ("months=30", "lead.contact.phone=01")
    ran = shell.run("case", "answers", "set", ref, *words, person="aude", at=JUNE)

    assert ran.status == 1
    assert lines(ran.err)[:2] == [
        f"ACT-001 : {ref} est déposé : ces réponses ne peuvent plus changer : lead.contact.phone.",
        "  vu : rubriques ouvertes lead.contact.email, months",
    ]


def test_an_unknown_field_is_refused_when_the_correction_is_asked(shell: Shell) -> None:
    ref = shell.filed()

    asked = ("--set", "items=Le contact", "--set", "fields=lead.contact.emial")
    ran = shell.run("case", "open", ref, "correction", *asked, person="instructor", at="2025-06-05")

    assert ran.status == 1
    assert "Vouliez-vous « lead.contact.email »" in plain(ran.err)


def test_what_a_correction_changed_is_told(corrected: tuple[Shell, str]) -> None:
    shell, ref = corrected

    diff = shell.done("case", "answers", "diff", ref, person="instructor", at=JUNE)
    outside = shell.done("case", "answers", "diff", ref, "--json", person="aude", at=JUNE).json
    shown = shell.done("case", "show", f"{ref}/correction", person="instructor", at=JUNE)

    assert lines(diff.out)[1:] == CHANGED
    assert (outside["from"], outside["to"]) == (None, None)
    assert [one["path"] for one in outside["changes"]] == ["lead.contact.email", "months"]
    assert lines(shown.out)[-3:] == ["Ce que la correction a changé", *CHANGED]


def test_versions_are_compared_inside_alone(corrected: tuple[Shell, str]) -> None:
    shell, ref = corrected
    version = shell.done("case", "show", ref, "--json", person="instructor", at=JUNE).json["version"]

    same = shell.done("case", "answers", "diff", ref, "--from", str(version), person="instructor", at=JUNE)
    absent = shell.run("case", "answers", "diff", ref, "--from", "99", person="instructor", at=JUNE)
    outside = shell.run("case", "answers", "diff", ref, "--from", "2", person="aude", at=JUNE)

    assert lines(same.out)[1:] == ["  aucun changement"]
    assert (absent.status, outside.status) == (3, 1)


@pytest.mark.parametrize("command", ["show", "why"])
def test_opinions_whose_basis_changed_are_flagged_inside_and_to_who_gives_them(
    corrected: tuple[Shell, str], command: str
) -> None:
    shell, ref = corrected

    told = {
        person: [
            (
                one["ref"].removeprefix(f"{ref}/"),
                one["was_given"],
                [change["path"] for change in one["changes"]],
            )
            for one in shell.done("case", command, ref, "--json", person=person, at=JUNE).json.get(
                "basis_changed", []
            )
        ]
        for person in ("instructor", "prefecture", "aude")
    }

    paths = ["lead.contact.email", "months"]  # The contact is no part of what an embassy judges.
    assert {person: sorted(found) for person, found in told.items()} == {
        "instructor": [
            ("embassy.EC", True, ["months"]),
            ("embassy.PE", False, ["months"]),
            ("prefecture.76", False, paths),
        ],
        "prefecture": [("prefecture.76", False, paths)],
        "aude": [],
    }


def test_an_opinion_given_after_the_correction_is_not_flagged(corrected: tuple[Shell, str]) -> None:
    shell, ref = corrected
    given = ("--set", "kind=favourable", "--set", "text=Favorable.")
    shell.done("case", "advance", f"{ref}/embassy.PE", "give", *given, person="peru", at="2025-06-07")

    found = shell.done("case", "show", ref, "--json", person="instructor", at="2025-06-07").json

    assert sorted(one["ref"] for one in found["basis_changed"]) == [
        f"{ref}/embassy.EC",
        f"{ref}/prefecture.76",
    ]


def test_a_draft_has_nothing_to_be_compared_with(shell: Shell) -> None:
    ref = shell.draft()

    ran = shell.run("case", "answers", "diff", ref, person="aude", at=MAY)

    assert (ran.status, lines(ran.err)[0]) == (
        1,
        f"ACT-001 : {ref} n'est pas encore déposé : rien à quoi le comparer.",
    )


def test_what_a_call_asks_beside_the_file_is_shown_after_it(shell: Shell) -> None:
    file = AUDE.parent / "belfort.yaml"
    shell.done("right", "grant", "aude", "applicant", "--value", BELFORT, person="keeper")
    words = ("case", "create", "patrimoine-2025", "--from", str(file), "--set", "heritage_kind=built")
    ref = shell.done(*words, person="aude", at=MAY).out.split()[0]

    told = lines(shell.done("case", "answers", "show", ref, person="aude", at=MAY).out)

    assert told[-1] == "supplement.heritage_kind — Nature du patrimoine : patrimoine bâti"
    assert not any(one.startswith("supplement") for one in told[:-1])


@pytest.mark.parametrize("written", ["heritage_kind", "supplement.heritage_kind"])
def test_what_a_call_asks_beside_the_file_is_sent_to_the_command_that_takes_it(
    shell: Shell, written: str
) -> None:
    shell.done("right", "grant", "aude", "applicant", "--value", BELFORT, person="keeper")
    words = ("case", "create", "patrimoine-2025", "--from", str(AUDE.parent / "belfort.yaml"))
    ref = shell.done(*words, "--set", "heritage_kind=built", person="aude", at=MAY).out.split()[0]

    ran = shell.run("case", "answers", "set", ref, f"{written}=natural", "months=0", person="aude", at=MAY)

    told = lines(ran.err)
    assert ran.status == 1
    assert f"erreur REP-001 : « {written} » se demande en plus du fichier de demande." in told
    assert f"       = aide : Donnez-le par « jalon case amend {ref} --set heritage_kind=… »." in told
    assert f"  donné : {written} = natural" in told
    assert [line for line in told if line.startswith("erreur APP-007 : « months »")]


LOST = (
    "ce dossier ne serait plus le vôtre, et vous ne pourriez plus le lire",
    f"garder le numéro actuel, par exemple lead.siret={AUDE_SIRET}",
)


@pytest.mark.parametrize("number", ["", "20099902700010"])
@pytest.mark.parametrize("door", ["set", "import", "amend"])
def test_a_number_that_would_put_the_draft_out_of_reach_is_refused_and_nothing_is_lost(
    shell: Shell, tmp_path: Path, door: str, number: str
) -> None:
    ref = shell.draft()
    before = shell.done("case", "answers", "show", ref, "--json", person="aude", at=MAY).json
    line = f'  siret: "{AUDE_SIRET}"\n'
    text = AUDE.read_text(encoding="utf-8")
    assert line in text
    file = tmp_path / "autre.yaml"
    file.write_text(text.replace(line, f'  siret: "{number}"\n' if number else "", 1), encoding="utf-8")
    words = {
        "set": ("answers", "set", ref, f"lead.siret={number}"),
        "import": ("answers", "import", ref, str(file)),
        "amend": ("amend", ref, "--from", str(file)),
    }

    ran = shell.run("case", *words[door], person="aude", at=MAY)

    after = shell.done("case", "answers", "show", ref, "--json", person="aude", at=MAY).json
    assert (ran.status, after) == (1, before)
    assert f"deviendrait « {number or 'aucun'} »" in plain(ran.err)
    assert [told in plain(ran.err) for told in LOST] == [True, True]


def test_a_number_on_which_the_person_has_a_right_too_is_taken(shell: Shell) -> None:
    ref = shell.draft()
    right = ("--scope", "own", "--value", "20099902700010")
    shell.done("right", "grant", "aude", "applicant", *right, person="keeper")

    shell.done("case", "answers", "set", ref, "lead.siret=20099902700010", person="aude", at=MAY)

    shell.done("case", "show", ref, person="aude", at=MAY)
