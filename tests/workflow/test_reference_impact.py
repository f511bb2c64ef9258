"""What another list of countries would change, and that no running case changes by it."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rules.reference_data import ReferenceData, read_shipped
from tests.databases import fresh_sqlite
from tests.workflow.houses import TestHouse, actor, build_house, bundle_of
from tests.workflow.stories.gates import CLES_EN_MAIN, GENERALISTE
from tests.workflow.stories.outcomes import ABANDONED
from tests.workflow.stories.telling import Narrator, after, answers_of
from workflow.definition.bundle import pack
from workflow.facts import ceiling_of
from workflow.reference_impact import Impact, Impacts, Shift, Tier, impact_of
from workflow.viewpoint import look_at

CALL = "generaliste-2025"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    house = build_house(fresh_sqlite(tmp_path), home=tmp_path)
    yield house
    house.close()


def countries(**aid: Any) -> dict[str, Any]:  # noqa: ANN401 -- a status, or statuses by day
    tree: dict[str, Any] = deepcopy(dict(read_shipped("countries")))
    for code, held in aid.items():
        tree["countries"][code] = {"name": tree["countries"][code]["name"], "aid": held}
    return tree


def impacts(house: TestHouse, person: str, tree: dict[str, Any]) -> Impacts:
    with house.house.look(actor(person)) as act:
        return impact_of(act, tree)


def test_an_open_file_whose_tier_would_change_is_told_with_its_amounts(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 2)

    told = impacts(empty, "ines", countries(PE="non_oda"))

    assert told == Impacts(
        1,
        (
            Impact(
                ref=ref,
                call=CALL,
                title="Gestion de l'eau du bassin Catamayo-Chira",
                read_on="2025-05-30",
                shifts=(Shift("PE", "Pérou", Tier("oda", 5000), Tier("non_oda", 3000)),),
                requested=7_500_000,
                ceiling_before=7_500_000,
                ceiling_after=6_300_000,
            ),
        ),
    )
    assert told.found[0].above
    assert told.found[0].tree()["above"] is True


@pytest.mark.parametrize(
    ("aid", "after"),
    [
        ({"2020-01-01": "oda", "2025-05-30": "pma"}, (Tier("pma", 7000), 8_700_000)),
        ({"2020-01-01": "oda", "2025-05-31": "pma"}, None),
        ("french", (Tier("french", None), None)),
        ({"2026-01-01": "oda"}, (Tier(None, None), None)),
    ],
)
def test_a_list_is_read_on_the_reference_day_of_the_file(
    house: TestHouse, aid: object, after: tuple[Tier, int | None] | None
) -> None:
    Narrator(house).begin(GENERALISTE)

    found = impacts(house, "ines", countries(PE=aid)).found

    assert [(one.shifts[0].after, one.ceiling_after, one.above) for one in found] == (
        [] if after is None else [(*after, False)]
    )


def test_what_has_ended_and_what_one_may_not_see_is_left_out(house: TestHouse) -> None:
    narrator = Narrator(house)
    narrator.tell(GENERALISTE)
    narrator.tell(ABANDONED)
    running = after(house, CLES_EN_MAIN, 1)
    tree = countries(PE="pma", CM="pma")

    told = {person: impacts(house, person, tree) for person in ("ines", "ircod", "aude", "lima")}

    assert {person: (one.read, [found.ref for found in one.found]) for person, one in told.items()} == {
        "ines": (1, [running]),
        "ircod": (1, [running]),
        "aude": (0, []),
        "lima": (0, []),
    }


def test_the_shipped_list_changes_nothing(house: TestHouse) -> None:
    Narrator(house).begin(GENERALISTE)

    assert impacts(house, "ines", countries()) == Impacts(1, ())


def test_a_case_keeps_the_list_under_which_it_began_and_new_ones_take_the_next(house: TestHouse) -> None:
    first = Narrator(house).begin(GENERALISTE)
    definition = replace_title(bundle_of(CALL).definition)
    house.publish_bundle(
        pack(definition, reference=ReferenceData.shipped().with_countries(countries(PE="non_oda")))
    )
    second = house.create("aude", CALL, answers_of(GENERALISTE.file))

    assert [ceiling(house, ref) for ref in (first, second)] == [7_500_000, 6_300_000]
    assert [one.ref for one in impacts(house, "ines", countries(PE="non_oda")).found] == [first]


def replace_title(definition: Any) -> Any:  # noqa: ANN401 -- a definition, as it came
    return definition.model_copy(update={"title": f"{definition.title}, liste revue"})


def ceiling(house: TestHouse, ref: str) -> int | None:
    with house.house.look(actor("ines")) as act:
        view = look_at(act, ref)
        return ceiling_of(act, root=view.case, family=view.family, pinned=view.pinned)


def test_a_request_that_was_above_already_is_not_told_as_new() -> None:
    one = Impact("R", CALL, "T", "2025-05-30", (), requested=10, ceiling_before=9, ceiling_after=8)

    assert [one.above, replace(one, ceiling_before=10).above, replace(one, ceiling_before=None).above] == [
        False,
        True,
        True,
    ]
