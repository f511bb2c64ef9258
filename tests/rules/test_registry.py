from dataclasses import replace

import pytest

from forms.errors import Broken
from rules.facts import Facts
from rules.findings import Explanation, Finding, Observation, Source
from rules.registry import evaluate, known, rule
from rules.sources import rule_sources
from tests.rules.situations import example, objections, situation

AUDE = example("aude", only_budget=False)


def test_every_rule_has_a_source_and_every_source_a_rule() -> None:
    assert set(known()) == set(rule_sources())


def test_the_rules_of_the_path_are_there() -> None:
    wanted = (
        "E1 E2 E3 E4 E7 E8 E9 ROUTE B01 B02 B03 B04 B05 B06 B07 B08 B09 B10 B11 B12 B13 B14 B15 B16 B17 B18 "
        "B20 B21 SETTLE"
    )

    assert set(wanted.split()) <= set(known())


def test_an_id_is_registered_once() -> None:
    def nothing(facts: Facts) -> tuple[Observation, ...]:
        return ()

    with pytest.raises(Broken) as caught:
        rule("B03", title="Encore", reads=())(nothing)

    assert "B03" in caught.value.message


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(Broken) as caught:
        evaluate(("ROUT",), situation(AUDE))

    assert caught.value.remedies == ("Vouliez-vous «\u00a0ROUTE\u00a0»\u202f?",)


def test_a_draft_without_a_budget_never_passes_a_rule_that_reads_it() -> None:
    draft = replace(AUDE, budget=None)

    for name, found in known().items():
        refused = objections(evaluate((name,), situation(draft)))
        if "budget" in found.reads:
            assert refused == [("APP-027", "block", "budget")]


@pytest.mark.parametrize("name", sorted(known()))
def test_no_rule_objects_nor_fails_on_the_published_example(name: str) -> None:
    objected = objections(evaluate((name,), situation(AUDE)))

    expected = {
        "B16": [("B16", "warn", "budget.requested")],
        "SETTLE": [("SETTLE", "block", "settlement.cost")],
    }
    assert objected == expected.get(name, [])


def test_words_are_written_only_when_read() -> None:
    calls: list[int] = []

    def explain() -> Explanation:
        calls.append(1)
        return Explanation("« a » : b")

    finding = Finding(rule="X", level="info", where="", explain=explain, cite=lambda: Source("t", "p"))
    assert calls == []
    assert (finding.message, finding.message) == ("«\u00a0a\u00a0»\u00a0: b",) * 2
    assert calls == [1]
    assert finding.source == Source("t", "p")
