from forms.problems import Mark, report
from workflow.definition.quoting import count, quote

TEXTS = {"appel.yaml": "jalon: 1\nmachines: {to: instrution}\n"}


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_a_problem_is_quoted_with_a_caret_under_its_token() -> None:
    problem = report(
        code="DEF-014",
        message="État « instrution » inconnu.",
        mark=Mark("appel.yaml", 2, 16),
        remedy="Vouliez-vous « instruction » ?",
        length=10,
    )

    assert plain(quote(problem, TEXTS)).splitlines() == [
        "appel.yaml:2:16 : erreur DEF-014 : État « instrution » inconnu.",
        "     2 | machines: {to: instrution}",
        "       |                ^^^^^^^^^^",
        "       = aide : Vouliez-vous « instruction » ?",
    ]


def test_a_text_that_is_not_at_hand_is_not_quoted() -> None:
    problem = report(
        code="DOC-004", message="Valeur absente.", mark=Mark("lettre.html.j2", 3, 1), level="warning"
    )

    assert plain(quote(problem, TEXTS)) == "lettre.html.j2:3:1 : avertissement DOC-004 : Valeur absente."


def test_a_problem_without_a_place_is_told_all_the_same() -> None:
    assert plain(quote(report(code="DEF-404", message="Inconnu."), {})) == "erreur DEF-404 : Inconnu."


def test_a_caret_never_passes_the_end_of_the_line() -> None:
    problem = report(code="DEF-001", message="Clé.", mark=Mark("appel.yaml", 1, 8), length=40)

    assert quote(problem, TEXTS).splitlines()[2] == "       |        ^"


def test_problems_are_counted_by_level() -> None:
    error = report(code="DEF-001", message="a")
    warning = report(code="DEF-064", message="b", level="warning")

    assert count((error, warning, warning)) == "1 erreur, 2 avertissements"
    assert count(()) == "0 erreur, 0 avertissement"
