"""Who takes part: one person a role and place, a second where one may not do both of two acts."""

from tests.workflow.rehearsal.calls import altered, complete_bundle
from workflow.rehearsal.cast import cast_for
from workflow.rehearsal.stages import application_stage, pinned_of
from workflow.rehearsal.wish import Wish


def test_each_role_has_a_person_on_each_place_of_the_file() -> None:
    wish = Wish(countries=("EC", "PE"), regions=2)
    with application_stage(complete_bundle("cles-en-main-2025"), wish=wish) as stage:
        cast = stage.performer.cast

    placed = {one.person: (one.scope, one.value) for one in cast if one.scope in {"country", "region"}}
    assert {name for name in placed if name.startswith("embassy")} == {"embassy-ec", "embassy-pe"}
    assert len([name for name in placed if name.startswith("prefecture")]) == 2
    assert placed["embassy-ec"] == ("country", "EC")
    names = {one.person: one.name for one in cast}
    assert names["embassy-ec"] == "Ambassade de France (Équateur)"
    assert {one.role for one in cast} == complete_bundle("cles-en-main-2025").definition.roles.keys()


def test_a_role_that_may_not_do_both_of_two_acts_has_two_persons() -> None:
    def alone(tree: dict[str, object]) -> None:
        tree["machines"]["application"]["transitions"]["select"]["by"] = ["instructor"]  # type: ignore[index] # plain JSON

    before = cast_for(pinned_of(complete_bundle("generaliste")), None)
    after = cast_for(pinned_of(altered("generaliste", alone)), None)

    assert [one.person for one in before if one.role == "delegate"] == ["delegate"]
    assert [one.person for one in after if one.role == "instructor"] == ["instructor", "instructor-2"]
