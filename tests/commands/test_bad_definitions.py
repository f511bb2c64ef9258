"""Whatever is wrong with a definition is told at its place, under its line, with what would mend it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.commands.shell import Ran, Shell, plain

CALL = """\
jalon: 1
code: essai
extends: generaliste
title: Appel d'essai
ref: ESS26
windows:
  single:
    opens: 2026-04-07
    closes: 2026-05-29 23:59
    months: unknown
    envelope: unknown
    source: JALON
    sure: D
"""
PLACE = re.compile(
    r"^(?P<file>.*?):(?P<line>\d+):(?P<column>\d+) : (?:erreur|avertissement) (?P<code>[A-Z]+-\d+) : "
)
DEADLINE = "machines: {opinion: {states: {requested: {deadlines: {answer: {%s}}}}}}\n"
TRANSITION = "machines: {application: {transitions: {%s}}}\n"


def check(shell: Shell, folder: Path, text: str | bytes, *options: str) -> Ran:
    file = folder / "essai.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return shell.run("calls", "check", str(file), *options)


def told(ran: Ran) -> list[tuple[str, str]]:
    """Give each problem as (code, line:column)."""
    found = (PLACE.match(line) for line in plain(ran.err).splitlines())
    return [(one["code"], f"{one['line']}:{one['column']}") for one in found if one]


def carets(ran: Ran) -> list[str]:
    """Give what each caret underlines."""
    lines = ran.err.splitlines()
    shown = []
    for above, line in pairwise(lines):
        under = re.fullmatch(r"( +\| )( *)(\^+)", line)
        if under:
            text = above[len(under[1]) :]
            shown.append(text[len(under[2]) : len(under[2]) + len(under[3])])
    return shown


def test_the_call_that_is_spoilt_below_holds(nowhere: Shell, tmp_path: Path) -> None:
    assert check(nowhere, tmp_path, CALL).status == 0


@pytest.mark.parametrize(
    ("text", "code", "place", "token", "said"),
    [
        # Syntax, with its likely cause.
        (CALL.replace("  single:", "\tsingle:"), "YAML-002", "7:1", "\t", "espaces"),
        (CALL.replace("ESS26", "'ESS'26'"), "YAML-003", "5:11", "2", "apostrophe"),
        (CALL.replace("ESS26", '"ESS26'), "YAML-003", "5:6", '"', "jamais refermé"),
        (CALL.replace("    months", "   months"), "YAML-016", "10:4", "m", "Alignez"),
        (CALL.replace("Appel d'essai", "Appel : essai"), "YAML-001", "4:14", ":", "guillemets"),
        # A duplicate points at the first.
        (CALL + "ref: ESS27\n", "YAML-004", "14:1", "ref", "ligne 5"),
        # Unknown names, with the nearest.
        (
            CALL.replace("  single:\n", "  single:\n    opnes: 2026-04-07\n"),
            "DEF-001",
            "8:5",
            "opnes",
            "opens",
        ),
        (CALL + TRANSITION % "submit: {to: submited}", "DEF-014", "14:53", "submited", "submitted"),
        (CALL + TRANSITION % "submit: {by: aplicant}", "DEF-019", "14:53", "aplicant", "applicant"),
        (CALL + TRANSITION % "propose: {form: proposals}", "DEF-020", "14:56", "proposals", "proposal_form"),
        (
            CALL + TRANSITION % "submit: {mails: {filing_receit: applicant}}",
            "DEF-021",
            "14:57",
            "filing_receit",
            "filing_receipt",
        ),
        (CALL + TRANSITION % "submit: {documents: receit}", "DEF-022", "14:60", "receit", "receipt"),
        (
            CALL.replace("    sure", "    zone: Europe/Pariss\n    sure"),
            "DEF-027",
            "13:11",
            "Europe/Pariss",
            "Europe/Paris",
        ),
        # Traps.
        (CALL + "about: 23:59\n", "DEF-007", "14:8", "23:59", "minutes"),
        (CALL + "about: no\n", "DEF-007", "14:8", "no", "vrai ou faux"),
        (CALL + "about: 017\n", "DEF-007", "14:8", "017", "base huit"),
        (CALL + "about: 12_000\n", "DEF-007", "14:8", "12_000", "milliers"),
        (CALL + "about: 1e3\n", "DEF-007", "14:8", "1e3", "exposant"),
        (CALL + "about: 2025-05-30\n", "DEF-007", "14:8", "2025-05-30", "date"),
        # Dates and zones.
        (
            CALL.replace("2026-05-29 23:59", "2026-02-30 23:59"),
            "DEF-003",
            "9:13",
            "2026-02-30 23:59",
            "calendrier",
        ),
        (
            CALL.replace("2026-05-29 23:59", "2026-05-29 25:00"),
            "DEF-003",
            "9:13",
            "2026-05-29 25:00",
            "calendrier",
        ),
        (CALL.replace("2026-05-29 23:59", "29/05/2026"), "DEF-003", "9:13", "29/05/2026", "2025-05-30"),
        (
            CALL.replace("23:59", "23:59+02:00"),
            "DEF-003",
            "9:13",
            "2026-05-29 23:59+02:00",
            "zone: Europe/Paris",
        ),
        (
            CALL.replace("23:59", "23:59 Europe/Paris"),
            "DEF-003",
            "9:13",
            "2026-05-29 23:59 Europe/Paris",
            "« zone:",
        ),
        (CALL.replace("    sure", "    zone:\n    sure"), "YAML-013", "13:5", "zone", "n'a pas de valeur"),
        # Paths that lead nowhere, told.
        (
            CALL + "machines: {application: {states: {lost: {label: Perdu, phase: undecided}}}}\n",
            "DEF-040",
            "14:35",
            "lost",
            "Aucun chemin",
        ),
        (
            CALL + TRANSITION % "resume: remove, adjourn: {to: adjourned}",
            None,
            "",
            "",
            "aucun chemin ordinaire ne mène à une fin",
        ),
        # Refused features, named.
        (CALL + "about: *theme\n", "YAML-006", "14:8", "*theme", "Alias"),
        (CALL + "about: &theme x\n", "YAML-005", "14:8", "&theme", "Ancre"),
        (CALL + "<<: {about: x}\n", "YAML-007", "14:1", "<<", "fusion"),
        (CALL + "about: !!str x\n", "YAML-008", "14:8", "!!str", "Étiquette"),
        ("%YAML 1.2\n---\n" + CALL, "YAML-009", "1:1", "%", "Directive"),
        (CALL + "---\nabout: x\n", "YAML-010", "14:1", "---", "plusieurs documents"),
        # Bytes and characters.
        (CALL.encode().replace(b"essai\nref", b"\xe9ssai\nref"), "YAML-011", "4:16", "", "0xE9"),
        (CALL + "about: a\x00b\n", "YAML-012", "14:9", "\x00", "U+0000"),
        (CALL + "about: a\u202eb\n", "YAML-012", "14:9", "\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        (CALL + "about: a\u200fb\n", "YAML-012", "14:9", "\u200f", "U+200F"),
        (CALL.replace("windows", "wind\u043ews"), "DEF-104", "6:5", "\u043e", "U+043E"),
        (CALL + TRANSITION % "submit: {to: submitt\u0435d}", "DEF-104", "14:60", "\u0435", "U+0435"),
        (CALL.replace("generaliste", "g\u0435neraliste"), "DEF-010", "3:10", "g\u0435neraliste", "U+0435"),
        # A filing without its receipt.
        (
            CALL + TRANSITION % "submit: {documents: remove}",
            "DEF-153",
            "14:40",
            "submit",
            "accusé de réception",
        ),
        # Rules: names, units.
        (CALL + TRANSITION % "submit: {rules: {add: [B99]}}", "DEF-023", "14:63", "B99", "B09"),
        (
            CALL + "parameters:\n  rate.pma: {value: 70, from: 2026-01-01, source: JALON}\n",
            "DEF-091",
            "15:21",
            "70",
            "70 %",
        ),
        (
            CALL + "parameters:\n  rate.pma: {value: 80 %, from: 2026-01-01, source: JALON}\n",
            "DEF-096",
            "15:21",
            "80 %",
            "plafond",
        ),
    ],
)
def test_a_fault_is_told_at_its_token_with_what_mends_it(
    nowhere: Shell, tmp_path: Path, text: str | bytes, code: str | None, place: str, token: str, said: str
) -> None:
    ran = check(nowhere, tmp_path, text)

    assert ran.status == 1
    assert said in plain(ran.err)
    assert "= aide : " in plain(ran.err)
    if code is not None:
        assert (code, place) in told(ran), ran.err
    if token.isprintable() and token:
        assert token in carets(ran), ran.err


@pytest.mark.parametrize(
    ("text", "limit", "place"),
    [
        (CALL + "# rien\n" * 160_000, "LIM-001", "1:1"),
        (CALL + "about: " + "[" * 60, "LIM-002", "14:58"),
        (CALL + "applicants:\n" + "  - a\n" * 50_000, "LIM-003", "7986:5"),
        (CALL + "about: " + "x" * 10_001 + "\n", "LIM-004", "14:8"),
    ],
)
def test_a_limit_passed_is_named_with_its_place_and_ends_with_7(
    nowhere: Shell, tmp_path: Path, text: str, limit: str, place: str
) -> None:
    ran = check(nowhere, tmp_path, text)

    assert ran.status == 7
    assert told(ran) == [(limit, place)]
    assert "c'est la limite" in plain(ran.err) or "la limite est de" in plain(ran.err)


@pytest.mark.parametrize(
    ("added", "code", "said"),
    [
        (
            DEADLINE % "remind: remove, mails: remove",
            "DEF-083",
            "aucun rappel",
        ),
        (
            "roles: {observer: {label: observateur, kind: outside, scope: region}}\n",
            "DEF-105",
            "ne peut rien faire",
        ),
    ],
)
def test_what_holds_and_may_go_ill_is_a_warning(
    nowhere: Shell, tmp_path: Path, added: str, code: str, said: str
) -> None:
    ran = check(nowhere, tmp_path, CALL + added, "--no-scenarios")

    assert ran.status == 0
    assert code in {found for found, _ in told(ran)}
    assert said in plain(ran.err)
    assert check(nowhere, tmp_path, CALL + added, "--no-scenarios", "--strict").status == 1


TEN_FAULTS = """\
jalon: 1
code: essai
extends: generaliste
title: Appel d'essai
ref: ESS26
about: 23:59
countries: {excluded: [XX, Sénégal]}
parameters:
  rate.pmaa: {value: 70 %, source: JALON}
  rate.oda: {value: 80 %, from: 2026-01-01, source: JALONS}
machines:
  application:
    transitions:
      submit: {to: submited, mails: {filing_receit: applicant}}
      propose: {by: instructer}
windows:
  single:
    opens: 2026-04-07
    closes: 2026-02-30 23:59
    months: unknown
    envelop: unknown
    envelope: unknown
    source: JALON
    sure: D
"""


def test_a_file_with_ten_faults_and_one_is_told_eleven_each_at_its_place(
    nowhere: Shell, tmp_path: Path
) -> None:
    ran = check(nowhere, tmp_path, TEN_FAULTS)

    assert ran.status == 1
    assert told(ran) == [
        ("DEF-007", "6:8"),
        ("DEF-026", "7:24"),
        ("DEF-004", "7:28"),
        ("DEF-090", "9:3"),
        ("DEF-096", "10:21"),
        ("DEF-025", "10:53"),
        ("DEF-014", "14:20"),
        ("DEF-021", "14:38"),
        ("DEF-019", "15:21"),
        ("DEF-003", "19:13"),
        ("DEF-001", "21:5"),
    ]
    assert carets(ran) == [
        "23:59",
        "XX",
        "Sénégal",
        "rate.pmaa",
        "80 %",
        "JALONS",
        "submited",
        "filing_receit",
        "instructer",
        "2026-02-30 23:59",
        "envelop",
    ]
    assert plain(ran.err).count("= aide : ") == len(told(ran))
