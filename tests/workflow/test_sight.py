"""What an actor does not see does not exist for him, and no hidden decision betrays itself."""

import pytest

from tests.workflow.houses import TestHouse, actor
from tests.workflow.refusing import Told, refused, said
from tests.workflow.stories.gates import FRANCO_PALESTINIEN, GENERALISTE, PATRIMOINE
from tests.workflow.stories.outcomes import DISMISSED, PROMOTED, REFUSED
from tests.workflow.stories.telling import Narrator, Story, after
from workflow.cases import list_cases
from workflow.errors import NotFound
from workflow.sheet import sheet_of
from workflow.viewpoint import look_at


def unknown(ref: str) -> Told:
    return Told(
        NotFound,
        "ACT-404",
        f"Aucun dossier « {ref} » parmi ceux que vous pouvez voir.",
        "vous",
        ("vérifier la référence avec « jalon case list »",),
    )


@pytest.mark.parametrize("person", ["quito", "pascal", "nobody", "keeper's friend", "belfort"])
def test_a_file_outside_ones_sight_is_refused_as_one_that_does_not_exist(
    empty: TestHouse, url: str, person: str
) -> None:
    ref = after(empty, GENERALISTE, 1)
    Narrator(empty).begin(PATRIMOINE)

    hidden = refused(url, lambda: empty.advance(person, ref, "admit"))
    absent = refused(url, lambda: empty.advance(person, "GEN25-0999", "admit"))

    assert (hidden, absent) == (unknown(ref), unknown("GEN25-0999"))


def test_every_verb_is_blind_in_the_same_way(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)

    refusals = [
        refused(url, lambda: empty.advance("quito", ref, "withdraw")),
        refused(url, lambda: empty.amend("quito", ref, {"months": 30})),
        refused(url, lambda: empty.open("quito", ref, "correction", {})),
    ]

    assert refusals == [unknown(ref)] * 3


def test_who_is_asked_sees_the_file_from_then_on(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 1)
    before = seen_by(empty, "quito")

    empty.advance("ines", ref, "admit")

    assert (before, seen_by(empty, "quito")) == ([], [ref, f"{ref}/embassy.EC"])


def test_the_register_is_no_file(empty: TestHouse, url: str) -> None:
    assert refused(url, lambda: empty.advance("keeper", "registre", "admit")) == unknown("registre")


def test_children_that_a_hidden_decision_opens_are_seen_inside_and_by_who_is_asked(
    empty: TestHouse, url: str
) -> None:
    ref = after(empty, PATRIMOINE, 7)
    child = f"{ref}/joint.PS"

    told = refused(url, lambda: empty.advance("belfort", child, "agree", given={"text": "Oui."}))

    assert told == unknown(child)
    assert child not in seen_by(empty, "belfort")
    assert child in seen_by(empty, "ines")
    assert child in seen_by(empty, "instance")


@pytest.mark.parametrize(
    ("story", "undecided", "decided", "person"),
    [
        (GENERALISTE, 7, 8, "aude"),
        (REFUSED, 7, 8, "aude"),
        (DISMISSED, 8, 9, "aude"),
        (PATRIMOINE, 6, 7, "belfort"),
        (FRANCO_PALESTINIEN, 10, 11, "loire"),
        (FRANCO_PALESTINIEN, 10, 11, "amer"),
        (GENERALISTE, 7, 8, "quito"),
    ],
    ids=str,
)
def test_a_decision_not_announced_changes_nothing_of_what_is_read_or_refused_outside(
    empty: TestHouse, story: Story, undecided: int, decided: int, person: str
) -> None:
    ref = after(empty, story, undecided)
    triggers = sorted({step.trigger for step in story.steps if hasattr(step, "trigger")} - {"withdraw"})

    def opening(role: str) -> object:
        return said(lambda: empty.open(person, ref, role, {}))

    def outside() -> object:
        opened = [opening(role) for role in ("correction", "nothing")]
        return read_by(empty, person, ref), [answer(empty, person, ref, one) for one in triggers], opened

    before = outside()
    Narrator(empty).go_on(ref, story.steps[undecided:decided])

    assert outside() == before


@pytest.mark.parametrize("step", [8, 10])
def test_what_was_decided_is_read_outside_only_once_announced(empty: TestHouse, step: int) -> None:
    ref = after(empty, PROMOTED, step)

    empty.advance("aude", ref, "withdraw")

    assert "decision" not in read_by(empty, "aude", ref)[1]


def test_an_announced_decision_is_read_outside(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 9)

    assert read_by(empty, "aude", ref)[1]["decision"] == {"amount": 7_000_000}


def test_a_list_does_not_find_by_states_that_are_not_shown(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 8)

    found = {person: seen_by(empty, person, state="selected") for person in ("aude", "quito", "ines")}

    assert found == {"aude": [], "quito": [], "ines": [ref]}


def seen_by(house: TestHouse, person: str, *, state: str | None = None) -> list[str]:
    """List what a person sees, children included."""
    with house.house.look(actor(person)) as act:
        return [line.ref for line in list_cases(act, state=state, children=True)]


def read_by(house: TestHouse, person: str, ref: str) -> tuple[object, dict[str, object], object]:
    """Read a case's sheet: its line, the parts given with acts, and what runs."""
    with house.house.look(actor(person)) as act:
        sheet = sheet_of(look_at(act, ref))
    parts: dict[str, object] = {part.form.into: dict(part.answers) for part in sheet.parts}
    return sheet.line, parts, (sheet.version, sheet.children, sheet.running)


def answer(house: TestHouse, person: str, ref: str, trigger: str) -> object:
    """Give what a person is answered who tries an act that is not his to do now."""
    return said(lambda: house.advance(person, ref, trigger))
