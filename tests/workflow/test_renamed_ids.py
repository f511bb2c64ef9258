"""No id means anything to the engine: every story is the same under other names."""

import orjson
import pytest

from forms.problems import Problem
from tests.workflow.houses import TestHouse, bundle_of
from tests.workflow.renaming import UnderOtherNames, renaming_of
from tests.workflow.stories.gates import GATES
from tests.workflow.stories.outcomes import OUTCOMES
from tests.workflow.stories.records import FAVOURABLE, OFFER
from tests.workflow.stories.telling import Narrator, Story
from workflow.definition.bundle import canonical
from workflow.definition.catalogue import load, resolve_sources, shipped_codes
from workflow.definition.judge import judge
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Definition
from workflow.definition.reading import Source
from workflow.ticking import tick

STORIES = [*GATES, *OUTCOMES]
CALLS = sorted({story.call for story in STORIES})
SEEDED = [(story, seed) for seed, story in enumerate(STORIES)]
MANY_SEEDS = range(100, 110)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("seed", range(3))
def test_renaming_leaves_hardly_an_id_as_it_was(call: str, seed: int) -> None:
    shipped, renamed = bundle_of(call).definition, renaming_of(call, seed).definition
    before, after = _serving(shipped), _serving(renamed)

    changed = [
        old != new
        for olds, news in (
            (before.states, after.states),
            (before.transitions, after.transitions),
            (before.phases, after.phases),
            (shipped.roles, renamed.roles),
            (shipped.forms, renamed.forms),
        )
        for old, new in zip(olds, news, strict=True)
    ]

    assert changed.count(False) * 10 < len(changed)


def _serving(definition: Definition) -> MachineModel:
    return next(one for one in definition.machines.values() if one.serves == "application")


@pytest.mark.parametrize("seed", range(2))
def test_a_record_lives_the_same_life_under_other_names(empty: TestHouse, seed: int) -> None:
    names = UnderOtherNames("bourse-partenariats", seed=seed)
    renaming = renaming_of("bourse-partenariats", seed)
    offer = renaming.machines["offer"]
    empty.publish_bundle(names.bundle(""))
    empty.person("rosso", names.role("writer"), "own", "MR-12")
    empty.person("odile", names.role("officer"), "all")
    empty.person("nouakchott", names.role("embassy"), "country", "MR")

    ref = empty.record("rosso", "bourse-partenariats", names.given(OFFER), machine=offer)
    child = f"{ref}/{names.slot('embassy')}.MR"
    opinion = names.trigger(renaming.machines["opinion"], "give")
    empty.advance("nouakchott", child, opinion, given=names.given(FAVOURABLE))
    empty.advance("odile", ref, names.trigger(offer, "go_public"))
    empty.later(days=80)
    list(tick(empty.house))

    assert empty.case(ref).state == names.state(offer, "expired")
    assert empty.case(ref).title == OFFER["title"]
    assert empty.discrepancies() == []


@pytest.mark.parametrize("code", ["bourse-partenariats", "e-apd"])
def test_the_judge_thinks_of_records_under_other_names_what_it_thinks_of_ours(code: str) -> None:
    tree = canonical(renaming_of(code, 7).definition)
    del tree["extends"]
    source = Source(f"{code}.yaml", orjson.dumps(tree))

    assert _told(judge(resolve_sources((source,), known_codes=shipped_codes()))) == _told(judge(load(code)))


@pytest.mark.parametrize("call", CALLS)
def test_the_judge_thinks_of_other_names_what_it_thinks_of_ours(call: str) -> None:
    tree = canonical(renaming_of(call, 7).definition)
    del tree["extends"]
    source = Source(f"{call}.yaml", orjson.dumps(tree))

    renamed = judge(resolve_sources((source,), known_codes=shipped_codes()))

    assert _told(renamed) == _told(judge(load(call)))


def _told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.level) for problem in problems)


@pytest.mark.parametrize(("story", "seed"), SEEDED, ids=str)
def test_a_story_is_the_same_under_other_names(empty: TestHouse, story: Story, seed: int) -> None:
    _tell(empty, story, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", MANY_SEEDS)
@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_is_the_same_under_many_other_names(empty: TestHouse, story: Story, seed: int) -> None:
    _tell(empty, story, seed)


def _tell(house: TestHouse, story: Story, seed: int) -> None:
    narrator = Narrator(house, names=UnderOtherNames(story.call, seed=seed))

    ref = narrator.tell(story)

    assert house.refs(ref) == narrator.expected(ref, story.ends)
    assert house.case(ref).reserved == story.reserved
    assert house.discrepancies() == []
