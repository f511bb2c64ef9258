from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.application import Authority, Party
from forms.identifiers import siren_of
from rules.parameters import COUNT, Known, Unknown
from rules.registry import evaluate
from tests.commands.shell import plain
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
        ((body("A", ONE), body("B", TWO), body("C", OTHER)), Party("C", "association", OTHER), "block"),
        ((body("A", ONE), body("B", TWO), body("C", OTHER)), Party("C", "gip", OTHER), "block"),
        ((body("A", ONE), body("B", TWO), body("C", OTHER)), Party("C", "grouping", OTHER), None),
        ((body("A", ONE), body("B", TWO), body("C", OTHER)), Party("C", "", OTHER), None),
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
def test_an_association_that_lists_itself_twice_among_the_authorities_is_counted_neither_time(
    rule: str,
) -> None:
    authorities = (body("Aude", ONE), body("IRCOD", OTHER), body("I.R.C.O.D.", OTHER[:9] + "00027"))
    lead = Party("IRCOD", "association", OTHER)
    facts = situation(replace(AUDE, authorities=authorities, lead=lead), parameters=THREE)

    (finding,) = evaluate((rule,), facts)

    assert plain(finding.message) == "1 collectivité participe ; il en faut 3 : il en manque 2."
    assert finding.seen["comptées"] == "Aude"
    assert [plain(step) for step in finding.steps] == [
        "IRCOD est le porteur (association), non une collectivité : non comptée.",
        "I.R.C.O.D. est le porteur (association), non une collectivité : non comptée.",
    ]


POSTE = ("35600000000048", "35600000049837")
"""Two places of La Poste: the first number holds by the common key, the second by its own exception."""


@pytest.mark.parametrize(
    ("again", "siren"),
    [
        (body("Aude", ONE), "221100019"),
        (body("Conseil départemental", ONE[:9] + "00027"), "221100019"),
        (body("La Poste, siège", POSTE[1]), "356000000"),
    ],
)
def test_a_body_named_twice_counts_once_and_is_named(again: Authority, siren: str) -> None:
    first = body("Aude", ONE) if siren == siren_of(ONE) else body("La Poste", POSTE[0])
    authorities = (first, body("Lozère", TWO), again)
    facts = situation(replace(AUDE, authorities=authorities, lead=None), parameters=THREE)

    (finding,) = evaluate(("B13",), facts)

    assert plain(finding.message) == "2 collectivités participent ; il en faut 3 : il en manque 1."
    assert finding.seen["comptées"] == f"{first.name} et Lozère"
    assert [plain(step) for step in finding.steps] == [
        f"{again.name} a le même SIREN ({siren}) que {first.name} : comptée une fois."
    ]


def test_the_lead_that_counts_is_named_among_those_counted() -> None:
    lead = Party("Métropole", "grouping", OTHER)
    facts = situation(replace(AUDE, authorities=(body("Aude", ONE),), lead=lead), parameters=THREE)

    (finding,) = evaluate(("B13",), facts)

    assert finding.seen["comptées"] == "Aude et Métropole"


@given(st.lists(st.tuples(st.sampled_from([ONE, TWO, OTHER]), st.integers(0, 99_999)), max_size=8))
def test_as_many_are_counted_as_there_are_different_sirens(places: list[tuple[str, int]]) -> None:
    authorities = tuple(body(f"n° {rank}", f"{one[:9]}{nic:05d}") for rank, (one, nic) in enumerate(places))
    facts = situation(replace(AUDE, authorities=authorities, lead=None), parameters=THREE)

    refused = bool(objections_to(facts, "B13"))

    assert refused is (len({siret[:9] for siret, _ in places}) < 3)


@pytest.mark.parametrize("rule", ["B13", "B13C"])
def test_a_minimum_nobody_gives_warns(rule: str) -> None:
    parameters = parameters_2025(authorities__min=Unknown("authorities.min"))

    assert objections_to(situation(AUDE, parameters=parameters), rule) == [(rule, "warn", "authorities")]
