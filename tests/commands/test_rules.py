"""`rules check` keeps to the published contract, key by key."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.shell import AUDE, Shell, plain
from workflow.definition.bundle import pack
from workflow.definition.catalogue import load

KEYS = ["file", "call", "definition", "at", "verdict", "ceiling", "findings"]
FINDING_KEYS = ["rule", "level", "message", "seen", "steps", "remedies", "source", "where"]
EXAMPLES = Path(__file__).parents[1] / "rules/examples"


def test_one_line_of_json_for_each_file_in_order(nowhere: Shell, tmp_path: Path) -> None:
    over = tmp_path / "over.yaml"
    over.write_text(AUDE.read_text().replace("by_country", "by_chance"))

    ran = nowhere.run("rules", "check", "--call", "generaliste-2025", "--json", str(over), str(AUDE))

    told = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.status, ran.err) == (1, "")
    assert [(one["file"], one["verdict"], one["ceiling"]) for one in told] == [
        (str(over), "unreadable", None),
        (str(AUDE), "valid", "75000.00"),
    ]
    assert [list(one) for one in told] == [KEYS, KEYS]
    assert all(list(finding) == FINDING_KEYS for one in told for finding in one["findings"])


def test_the_definition_is_named_by_its_digest_and_read_at_its_closing_date(nowhere: Shell) -> None:
    told = nowhere.done("rules", "check", "--json", str(AUDE)).json

    assert told["call"] == "generaliste-2025"
    assert told["definition"] == pack(load("generaliste-2025").definition).digest
    assert told["at"] == "2025-05-30"


def test_a_finding_has_the_published_shape(nowhere: Shell) -> None:
    told = nowhere.done("rules", "check", "--json", str(AUDE)).json

    first = told["findings"][0]
    assert {name: first[name] for name in ("rule", "level", "remedies", "where")} == {
        "rule": "B05",
        "level": "info",
        "remedies": [],
        "where": "budget.resources[0]",
    }
    assert first["source"]["from"] == "2025-01-01"


BELFORT = AUDE.with_name("belfort.yaml")


def test_what_the_form_wants_of_a_file_comes_after_the_rules_and_blocks_like_them(
    nowhere: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "aude.yaml"
    file.write_text(
        AUDE.read_text().replace("  - {name: Département de l'Aude, siret", "  - {name: x, siret")
    )
    text = file.read_text().replace("title: Gestion de l'eau du bassin Catamayo-Chira\n", "")
    file.write_text(text)

    ran = nowhere.run("rules", "check", "--json", str(file))

    told = [(one["rule"], one["where"]) for one in ran.json["findings"] if one["level"] == "block"]
    assert (ran.status, ran.json["verdict"], told) == (1, "invalid", [("COMPLETE", "title")])


def test_the_form_and_filing_say_the_same(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "aude.yaml"
    file.write_text(
        AUDE.read_text().replace('  region: "76"\n', "").replace("kind: local_authority", "kind: gip")
    )
    create = ("case", "create", "generaliste-2025", "--from", str(file))
    ref = shell.done(*create, person="aude", at="2025-05-20").out.split()[0]

    judged = shell.run("rules", "check", str(file))
    filed = shell.run("case", "advance", ref, "submit", person="aude", at="2025-05-21")

    wanted = [line.strip() for line in plain(filed.err).splitlines() if line.startswith("  FORM")]
    assert [line.strip() for line in plain(judged.out).splitlines() if "FORM" in line] == wanted


def test_what_a_call_asks_beside_the_file_is_told_and_does_not_block(nowhere: Shell) -> None:
    ran = nowhere.done("rules", "check", "--json", str(BELFORT))

    last = ran.json["findings"][-1]
    assert (ran.json["verdict"], last["rule"], last["level"]) == ("valid", "FORM", "info")
    assert plain(last["message"]) == "Demandé en plus du dossier : « Nature du patrimoine » (obligatoire)."
    assert [plain(one) for one in last["remedies"]] == [
        "Donner ces réponses à la création, ou ensuite : « jalon case amend … --set heritage_kind=built »."
    ]


def test_at_reads_the_rates_of_that_day(nowhere: Shell) -> None:
    told = nowhere.run("rules", "check", "--json", "--at", "2024-06-01", "--only", "budget", str(AUDE)).json

    assert (told["at"], told["ceiling"]) == ("2024-06-01", "105000.00")


def test_a_day_without_rules_cannot_be_judged(nowhere: Shell) -> None:
    ran = nowhere.run("rules", "check", "--json", "--at", "2019-01-01", str(AUDE))

    assert (ran.status, ran.json["verdict"], ran.json["ceiling"]) == (1, "unreadable", None)


@pytest.mark.parametrize("code", ["generaliste-2031", "generaliste", "comite"])
def test_an_unknown_call_ends_with_3_and_prints_nothing(nowhere: Shell, code: str) -> None:
    ran = nowhere.run("rules", "check", "--call", code, "--json", str(AUDE))

    assert (ran.status, ran.out) == (3, "")
    assert "appel" in ran.err


def test_an_unknown_call_named_by_one_file_prints_nothing_for_the_others(
    nowhere: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "other.yaml"
    file.write_text(AUDE.read_text().replace("generaliste-2025", "generaliste-2031"))

    ran = nowhere.run("rules", "check", "--json", str(AUDE), str(file))

    assert (ran.status, ran.out) == (3, "")


def test_only_budget_judges_files_that_hold_nothing_else(nowhere: Shell) -> None:
    words = ("rules", "check", "--call", "generaliste-2025", "--only", "budget", "--json")
    benin = EXAMPLES / "t1-benin.yaml"

    assert nowhere.done(*words, str(benin)).json["verdict"] == "valid"


def test_json_is_accepted_and_its_numbers_are_no_money(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "aude.json"
    tree = {"budget": {"total": 150000, "requested": "75000.00"}, "countries": [{"code": "EC"}]}
    file.write_text(json.dumps(tree))
    words = ("rules", "check", "--call", "generaliste-2025", "--only", "budget", "--json")

    told = nowhere.run(*words, str(file)).json

    assert told["verdict"] == "unreadable"
    assert "JSON-001" in {finding["rule"] for finding in told["findings"]}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (None, "FIC-404"),
        ("title: Sans appel\n", "FIC-405"),
        ("call: [\n", "YAML-001"),
        ("[" * 500, "LIM-002"),
    ],
)
def test_a_file_that_cannot_be_judged_is_told_like_the_others(
    nowhere: Shell, tmp_path: Path, text: str | None, rule: str
) -> None:
    file = tmp_path / "file.yaml"
    if text is not None:
        file.write_text(text)

    ran = nowhere.run("rules", "check", "--json", str(file), str(AUDE))

    told = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 1
    assert [one["verdict"] for one in told] == ["unreadable", "valid"]
    assert told[0]["findings"][0]["rule"] == rule


def test_people_read_verdict_ceiling_and_computation(nowhere: Shell) -> None:
    told = plain(nowhere.done("rules", "check", str(AUDE)).out).splitlines()

    assert told[1:3] == ["  verdict : valide", "  plafond : 75 000,00 €"]
    assert "      calcul : 50 % × 90 000,00 € = 45 000,00 €" in told


def test_rules_check_loads_no_database() -> None:

    code = (
        "import sys\nfrom cli import app\n"
        f"try:\n    app(['rules', 'check', {str(AUDE)!r}])\n"
        "except SystemExit:\n    print(sorted({'sqlmodel', 'sqlalchemy', 'weasyprint'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == "[]"


def test_a_window_is_named_and_one_the_call_does_not_have_ends_with_3(nowhere: Shell) -> None:
    named = nowhere.done("rules", "check", "--json", "--window", "single", str(AUDE)).json
    ran = nowhere.run("rules", "check", "--window", "bis", str(AUDE))

    assert named == nowhere.done("rules", "check", "--json", str(AUDE)).json
    assert (ran.status, ran.out) == (3, "")
    assert "n'a pas de guichet « bis »" in plain(ran.err)
