"""Whatever two versions a plan leads between, no case is lost, and none is altered without being told."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.databases import fresh_sqlite
from tests.workflow.houses import TestHouse, actor, build_house, bundle_of, rewritten
from tests.workflow.migrations import Migrations, plan_of, written
from tests.workflow.renaming import Renaming, UnderOtherNames
from tests.workflow.stories.gates import FRANCO_PALESTINIEN, GATES, GENERALISTE
from tests.workflow.stories.outcomes import OUTCOMES
from tests.workflow.stories.telling import Narrator, Step, Story, Waits, after, answers_of
from tests.workflow.tables import rows_of
from workflow.case import Case
from workflow.definition.bundle import Bundle
from workflow.definition.migration_plan import Plan
from workflow.history import flatten
from workflow.rebuilding import rebuild

STORIES = [*GATES, *OUTCOMES]
CALL = GENERALISTE.call
OF_CALL = [
    story
    for story in STORIES
    if story.call == CALL and not any(isinstance(step, Waits) for step in story.steps)
]


def _rebuilt(house: TestHouse) -> list[str]:
    with house.house.act(actor(None)) as act:
        return list(rebuild(act))


class Midway(Narrator):
    """Tells the end of a story in other names, to a family whose first children were named in ours.

    Others act in it, who hold roles under their new names alone: an old name may now mean another role.
    """

    def perform(self, ref: str, step: Step) -> None:
        super().perform(ref, step if isinstance(step, Waits) else replace(step, who=f"{step.who}.bis"))

    def ref(self, ref: str, on: str) -> str:
        old = "/".join(filter(None, (ref, on)))
        return old if old in self.house.refs(ref) else super().ref(ref, on)


def migrated_midway(house: TestHouse, story: Story, *, steps: int, seed: int, back: bool = False) -> None:
    """Tell a story, rename everything in the middle, migrate by that plan (and back), and tell the rest."""
    ref = after(house, story, steps)
    renaming = Renaming(bundle_of(story.call).definition, seed=seed)
    names = UnderOtherNames(story.call, seed=seed)
    house.publish_bundle(names.bundle(story.call))
    for holder in story.cast:
        house.person(f"{holder.person}.bis", names.role(holder.role), holder.scope, holder.value)
    before = house.case(ref)

    done = Migrations(house, story.call).carry_out(plan_of(renaming))
    teller: Narrator = Midway(house, names=names)
    if back:
        done += Migrations(house, story.call).carry_out(plan_of(renaming, back=True), start=2, end=1)
        teller = Narrator(house)
        assert house.case(ref).answers == before.answers
        assert house.case(ref).milestones == before.milestones
    assert [one for one in done if not one.moved] == []
    assert house.discrepancies() == []
    teller.go_on(ref, story.steps[steps:])

    assert house.refs(ref) == teller.expected(ref, story.ends)
    assert house.case(ref).reserved == story.reserved
    assert house.discrepancies() == []
    assert _rebuilt(house) == []


@pytest.mark.parametrize(
    ("story", "seed"), [(story, seed) for seed, story in enumerate(STORIES) if seed % 3 == 0], ids=str
)
def test_a_story_renamed_in_its_middle_ends_as_it_should(empty: TestHouse, story: Story, seed: int) -> None:
    migrated_midway(empty, story, steps=len(story.steps) * (seed % 4 + 1) // 5, seed=seed)


def test_a_plan_that_leads_back_gives_the_case_as_it_was(empty: TestHouse) -> None:
    migrated_midway(empty, FRANCO_PALESTINIEN, steps=5, seed=3, back=True)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40, 50))
@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_renamed_anywhere_ends_as_it_should(empty: TestHouse, story: Story, seed: int) -> None:
    steps = Random(seed).randrange(len(story.steps) + 1)  # noqa: S311 -- a seed makes a failure repeatable
    migrated_midway(empty, story, steps=steps, seed=seed, back=bool(seed % 2))


class Edited:
    """A later version of a call with a few states renamed and a few fields gone, and a plan for it.

    The plan leads a renamed state to its new name, or keeps it; drops a field, or forgets it.
    """

    def __init__(self, random: Random, *, number: int) -> None:
        self._random, self._number = random, number
        self.states: dict[str, str] = {}
        self.kept: set[str] = set()
        self.gone: set[str] = set()
        self.dropped: set[str] = set()

    def bundle(self) -> Bundle:
        return rewritten(CALL, self._edit)

    def _edit(self, tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        tree["title"] = f"Version {self._number}"
        machine = tree["machines"]["application"]
        for state in self._random.sample(sorted(machine["states"]), 4):
            self.states[state] = f"{state}_{self._number}"
        machine["initial"] = self._now(machine["initial"])
        machine["states"] = {self._now(name): one for name, one in machine["states"].items()}
        for one in machine["transitions"].values():
            one["to"] = self._now(one["to"])
            one["from"] = [self._now(name) for name in one["from"]]
        for form in self._random.sample(list(tree["forms"].values()), 3):
            own = [name for name, field in form["fields"].items() if field.get("kept_as") is None]
            if len(own) > 1:
                name = self._random.choice(own)
                del form["fields"][name]
                self.gone.add(f"{form['into']}.{name}")
        known = {f"{form['into']}.{name}" for form in tree["forms"].values() for name in form["fields"]}
        self.gone -= known

    def _now(self, state: str) -> str:
        return self.states.get(state, state)

    def plan(self) -> Plan:
        self.kept = {state for state in self.states if self._random.random() < 0.3}
        self.dropped = {path for path in self.gone if self._random.random() < 0.5}
        states = {old: "stay" if old in self.kept else new for old, new in self.states.items()}
        answers = {path: {"drop": "Ne sert plus."} for path in self.dropped}
        return written({"machines": {"application": {"states": states}}, "answers": answers})

    def becomes(self, case: Case) -> tuple[str, dict[str, Any]]:
        """Give the state and the answers a case of the first version must have, once moved."""
        left = {path: value for path, value in flatten(case.answers) if path not in self.dropped}
        state = self._now(case.state) if case.machine == "application" else case.state
        return state, left


def families(house: TestHouse, url: str) -> dict[str, dict[str, Case]]:
    """Read every case that lives by the call, by the reference of its root, then by its own."""
    roots = rows_of(url, "SELECT ref FROM cases WHERE call_code = ? AND parent_id IS NULL", CALL)
    return {str(ref): {name: house.case(name) for name in house.refs(str(ref))} for (ref,) in roots}


def moved_at_random(house: TestHouse, url: str, *, seed: int) -> tuple[int, int]:
    """Bring five applications somewhere, move them by a random plan, and hold what became of each to it.

    Gives how many families moved, and how many kept their version.
    """
    random = Random(seed)  # noqa: S311 -- a seed makes a failure repeatable
    narrator = Narrator(house)
    ref = narrator.begin(GENERALISTE)
    for story in random.sample(OF_CALL, 4):
        ref = house.create("aude", CALL, answers_of(story.file))
        narrator.go_on(ref, story.steps[: random.randrange(len(story.steps) + 1)])
    narrator.perform(ref, Waits(random.choice((0, 10, 25))))
    edited = Edited(random, number=2)
    digest = house.publish_bundle(edited.bundle()).digest
    before, plan = families(house, url), edited.plan()

    done = Migrations(house, CALL).carry_out(plan)

    now = families(house, url)
    assert sorted(one.fit.ref for one in done) == sorted(before)
    for one in done:
        for ref, case in before[one.fit.ref].items():
            held = now[one.fit.ref][ref]
            if one.moved:
                found = held.state, dict(flatten(held.answers))
                assert (held.definition, one.fit.kept, found) == (digest, [], edited.becomes(case))
            else:
                assert (held.row(), bool(one.fit.kept)) == (case.row(), True)
    assert house.discrepancies() == []
    assert _rebuilt(house) == []
    return sum(one.moved for one in done), sum(not one.moved for one in done)


@pytest.mark.parametrize("seed", range(3))
def test_each_case_moves_as_the_plan_says_or_keeps_its_version_and_says_why(
    empty: TestHouse, url: str, seed: int
) -> None:
    moved, kept = moved_at_random(empty, url, seed=seed)

    assert moved + kept == 6


def test_random_plans_move_some_and_keep_some(tmp_path: Path) -> None:
    # The law above would hold of plans that never move anybody.
    told = []
    for seed in range(10, 14):
        folder = tmp_path / str(seed)
        folder.mkdir()
        url = fresh_sqlite(folder)
        house = build_house(url, home=folder)
        told.append(moved_at_random(house, url, seed=seed))
        house.close()

    assert all(sum(part) > 0 for part in zip(*told, strict=True))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 160))
def test_no_case_is_lost_between_many_random_versions(empty: TestHouse, url: str, seed: int) -> None:
    moved_at_random(empty, url, seed=seed)


class Campaign:
    """Edits of a call published while its applications live."""

    def __init__(self, house: TestHouse, url: str) -> None:
        self._house, self._url = house, url

    def altered(self, edits: int, *, seed: int) -> int:
        """Publish as many edits between the steps of a story; count the cases that any of them altered."""
        random = Random(seed)  # noqa: S311 -- a seed makes a failure repeatable
        narrator, found = Narrator(self._house), 0
        ref = narrator.begin(GENERALISTE)
        steps = list(GENERALISTE.steps)
        for number in range(edits):
            if random.random() * edits < len(GENERALISTE.steps):
                narrator.go_on(ref, steps[:1])
                del steps[:1]
            before = self._cases()
            self._house.publish_bundle(Edited(random, number=number).bundle())
            after = self._cases()
            found += sum(after[case] != row for case, row in before.items())
        narrator.go_on(ref, steps)
        assert self._house.refs(ref) == narrator.expected(ref, GENERALISTE.ends)
        assert self._house.discrepancies() == []
        return found

    def _cases(self) -> dict[object, tuple[object, ...]]:
        rows = rows_of(self._url, "SELECT * FROM cases WHERE definition IS NOT NULL")
        entries = rows_of(self._url, "SELECT case_id, position, hash FROM history ORDER BY case_id, position")
        return {row[0]: (row, [one for one in entries if one[0] == row[0]]) for row in rows}


def test_no_edit_published_during_a_campaign_alters_a_case(empty: TestHouse, url: str) -> None:
    assert Campaign(empty, url).altered(12, seed=1) == 0


@pytest.mark.soak
def test_no_edit_of_two_hundred_alters_a_case(empty: TestHouse, url: str) -> None:
    assert Campaign(empty, url).altered(200, seed=2) == 0
