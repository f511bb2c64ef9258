"""Applications of every family walk from draft to each of their ends, on both databases."""

import pytest

from tests.workflow.houses import TestHouse
from tests.workflow.stories.gates import GATES
from tests.workflow.stories.outcomes import OUTCOMES
from tests.workflow.stories.telling import Narrator, Story


@pytest.mark.parametrize("story", [*GATES, *OUTCOMES], ids=str)
def test_a_story_ends_where_it_should_and_leaves_a_sound_house(empty: TestHouse, story: Story) -> None:
    narrator = Narrator(empty)

    ref = narrator.tell(story)

    assert empty.refs(ref) == narrator.expected(ref, story.ends)
    assert empty.case(ref).reserved == story.reserved
    assert empty.discrepancies() == []
