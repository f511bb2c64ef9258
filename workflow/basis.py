"""What corrections changed, and the opinions that were asked or given on what then changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.answer_changes import Change, changes
from workflow.amending import CORRECTED
from workflow.answers_then import Moment, moments
from workflow.case import Case
from workflow.viewpoint import Viewpoint

_OPINION = "give_opinion"


@dataclass(frozen=True, slots=True)
class Shaken:
    """An opinion whose basis changed: since when, whether it was given or still only asked, and how."""

    ref: str
    label: str
    was_given: bool
    since: str
    last: str
    changes: tuple[Change, ...]

    def tree(self) -> dict[str, Any]:
        """Give it as JSON."""
        plain = {name: getattr(self, name) for name in ("ref", "label", "was_given", "since", "last")}
        return {**plain, "changes": [change.tree() for change in self.changes]}


def shaken_opinions(view: Viewpoint) -> Iterator[Shaken]:
    """Give the opinions of the current rounds whose application changed since they were asked or given.

    Told inside, and to whoever the opinion is asked from: to the others it would betray that one is.
    """
    asked = [child for child in view.family.children(view.case) if _stands(view, child)]
    told = list(moments(view, view.case)) if asked else []
    for child in asked:
        given = child.milestones.get(_OPINION)
        since = given or child.created_at
        changed = changes(_before(told, since), view.case.answers)
        if changed:
            last = max(one.at for one in told if one.kind == "amend")
            label = view.pinned.machine(child).label
            yield Shaken(child.ref, label, given is not None, since, last, changed)


def corrected_by(view: Viewpoint) -> tuple[Change, ...] | None:
    """Give what changed in an application while a correction was open, or None for any other case."""
    parent = view.family.cases.get(view.case.parent_id or "")
    if parent is None or view.case.answer(CORRECTED) is None:
        return None
    model = view.pinned.machine(view.case)
    state = model.states.get(view.case.state)
    told = list(moments(view.of(parent), parent))
    after = _before(told, view.case.entered_at) if state is None or state.final else parent.answers
    return changes(_before(told, view.case.created_at), after)


def _stands(view: Viewpoint, child: Case) -> bool:
    """Tell whether a child is an opinion of the current round, given or awaited, that may be told here."""
    model = view.pinned.machine(child)
    state = model.states.get(child.state)
    if not any(transition.does == _OPINION for transition in model.transitions.values()) or state is None:
        return False
    if child.round != view.case.rounds.get(child.slot or "", child.round):
        return False
    if state.final and _OPINION not in child.milestones:
        return False
    own = view.of(child)
    return view.inside or (child.giver is not None and own.holds_any((child.giver,)) is not None)


def _before(told: list[Moment], at: str) -> Any:  # noqa: ANN401 -- a tree of answers
    return next((one.answers for one in reversed(told) if one.at <= at), {})
