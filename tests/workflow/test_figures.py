"""Figures over a small base with every outcome: exact, both terms shown, and no decision betrayed."""

from dataclasses import replace

import pytest

from forms.ratio import Ratio
from tests.workflow.houses import TestHouse, actor
from tests.workflow.stories.gates import CLES_EN_MAIN, FRANCO_PALESTINIEN, GENERALISTE, PATRIMOINE
from tests.workflow.stories.outcomes import (
    ABANDONED,
    INADMISSIBLE,
    LAPSED,
    PROMOTED,
    REFUSED,
    WITHDRAWN_ONCE_SELECTED,
)
from tests.workflow.stories.telling import Narrator, Story, after
from workflow.figures import Figures, Report, tell_figures

EVERY_OUTCOME = (
    GENERALISTE,
    PROMOTED,
    REFUSED,
    INADMISSIBLE,
    WITHDRAWN_ONCE_SELECTED,
    LAPSED,
    ABANDONED,
    CLES_EN_MAIN,
    FRANCO_PALESTINIEN,
)
DECIDED = 8
"""How many steps lead the general story to a decision that nobody has announced."""


def seen_by(
    house: TestHouse, person: str | None, *, year: int | None = None, by: str | None = None
) -> Report:
    with house.house.look(actor(person)) as act:
        return tell_figures(act, year=year, by=by)


def line(
    key: str, label: str, counts: tuple[int, int, int, int, int], requested: int, costs: int, grants: int
) -> Figures:
    """A line; `counts` are filed, retained, refused, given up and pending."""
    return Figures(key, label, *counts, requested, costs, grants)


def test_every_outcome_is_counted_once_and_money_is_that_of_what_is_retained(empty: TestHouse) -> None:
    narrator = Narrator(empty)
    for story in EVERY_OUTCOME:
        narrator.tell(story)
    after(empty, GENERALISTE, DECIDED)

    whole = line("", "", (9, 5, 2, 2, 0), 63_500_000, 67_000_000, 30_800_000)
    places = (
        line("middle_africa", "Afrique centrale", (1, 1, 0, 0, 0), 6_000_000, 12_000_000, 6_000_000),
        line("south_america", "Amérique du Sud", (7, 3, 2, 2, 0), 52_500_000, 45_000_000, 20_000_000),
        line("middle_east", "Moyen-Orient", (1, 1, 0, 0, 0), 5_000_000, 10_000_000, 4_800_000),
    )

    told = seen_by(empty, "ines", by="zone")

    assert told == Report(None, "zone", adds_up=True, unfiled=1, whole=whole, lines=places)


def test_a_base_without_any_file_defines_nothing(empty: TestHouse) -> None:
    told = seen_by(empty, None, by="call")

    assert told == Report(
        None, "call", adds_up=True, unfiled=0, whole=line("", "", (0, 0, 0, 0, 0), 0, 0, 0), lines=()
    )
    assert (told.whole.leverage, told.whole.mean_rate, told.whole.acceptance) == (Ratio(0, 0),) * 3
    assert told.whole.tree()["leverage"] == {"numerator": 0, "denominator": 0, "value": None}


def test_quotients_keep_their_terms(empty: TestHouse) -> None:
    Narrator(empty).tell(GENERALISTE)

    whole = seen_by(empty, "ines").whole

    assert (whole.leverage, whole.mean_rate, whole.acceptance) == (
        Ratio(8_000_000, 7_000_000),
        Ratio(7_000_000, 15_000_000),
        Ratio(1, 1),
    )
    assert whole.tree()["leverage"] == {"numerator": 8_000_000, "denominator": 7_000_000, "value": "1.1429"}


@pytest.mark.parametrize(
    ("by", "lines"),
    [
        ("region", ("76 Occitanie",)),
        ("theme", ("eau eau",)),
        ("status", ("oda pays éligible à l'aide publique au développement",)),
        ("call", ("generaliste-2025 Appel à projets généraliste 2025",)),
        ("family", ("generaliste généraliste",)),
    ],
)
def test_each_grouping_names_its_lines(empty: TestHouse, by: str, lines: tuple[str, ...]) -> None:
    Narrator(empty).tell(GENERALISTE)

    told = seen_by(empty, "ines", by=by)

    assert tuple(f"{one.key} {one.label}" for one in told.lines) == lines
    assert [replace(one, key="", label="") for one in told.lines] == [told.whole]


def test_a_year_counts_what_was_filed_in_it_in_paris(empty: TestHouse) -> None:
    Narrator(empty).tell(INADMISSIBLE)

    assert [seen_by(empty, "ines", year=year).whole.filed for year in (2024, 2025, 2026)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("story", "undecided", "decided", "person"),
    [
        (GENERALISTE, 7, 8, "aude"),
        (GENERALISTE, 7, 8, "quito"),
        (REFUSED, 7, 8, "aude"),
        (PATRIMOINE, 6, 7, "belfort"),
        (FRANCO_PALESTINIEN, 10, 11, "amer"),
    ],
    ids=str,
)
def test_a_decision_not_announced_is_in_no_figure_told_outside(
    empty: TestHouse, story: Story, undecided: int, decided: int, person: str
) -> None:
    ref = after(empty, story, undecided)
    before, inside = seen_by(empty, person, by="call"), seen_by(empty, "ines", by="call")

    Narrator(empty).go_on(ref, story.steps[undecided:decided])

    assert seen_by(empty, person, by="call") == before
    assert (before.whole.filed, before.whole.pending) == (1, 1)
    assert (seen_by(empty, "ines", by="call") == inside) is (story is REFUSED)


def test_an_announced_decision_is_in_the_figures_of_its_applicant(empty: TestHouse) -> None:
    after(empty, GENERALISTE, DECIDED + 1)

    assert seen_by(empty, "aude").whole == seen_by(empty, "ines").whole
    assert seen_by(empty, "aude").whole.retained == 1


def test_only_cases_the_person_may_see_are_counted(empty: TestHouse) -> None:
    Narrator(empty).tell(GENERALISTE)
    Narrator(empty).tell(CLES_EN_MAIN)

    people = ("ines", "aude", "quito", "yaounde", "nobody")
    counted = {person: seen_by(empty, person).whole.filed for person in people}

    assert counted == {"ines": 2, "aude": 1, "quito": 1, "yaounde": 1, "nobody": 0}
