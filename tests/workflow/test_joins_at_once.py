"""The last two opinions of a round given at the same moment: the join fires exactly once."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.workflow.at_once import at_once
from tests.workflow.houses import START, TestHouse, actor
from tests.workflow.stories.acts import FAVOURABLE
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, answers_of
from workflow.engine import Outcome, advance
from workflow.house import House

OPINIONS = (("quito", "embassy.EC"), ("lima", "embassy.PE"))
TOLD = 3
"""Entries an application gets from its last two opinions: each is learnt of, and the join fires."""


def give(house: House, *, person: str, ref: str) -> Outcome:
    with house.act(actor(person)) as act:
        return advance(act, ref=ref, trigger="give", given=FAVOURABLE)[0]


def waiting_for_two(narrator: Narrator, *, first: bool) -> str:
    story = replace(GENERALISTE, steps=GENERALISTE.steps[:2])
    ref = narrator.tell(story) if first else narrator.house.create("aude", story.call, answers_of(story.file))
    if not first:
        narrator.go_on(ref, story.steps)
    narrator.house.advance("pascal", f"{ref}/prefecture.76", "give", given=FAVOURABLE)
    return ref


def race(house: TestHouse, url: str, home: Path, *, times: int) -> None:
    narrator = Narrator(house)
    for round_ in range(times):
        house.now = START
        ref = waiting_for_two(narrator, first=round_ == 0)
        before = house.case(ref).position

        results = at_once(
            url,
            home=home,
            now=house.now,
            acts=[partial(give, person=person, ref=f"{ref}/{on}") for person, on in OPINIONS],
        )

        assert [type(one) for one in results] == [Outcome, Outcome]
        assert house.case(ref).state == "instruction"
        assert house.case(ref).position == before + TOLD
    assert house.discrepancies() == []


def test_the_last_two_opinions_given_at_once_close_the_round_once(
    empty: TestHouse, url: str, tmp_path: Path
) -> None:
    race(empty, url, tmp_path, times=20)


@pytest.mark.soak
@pytest.mark.parametrize("hundred", range(10))
def test_the_last_two_opinions_given_at_once_close_the_round_once_a_thousand_times(
    empty: TestHouse, url: str, tmp_path: Path, hundred: int
) -> None:
    race(empty, url, tmp_path, times=100)


def test_two_people_who_advance_the_same_case_at_once_advance_it_once(
    empty: TestHouse, url: str, tmp_path: Path
) -> None:
    ref = Narrator(empty).tell(replace(GENERALISTE, steps=GENERALISTE.steps[:1]))
    before = empty.case(ref).position

    def admit(house: House) -> Outcome:
        with house.act(actor("ines")) as act:
            return advance(act, ref=ref, trigger="admit", version=before)[0]

    results = at_once(url, home=tmp_path, now=empty.now, acts=[admit, admit])

    assert sorted(type(one).__name__ for one in results) == ["Outcome", "Stale"]
    assert empty.case(ref).position == before + 1
    assert empty.discrepancies() == []
