"""Several people and processes at once: each act happens once, none is lost, nothing is overspent."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Barrier

import pytest

from tests.workflow.at_once import PATIENCE, at_once
from tests.workflow.elsewhere import start
from tests.workflow.houses import TestHouse, actor
from tests.workflow.stories.acts import BESIDE, FAVOURABLE
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, after, answers_of
from tests.workflow.tables import rows_of
from tests.workflow.test_envelopes import Endowed
from workflow.creation import create_application
from workflow.engine import Outcome, advance
from workflow.errors import EnvelopeSpent, Impossible, Stale
from workflow.house import House
from workflow.store.base import Lost

PROCESSES, TIMES = 4, 100


def doing(
    person: str, refs: Sequence[str], trigger: str, barrier: Barrier, **named: object
) -> Callable[[House], list[object]]:
    """Advance each case in turn, at the same moment as whoever waits at the barrier too."""

    def act_on(house: House, ref: str) -> object:
        barrier.wait(PATIENCE)
        try:
            with house.act(actor(person)) as act:
                return advance(act, ref=ref, trigger=trigger, **named)[0]  # type: ignore[arg-type]  # what the act is given
        except (Stale, Impossible, EnvelopeSpent, Lost) as refusal:
            return type(refusal)

    return lambda house: [act_on(house, ref) for ref in refs]


def together(
    house: TestHouse, url: str, acts: Sequence[Callable[[House], object]]
) -> list[tuple[object, ...]]:
    """Do acts at once and pair what each gave for each case."""
    results = at_once(url, home=house.house.home, now=house.now, acts=acts)
    failures = [one for one in results if isinstance(one, Exception)]
    assert failures == []
    return list(zip(*results, strict=True))


def entries(url: str, trigger: str) -> dict[str, int]:
    """Count the entries of a trigger in each case, by reference."""
    rows = rows_of(
        url,
        "SELECT cases.ref, COUNT(*) FROM history JOIN cases ON cases.id = history.case_id "
        "WHERE history.entry LIKE ? GROUP BY cases.ref",
        f'%"trigger":"{trigger}"%',
    )
    return {str(ref): int(str(count)) for ref, count in rows}


def more(house: TestHouse, count: int, steps: int) -> list[str]:
    """Bring further applications to a step of the story."""
    narrator, refs = Narrator(house), []
    for _ in range(count):
        ref = house.create("aude", GENERALISTE.call, answers_of("aude"))
        for step in GENERALISTE.steps[:steps]:
            narrator.perform(ref, step)
        refs.append(ref)
    return refs


@pytest.mark.parametrize(("version", "refusal"), [(None, Impossible), (2, Stale)])
def test_of_two_who_advance_the_same_case_one_does_and_the_other_is_told(
    empty: TestHouse, url: str, version: int | None, refusal: type[Exception]
) -> None:
    after(empty, GENERALISTE, 1)
    empty.grant("bruno", "instructor", "all")
    refs, barrier = more(empty, 5, 1), Barrier(2)

    results = together(
        empty,
        url,
        [
            doing(person, refs, "admit", barrier, version=version, accepted=BESIDE)
            for person in ("ines", "bruno")
        ],
    )

    assert [set(pair) for pair in results] == [{Outcome(ref, "opinions", 3), refusal} for ref in refs]
    assert entries(url, "admit") == dict.fromkeys(refs, 1)
    assert empty.discrepancies() == []


def test_the_last_two_opinions_at_once_end_the_wait_once(empty: TestHouse, url: str) -> None:
    """Case after case by the same two houses; `test_joins_at_once.py` repeats it with others each time."""
    after(empty, GENERALISTE, 1)
    refs, barrier = more(empty, 20, 3), Barrier(2)

    together(
        empty,
        url,
        [
            doing("pascal", [f"{ref}/prefecture.76" for ref in refs], "give", barrier, given=FAVOURABLE),
            doing("lima", [f"{ref}/embassy.PE" for ref in refs], "give", barrier, given=FAVOURABLE),
        ],
    )

    assert entries(url, "close_opinions") == dict.fromkeys(refs, 1)
    assert {empty.case(ref).state for ref in refs} == {"instruction"}
    assert empty.discrepancies() == []


def test_decisions_at_once_never_overspend_an_envelope(empty: TestHouse, url: str) -> None:
    narrator = Narrator(empty, names=Endowed(envelope="280 000,00 EUR"))
    narrator.begin(GENERALISTE)
    refs, barrier = more(empty, 8, 7), Barrier(2)
    given = {"amount": "70000.00"}

    pairs = together(
        empty,
        url,
        [doing("sonia", half, "select", barrier, given=given) for half in (refs[::2], refs[1::2])],
    )

    results = [one for pair in pairs for one in pair]
    assert sum(isinstance(one, Outcome) for one in results) == 4
    assert results.count(EnvelopeSpent) == 4
    assert rows_of(url, "SELECT reserved FROM envelopes") == [(28_000_000,)]
    assert empty.discrepancies() == []


def test_the_same_key_at_once_does_it_once(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, 1)
    refs, barrier = more(empty, 5, 1), Barrier(2)
    twice = [
        doing("ines", [ref], "admit", barrier, key=ref, accepted=BESIDE) for ref in refs for _ in range(2)
    ]

    results = [together(empty, url, twice[index : index + 2])[0] for index in range(0, len(twice), 2)]

    again = [Outcome(ref, "opinions", 3, replayed=True) for ref in refs]
    first = [Outcome(ref, "opinions", 3) for ref in refs]
    assert [set(pair) for pair in results] == [set(pair) for pair in zip(first, again, strict=True)]


def test_an_application_created_twice_at_once_under_one_key_is_one(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, 0)

    def create(house: House) -> object:
        with house.act(actor("aude")) as act:
            return create_application(act, code=GENERALISTE.call, answers=answers_of("aude"), key="k").ref

    results = at_once(url, home=empty.house.home, now=empty.now, acts=[create, create])

    made = [one for one in results if not isinstance(one, Exception)]
    lost = [type(one) for one in results if isinstance(one, Exception)]
    assert set(made) == {"GEN25-0002"}
    assert lost in ([], [Lost])
    assert len(rows_of(url, "SELECT ref FROM cases WHERE machine = 'application'")) == 2


def test_four_processes_lose_nothing_of_each_other(empty: TestHouse, url: str, tmp_path: Path) -> None:
    ref = after(empty, GENERALISTE, 0)

    processes = [start(url, tmp_path, empty.now, "save", "aude", ref, str(TIMES)) for _ in range(PROCESSES)]
    statuses = [process.wait(PATIENCE) for process in processes]

    assert statuses == [0] * PROCESSES
    assert empty.case(ref).draft_number == PROCESSES * TIMES
    assert empty.discrepancies() == []


@pytest.mark.soak
def test_four_processes_number_applications_without_a_gap_or_a_twin(
    empty: TestHouse, url: str, tmp_path: Path
) -> None:
    after(empty, GENERALISTE, 0)

    processes = [
        start(url, tmp_path, empty.now, "create", "aude", GENERALISTE.call, str(TIMES))
        for _ in range(PROCESSES)
    ]
    statuses = [process.wait(PATIENCE * 5) for process in processes]

    refs = rows_of(url, "SELECT ref FROM cases WHERE machine = 'application' ORDER BY ref")
    assert statuses == [0] * PROCESSES
    assert refs == [(f"GEN25-{number:04d}",) for number in range(1, PROCESSES * TIMES + 2)]
    assert empty.discrepancies() == []
