"""`case budget`: its versions, what changed between them, and nothing of a decision not announced."""

from pathlib import Path

from tests.commands.shell import AUDE, Shell, plain

WHEN = "2025-07-02"
OPENED = ("--set", "items=Le budget.", "--set", "fields=budget")


def corrected(shell: Shell, folder: Path) -> str:
    """File the application, change one of its lines by a correction, and give the reference."""
    ref = shell.filed()
    shell.done("case", "open", ref, "correction", *OPENED, person="instructor", at="2025-06-03")
    changed = folder / "corrected.yaml"
    text = AUDE.read_text(encoding="utf-8").replace("Missions croisées", "Missions")
    changed.write_text(text, encoding="utf-8")
    shell.done("case", "amend", ref, "--from", str(changed), person="aude", at="2025-06-04")
    return ref


def test_a_version_is_told_by_category_payer_and_year_with_its_totals(shell: Shell) -> None:
    ref = shell.decided()

    ran = shell.done("case", "budget", "show", ref, "--version", "decided", person="instructor", at=WHEN)

    lines = [" ".join(line.split()) for line in plain(ran.out).splitlines()]
    assert lines[1:5] == [
        "budget décidé, le 1er juillet 2025",
        "coût total : 150 000,00 €",
        "demandé : 75 000,00 €",
        "accordé : 75 000,00 € (montant donné seul : les lignes sont celles du budget jugé)",
    ]
    assert "F Personnel de suivi et de coordination valorisation 7 500,00 € 7 500,00 € 15 000,00 €" in lines
    assert "Collectivité française valorisation 7 500,00 € 7 500,00 € 15 000,00 €" in lines
    assert lines.count("total 82 500,00 € 67 500,00 € 150 000,00 €") == 2


def test_a_version_keeps_the_lines_of_its_moment(shell: Shell, tmp_path: Path) -> None:
    ref = corrected(shell, tmp_path)

    ran = shell.done("case", "budget", "diff", ref, "filed", "current", person="aude", at=WHEN)

    mission = "dépense B Mobilité et missions, « Missions"
    assert plain(ran.out).splitlines() == [
        "du budget déposé au budget actuel",
        "  4 différences",
        f"  {mission} croisées », numéraire 2025 : 12 500,00 € en moins",
        f"  {mission} croisées », numéraire 2026 : 17 500,00 € en moins",
        f"  {mission} », numéraire 2025 : 12 500,00 € en plus",
        f"  {mission} », numéraire 2026 : 17 500,00 € en plus",
    ]


def test_differences_are_given_as_json(shell: Shell, tmp_path: Path) -> None:
    ref = corrected(shell, tmp_path)

    found = shell.done("case", "budget", "diff", ref, "filed", "current", "--json", person="aude").json

    assert (found["from"]["version"], found["to"]["version"]) == ("filed", "current")
    assert found["differences"][0] == {
        "part": "expense",
        "about": ["B", "Missions croisées", "", ""],
        "nature": "cash",
        "year": 2025,
        "before": 1_250_000,
        "after": None,
        "change": -1_250_000,
        "told": None,
    }


def test_a_decision_not_announced_makes_no_version_outside(shell: Shell) -> None:
    ref = shell.decided()

    def versions(person: str) -> list[str]:
        found = shell.done("case", "budget", "show", ref, "--json", person=person, at=WHEN).json
        return list(found["versions"])

    assert versions("instructor") == ["filed", "proposed", "decided", "current"]
    assert versions("aude") == ["filed", "current"]
    assert versions("peru") == ["filed", "current"]


def test_a_hidden_version_is_refused_as_one_that_does_not_exist(shell: Shell) -> None:
    ref = shell.decided()

    def refused(name: str) -> str:
        ran = shell.run("case", "budget", "show", ref, "--version", name, person="aude", at=WHEN)
        assert ran.status == 3
        return ran.err.replace(name, "…")

    assert refused("decided") == refused("zzz")


def test_an_announced_decision_is_a_version_outside_but_never_the_proposal(shell: Shell) -> None:
    ref = shell.decided()
    shell.done("case", "advance", ref, "notify_award", person="delegate", at="2025-07-03")

    found = shell.done("case", "budget", "show", ref, "--json", person="aude", at="2025-07-04").json

    assert found["versions"] == ["filed", "decided", "current"]


def test_a_case_without_a_budget_says_so(shell: Shell) -> None:
    words = ("case", "convene", "comite", "--title", "Séance")
    ref = shell.done(*words, person="secretary", at="2025-06-01").out.split()[0]

    ran = shell.run("case", "budget", "show", ref, person="secretary", at=WHEN)

    assert (ran.status, "n'a pas de budget" in ran.err) == (3, True)


def test_how_certain_each_resource_is_is_told_and_what_changed_of_it(shell: Shell, tmp_path: Path) -> None:
    ref = shell.filed()
    opened = ("--set", "items=La lettre.", "--set", "fields=budget.resources")
    shell.done("case", "open", ref, "correction", *opened, person="instructor", at="2025-06-03")
    changed = tmp_path / "corrected.yaml"
    text = AUDE.read_text(encoding="utf-8").replace("status: promised", "status: acquired")
    changed.write_text(text, encoding="utf-8")
    shell.done("case", "amend", ref, "--from", str(changed), person="aude", at="2025-06-04")

    shown = plain(shell.done("case", "budget", "show", ref, "--version", "filed", person="aude", at=WHEN).out)
    diff = plain(shell.done("case", "budget", "diff", ref, "filed", "current", person="aude", at=WHEN).out)

    assert "certitude des ressources : non dit 140 000,00 € ; promis par lettre 10 000,00 €" in shown
    line = "ressource Autre financeur, Agence de l'eau, agence de l'eau"
    assert diff.splitlines()[-1] == f"  {line}, certitude : promis par lettre devient acquis"
