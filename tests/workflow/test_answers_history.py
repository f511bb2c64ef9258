"""Laws of the answers' history: what changed, folded again, gives what there was."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from workflow.history import differences, digest_of, flatten, place

NAMES = some.sampled_from(["title", "lead", "months", "budget", "decision"])
INNER = some.sampled_from(["name", "siret", "amount", "a.b"])
VALUES = some.one_of(
    some.none(), some.integers(), some.text(max_size=5), some.lists(some.integers(), max_size=3)
)
GROUPS = some.dictionaries(INNER, VALUES, min_size=1, max_size=3)
ANSWERS = some.dictionaries(NAMES, some.one_of(VALUES, GROUPS), max_size=5)


def folded(onto: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Fold changes as an entry lists them, by path."""
    found = {name: dict(value) if isinstance(value, dict) else value for name, value in onto.items()}
    for path, value in sorted(changes.items()):
        place(found, path=path, value=value)
    return found


@given(ANSWERS)
def test_answers_written_down_whole_are_read_back(answers: dict[str, Any]) -> None:
    assert folded({}, dict(flatten(answers))) == answers


@given(ANSWERS, ANSWERS)
def test_differences_lead_from_one_to_the_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert folded(before, differences(before, after)) == after


@given(ANSWERS)
def test_nothing_differs_from_itself(answers: dict[str, Any]) -> None:
    assert differences(answers, dict(answers)) == {}


@given(some.text(), some.text(), some.text())
def test_a_digest_depends_on_its_salt_and_on_its_value(salt: str, text: str, other: str) -> None:
    assert (digest_of(salt="a", text=text) == digest_of(salt="b", text=text)) is False
    assert (digest_of(salt=salt, text=text) == digest_of(salt=salt, text=other)) is (text == other)


def test_a_value_taken_away_is_said_to_be_gone() -> None:
    assert digest_of(salt="s", text=None) == "gone"
