from dataclasses import replace
from datetime import date

import pytest

from forms.application import Authority, Party
from rules.parameters import COUNT, Known, Unknown
from rules.registry import evaluate
from tests.rules.parameters_2025 import parameters_2025
from tests.rules.situations import example, objections_to, situation

AUDE = example("aude", only_budget=False)
THREE = parameters_2025(authorities__min=Known("authorities.min", 3, COUNT, "CEM24", "A", date(2024, 1, 10)))
ONE, TWO, OTHER = "22110001900019", "20003452800014", "35600000000048"


def body(name: str, siret: str, commitment: str | None = "confirmed") -> Authority:
    return Authority(name, siret, commitment=commitment)


@pytest.mark.parametrize(
    ("authorities", "lead", "level"),
    [
        ((body("A", ONE), body("B", TWO), body("C", OTHER)), None, None),
        ((body("A", ONE), body("B", TWO)), None, "block"),
        ((body("A", ONE), body("B", TWO), body("C", OTHER, "withdrawn")), None, "block"),
        ((body("A", ONE), body("B", TWO), body("A bis", ONE[:9] + "00027")), None, "block"),
        ((body("A", ONE), body("B", TWO), body("C", OTHER, "expected")), None, "warn"),
        ((body("A", ONE), body("B", TWO)), Party("C", "grouping", OTHER), None),
        ((body("A", ONE), body("B", TWO)), Party("C", "association", OTHER), "block"),
        (
            (body("A", ONE), body("B", TWO), body("C", OTHER, "withdrawn")),
            Party("C", "grouping", OTHER),
            "block",
        ),
    ],
)
def test_authorities_are_counted_once_by_siren_without_those_that_withdrew(
    authorities: tuple[Authority, ...], lead: Party | None, level: str | None
) -> None:
    facts = situation(replace(AUDE, authorities=authorities, lead=lead), parameters=THREE)

    assert [found[1] for found in objections_to(facts, "B13")] == ([] if level is None else [level])


@pytest.mark.parametrize(("last", "refused"), [("confirmed", False), ("expected", True), (None, True)])
def test_only_confirmed_ones_count_at_signature(last: str | None, refused: bool) -> None:
    authorities = (body("A", ONE), body("B", TWO), body("C", OTHER, last))
    facts = situation(replace(AUDE, authorities=authorities, lead=None), parameters=THREE)

    assert bool(objections_to(facts, "B13C")) is refused


def test_who_is_missing_is_named() -> None:
    authorities = (body("Aude", ONE), body("Lozère", TWO, "withdrawn"))
    facts = situation(replace(AUDE, authorities=authorities, lead=None), parameters=THREE)

    (finding,) = evaluate(("B13",), facts)

    assert finding.message == "1 collectivité participe\u202f; il en faut 3\u00a0: il en manque 2."
    assert finding.seen == {"comptées": "Aude", "minimum": "3"}
    assert finding.steps == ("Lozère s'est retirée\u00a0: non comptée.",)


@pytest.mark.parametrize("rule", ["B13", "B13C"])
def test_a_minimum_nobody_gives_warns(rule: str) -> None:
    parameters = parameters_2025(authorities__min=Unknown("authorities.min"))

    assert objections_to(situation(AUDE, parameters=parameters), rule) == [(rule, "warn", "authorities")]
