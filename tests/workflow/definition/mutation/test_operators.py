from functools import cache

import orjson
import pytest
from pydantic import ValidationError

from workflow.definition.bundle import canonical
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.model import Definition
from workflow.definition.mutation.alteration import altered
from workflow.definition.mutation.operators import OPERATORS, Mutant, mutants
from workflow.definition.plain import plain
from workflow.definition.resolved import Resolved

QUICK, LONG = ("comite",), ("cles-en-main-2025", "patrimoine-2025", "franco-libanais-2025")
EXAMPLES = (*QUICK, *LONG)
"""Shipped definitions that between them hold all that can be altered."""


@cache
def tried(code: str) -> tuple[Mutant, ...]:
    return tuple(mutants(load(code)))


def content(resolved: Resolved, mutant: Mutant) -> bytes:
    """Give what a mutant says; nothing when the model refuses it."""
    try:
        definition = Definition.model_validate(plain(altered(resolved.tree, mutant.alteration)))
    except ValidationError:
        return b""
    return orjson.dumps(canonical(definition))


def told(code: str, operator: str) -> list[str]:
    return [mutant.alteration.told for mutant in tried(code) if mutant.operator == operator]


def test_every_operator_applies_somewhere() -> None:
    assert {mutant.operator for code in EXAMPLES for mutant in tried(code)} == set(OPERATORS)


@pytest.mark.parametrize("code", [*QUICK, *(pytest.param(one, marks=pytest.mark.soak) for one in LONG)])
def test_a_mutant_is_another_definition_that_can_be_read(code: str) -> None:
    resolved = load(code)
    original = orjson.dumps(canonical(resolved.definition))
    contents = [content(resolved, mutant) for mutant in tried(code)]

    assert original not in contents
    assert b"" not in contents


@pytest.mark.parametrize("code", EXAMPLES)
def test_no_two_mutants_are_told_in_the_same_words(code: str) -> None:
    sentences = [mutant.alteration.told for mutant in tried(code)]

    assert sorted(sentences) == sorted(set(sentences))


def test_every_rule_of_every_act_is_taken_out_in_turn() -> None:
    definition = load("comite").definition, load("patrimoine-2025").definition
    rules = [
        (act.label, rule, f" ({machine.label})" if machine.serves == "child" else "")
        for one in definition
        for machine in one.machines.values()
        for act in machine.transitions.values()
        for rule in act.rules
    ]

    found = [*told("comite", "drop-rule"), *told("patrimoine-2025", "drop-rule")]

    assert found == [f"règle {rule} retirée de l'acte « {label} »{below}" for label, rule, below in rules]
    assert len(found) > 40


def test_an_act_leads_in_turn_to_its_neighbours_and_to_every_end() -> None:
    found = [one for one in told("comite", "retarget") if one.startswith("l'acte « Convocation »")]

    assert found == [
        "l'acte « Convocation » mène à l'état « Prévue »",
        "l'acte « Convocation » mène à l'état « Close »",
        "l'acte « Convocation » mène à l'état « Annulée »",
        "l'acte « Convocation » mène à l'état où il est",
    ]


def test_an_act_taken_out_takes_what_only_mentions_it_along() -> None:
    resolved = load("procedure")
    (mutant,) = [
        one
        for one in mutants(resolved)
        if one.operator == "drop-act" and one.alteration.path[-1] == "notify_refusal"
    ]

    before = resolved.definition.machines["application"]
    after = Definition.model_validate(plain(altered(resolved.tree, mutant.alteration))).machines[
        "application"
    ]

    assert after.transitions.keys() == before.transitions.keys() - {"notify_refusal"}
    assert {*after.clocks["implicit_refusal"].stops} == {*before.clocks["implicit_refusal"].stops} - {
        "notify_refusal"
    }


def test_the_definitions_shipped_are_many_ways_to_err() -> None:
    assert sum(len(list(mutants(load(code)))) for code in shipped_codes()) > 20_000
