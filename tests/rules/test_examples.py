"""The example shown of each rule is what the rule really says."""

import pytest

from rules.examples import rule_examples
from rules.registry import evaluate, known
from tests.rules.example_situations import SITUATIONS


def test_every_rule_has_an_example_in_words_and_as_facts() -> None:
    assert set(rule_examples()) == set(SITUATIONS) == set(known())


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_rule_says_of_its_example_what_is_shown(name: str) -> None:
    found = evaluate((name,), SITUATIONS[name]())

    assert found[0].message == rule_examples()[name].told


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_rule_objects_no_more_strongly_than_it_is_listed_with(name: str) -> None:
    levels = {found.level for found in evaluate((name,), SITUATIONS[name]())} - {"info"}

    assert levels <= {known()[name].level, "warn"}
    if name not in {"SETTLE", "E5"}:  # one tells an amount, the other what a person must look at
        assert known()[name].level in levels or name == "B10"  # what the foreign side brings is only sought
