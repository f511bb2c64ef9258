"""Plans lead where they are asked by the usual way, and say when there is none."""

from collections.abc import Callable
from typing import Any

from forms.answers import to_answers
from tests.workflow.rehearsal.calls import altered, complete_bundle
from workflow.definition.bundle import Bundle
from workflow.rehearsal.files import read_tree, synthetic_file
from workflow.rehearsal.plan import plan
from workflow.rehearsal.scene import Scene
from workflow.rehearsal.stages import pinned_of
from workflow.rehearsal.standing import Standing
from workflow.rehearsal.unfolding import start_of
from workflow.rehearsal.wish import PLAIN, Wish


def scene_of(bundle: Bundle, wish: Wish = PLAIN) -> Scene:
    window = next(iter(bundle.definition.windows.values()))
    tree = synthetic_file(bundle.definition, window=window, reference=bundle.reference, wish=wish)
    return Scene(pinned_of(bundle), "application", to_answers(read_tree(tree)))


def way(scene: Scene, reached: Callable[[Standing], bool]) -> list[str] | None:
    steps = plan(scene, start_of(scene), reached=reached)
    return None if steps is None else [step.move.name or step.move.kind for step in steps]


def test_the_usual_way_asks_opinions_and_waits_for_nobody() -> None:
    assert way(scene_of(complete_bundle("generaliste-2025")), lambda one: one.state == "committee") == [
        "submit", "admit", "give", "give", "propose", "enrol",
    ]  # fmt: skip


def test_a_plan_to_where_one_stands_is_empty() -> None:
    assert way(scene_of(complete_bundle("generaliste-2025")), lambda one: one.state == "draft") == []


def test_time_passes_where_only_it_leads_on() -> None:
    def silent(one: Standing) -> bool:
        return any(child.state == "elapsed" for child in one.children)

    assert way(scene_of(complete_bundle("generaliste-2025")), silent) == ["submit", "admit", "wait"]


def test_choices_are_made_as_conditions_want_them() -> None:
    scene = scene_of(complete_bundle("franco-senegalais-2025"), Wish(joint=True))

    steps = plan(scene, start_of(scene), reached=lambda one: one.state == "selected")

    assert steps is not None
    assert steps[-1].move.given == (("decision.vote_french", "for"), ("decision.vote_partner", "for"))


def test_there_is_no_way_to_what_nothing_leads_to() -> None:
    def closed(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        del tree["machines"]["application"]["transitions"]["propose"]

    assert way(scene_of(altered("generaliste", closed)), lambda one: one.state == "committee") is None


def test_a_later_condition_is_prepared_by_the_choice_made_before() -> None:
    def conditional(tree: Any) -> None:  # noqa: ANN401 -- plain JSON
        wants = {"field": "opinion.kind", "is": "unfavourable"}
        opinion = tree["machines"]["opinion"]
        opinion["transitions"]["complete"] = opinion["transitions"]["give"] | {
            "form": None, "from": ["given"], "when": [wants], "label": "Précision",
        }  # fmt: skip
        del opinion["transitions"]["complete"]["form"]

    scene = scene_of(altered("generaliste", conditional))
    steps = plan(scene, start_of(scene), reached=lambda one: _says_no(one) and _completed(one))

    assert steps is not None
    given = [step.move for step in steps if step.move.place and step.move.name == "give"]
    assert (("opinion.kind", "unfavourable"),) in [move.given for move in given]


def _says_no(one: Standing) -> bool:
    return any(("opinion.kind", "unfavourable") in child.facts for child in one.children)


def _completed(one: Standing) -> bool:
    return one.state in {"opinions", "instruction"}
