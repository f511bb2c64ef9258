"""The worked examples of the rules, replayed by `rules check` under the calls that ship."""

from pathlib import Path

import pytest

from tests.commands.shell import APPLICATIONS, AUDE, Shell, plain

EXAMPLES = Path(__file__).parents[1] / "rules/examples"
GENERAL = ("--call", "generaliste-2025")
SENEGAL = ("--call", "franco-senegalais-2024", "--at", "2025-03-21")
Objected = list[tuple[str, str]]


def judged(shell: Shell, *words: str) -> tuple[str, str | None, Objected]:
    """Judge a file: its verdict, its ceiling, and what is objected, each rule once with its level."""
    told = shell.run("rules", "check", "--json", *words).json
    objected = [(one["rule"], one["level"]) for one in told["findings"] if one["level"] != "info"]
    return told["verdict"], told["ceiling"], list(dict.fromkeys(objected))


@pytest.mark.parametrize(
    ("name", "call", "verdict", "ceiling", "objected"),
    [
        ("t1-benin", GENERAL, "valid", "126000.00", []),
        ("t2-liban", GENERAL, "invalid", "50000.00", [("B04", "block")]),
        ("t2-liban-50", GENERAL, "invalid", "50000.00", [("B01", "block")]),
        (
            "t2-liban",
            ("--call", "generaliste-2024"),
            "valid",
            "70000.00",
            [("B07", "warn"), ("B08", "warn"), ("B10", "warn")],
        ),
        ("t3-par-pays", GENERAL, "invalid", "102000.00", [("B05", "block")]),
        ("t3-taux-unique", GENERAL, "valid", "108000.00", []),
        ("t4-par-pays", GENERAL, "valid", "112000.00", []),
        ("t5-couts-communs", GENERAL, "valid", "113333.32", []),
        ("t6-valorisation", GENERAL, "invalid", "105000.00", [("B08", "block")]),
        ("t7-un-centime", GENERAL, "invalid", "105000.00", [("B07", "block")]),
        ("t9-senegal", SENEGAL, "valid", "63000.00", []),
    ],
)
def test_t1_to_t9_are_judged_on_their_budget(
    nowhere: Shell, name: str, call: tuple[str, ...], verdict: str, ceiling: str, objected: Objected
) -> None:
    told = judged(nowhere, *call, "--only", "budget", str(EXAMPLES / f"{name}.yaml"))

    assert told == (verdict, ceiling, objected)


def test_t8_two_authorities_are_refused_whatever_the_money(nowhere: Shell) -> None:
    _, _, objected = judged(
        nowhere, "--call", "cles-en-main-2025", str(EXAMPLES / "t8-deux-collectivites.yaml")
    )

    assert ("B13", "block") in objected


@pytest.mark.parametrize("siret", ["216 704 627 00025", "21670462700017", "216704627\u202f00033"])
def test_an_authority_named_twice_however_its_number_is_written_does_not_make_three(
    nowhere: Shell, tmp_path: Path, siret: str
) -> None:
    file = tmp_path / "twice.yaml"
    text = (EXAMPLES / "t8-deux-collectivites.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("21670462700025", siret), encoding="utf-8")

    told = nowhere.run("rules", "check", "--json", "--call", "cles-en-main-2025", str(file)).json

    found = next(one for one in told["findings"] if one["rule"] == "B13")
    assert (found["level"], found["seen"]["comptées"]) == ("block", "Sélestat et Obernai")
    assert [plain(step) for step in found["steps"]] == [
        "Erstein s'est retirée : non comptée.",
        "Services de Sélestat a le même SIREN (216704627) que Sélestat : comptée une fois.",
    ]


def test_t9_the_general_share_is_refused_under_the_call_with_senegal(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "t9.yaml"
    text = (EXAMPLES / "t9-senegal.yaml").read_text(encoding="utf-8")
    lines = text.replace("payer: french_authority", "payer: other")
    file.write_text(
        lines + '    - {payer: french_authority, name: Ville, cash: "9000.00"}\n', encoding="utf-8"
    )

    _, _, objected = judged(nowhere, *SENEGAL, "--only", "budget", str(file))

    assert ("B07", "block") in objected


@pytest.mark.parametrize(("day", "refused"), [("2025-05-20", False), ("2025-06-02", True)])
def test_t17_the_campaign_that_counts_is_the_latest_closed_on_the_day(
    nowhere: Shell, tmp_path: Path, day: str, refused: bool
) -> None:
    file = tmp_path / "liban.yaml"
    text = (APPLICATIONS / "bretagne-liban.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("apd_year: 2025", "apd_year: 2024"), encoding="utf-8")

    _, _, objected = judged(nowhere, "--call", "franco-libanais-2025", "--at", day, str(file))

    assert (("E1", "block") in objected) is refused


@pytest.mark.parametrize(
    ("reports", "verdict", "objected"),
    [
        ("overdue", "invalid", ("E2", "block")),
        ("partial_accepted", "valid", ("E2", "warn")),
    ],
)
def test_t18_an_overdue_report_refuses_and_an_accepted_partial_one_warns(
    nowhere: Shell, tmp_path: Path, reports: str, verdict: str, objected: tuple[str, str]
) -> None:
    file = tmp_path / "aude.yaml"
    text = AUDE.read_text(encoding="utf-8")
    file.write_text(text.replace("earlier_reports: filed", f"earlier_reports: {reports}"), encoding="utf-8")

    told, _, found = judged(nowhere, str(file))

    assert told == verdict
    assert objected in found


def test_t2_says_in_one_screen_what_is_too_much_why_and_what_would_do(nowhere: Shell) -> None:
    ran = nowhere.run("rules", "check", *GENERAL, "--only", "budget", str(EXAMPLES / "t2-liban.yaml"))

    told = [line.strip() for line in ran.out.replace("\u00a0", " ").replace("\u202f", " ").splitlines()]
    assert told[1:] == [
        "verdict : non valide",
        "plafond : 50 000,00 €",
        "bloquant",
        (
            "B04 — Le montant demandé (58 000,00 €) dépasse de 8 000,00 € le plafond de cofinancement "
            "(50 000,00 €)."
        ),
        "où : budget.requested",
        "vu : demandé 58 000,00 € ; coût total 100 000,00 € ; plafond 50 000,00 € ; dépassement 8 000,00 €",
        "calcul : Liban, pays éligible à l'aide publique au développement au 30 mai 2025 : 50 %",
        "calcul : 50 % × 100 000,00 € = 50 000,00 €",
        "calcul : 58 000,00 € − 50 000,00 € = 8 000,00 € de trop",
        (
            "source : Réseau Bretagne solidaire : les financements du ministère en 2025, le taux des autres "
            "pays éligibles à l'aide publique au développement, depuis le 1er janvier 2025"
        ),
        (
            "pour y remédier : Réduire la demande de 8 000,00 € (à 50 000,00 €), à coût total constant, "
            "le manque étant couvert par d'autres ressources."
        ),
        (
            "pour y remédier : Porter le coût total à 116 000,00 € avec d'autres ressources "
            "(soit 16 000,00 € de plus)."
        ),
    ]
