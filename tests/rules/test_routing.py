import pytest

from rules.facts import CallFacts
from rules.registry import evaluate
from tests.rules.situations import example, objections_to, situation

AUDE = example("aude", only_budget=False)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (CallFacts("generaliste-2025"), []),
        (CallFacts("generaliste-2025", reserved={"PE": "franco-peruvien-2025"}), ["countries[1].code"]),
        (CallFacts("franco-peruvien-2025", reserved={"PE": "franco-peruvien-2025"}), []),
        (CallFacts("x", countries_excluded=frozenset({"EC"})), ["countries[0].code"]),
        (CallFacts("x", countries_included=frozenset({"EC", "PE"})), []),
        (CallFacts("x", countries_included=frozenset({"EC"})), ["countries[1].code"]),
    ],
)
def test_countries_belong_to_the_call(call: CallFacts, expected: list[str]) -> None:
    assert objections_to(situation(AUDE, call=call), "ROUTE") == [
        ("ROUTE", "block", where) for where in expected
    ]


def test_the_call_to_file_under_is_named() -> None:
    call = CallFacts("generaliste-2025", reserved={"PE": "franco-peruvien-2025"})

    (finding,) = evaluate(("ROUTE",), situation(AUDE, call=call))

    assert finding.message == (
        "Un pays du projet (Pérou) relève de l'appel «\u00a0franco-peruvien-2025\u00a0», "
        "non de «\u00a0generaliste-2025\u00a0»."
    )
    assert finding.remedies[0] == "Déposer la demande dans l'appel «\u00a0franco-peruvien-2025\u00a0»."


def test_a_budget_judged_alone_is_not_routed() -> None:
    call = CallFacts("generaliste-2025", reserved={"PE": "franco-peruvien-2025"})

    assert objections_to(situation(AUDE, call=call, only_budget=True), "ROUTE") == []
