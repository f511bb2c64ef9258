"""What corrections changed, and the opinions that were asked or given on what then changed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from forms.answer_changes import Change
from workflow.amending import CORRECTED
from workflow.answers_changed import changed_answers, touches
from workflow.answers_then import Moment, moments
from workflow.case import Case
from workflow.definition.words import OPINION
from workflow.sheet import unread_beside
from workflow.viewpoint import Viewpoint


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
    """Give the opinions of the current rounds whose basis changed since they were asked or given.

    An opinion rests on the answers its spawn names, or on all. Told inside, and to whoever the opinion
    is asked from: to the others it would betray that one is.
    """
    asked = [child for child in view.family.children(view.case) if _stands(view, child)]
    told = list(moments(view, view.case)) if asked else []
    hidden = unread_beside(view) if asked else ()
    for child in asked:
        given = child.milestones.get(OPINION)
        since = given or child.created_at
        basis = _Basis(view, _places(view, child), hidden)
        changed = basis.changes(_before(told, since), view.case.answers)
        if changed:
            label = view.pinned.machine(child).label
            last = basis.last_change(told, since=since)
            yield Shaken(child.ref, label, given is not None, since, last, changed)


@dataclass(frozen=True, slots=True)
class _Basis:
    """What one opinion rests on: the places its spawn names, or None for all."""

    view: Viewpoint
    places: tuple[str, ...] | None
    hidden: Collection[str]

    def changes(self, before: Any, after: Any) -> tuple[Change, ...]:  # noqa: ANN401 -- trees of answers
        case, pinned = self.view.case, self.view.pinned
        found = changed_answers(case, pinned, before=before, after=after, hidden=self.hidden)
        if self.places is None:
            return found
        places = self.places
        return tuple(one for one in found if any(touches(place, one, after=after) for place in places))

    def last_change(self, told: Sequence[Moment], *, since: str) -> str:
        """Give the instant of the last act that changed the basis."""
        return max(
            (
                after.at
                for before, after in pairwise(told)
                if after.at > since and self.changes(before.answers, after.answers)
            ),
            default=since,
        )


def _places(view: Viewpoint, child: Case) -> tuple[str, ...] | None:
    """Give what an opinion rests on, as the definition in force says; None for every answer."""
    states = view.pinned.machine(view.case).states.values()
    named = [state.spawn[slot].rests_on for state in states for slot in state.spawn if slot == child.slot]
    if not named:
        return None
    every = [place for one in named for place in one or ()]
    return None if None in named else tuple(every)


def corrected_by(view: Viewpoint) -> tuple[Change, ...] | None:
    """Give what changed in an application while a correction was open, or None for any other case."""
    parent = view.family.cases.get(view.case.parent_id or "")
    if parent is None or view.case.answer(CORRECTED) is None:
        return None
    model = view.pinned.machine(view.case)
    state = model.states.get(view.case.state)
    above = view.of(parent)
    told = list(moments(above, parent))
    after = _before(told, view.case.entered_at) if state is None or state.final else parent.answers
    before = _before(told, view.case.created_at)
    return changed_answers(parent, view.pinned, before=before, after=after, hidden=unread_beside(above))


def _stands(view: Viewpoint, child: Case) -> bool:
    """Tell whether a child is an opinion of the current round, given or awaited, that may be told here."""
    model = view.pinned.machine(child)
    state = model.states.get(child.state)
    if not any(transition.does == OPINION for transition in model.transitions.values()) or state is None:
        return False
    if child.round != view.case.rounds.get(child.slot or "", child.round):
        return False
    if state.final and OPINION not in child.milestones:
        return False
    own = view.of(child)
    return view.inside or (child.giver is not None and own.holds_any((child.giver,)) is not None)


def _before(told: list[Moment], at: str) -> Any:  # noqa: ANN401 -- a tree of answers
    return next((one.answers for one in reversed(told) if one.at <= at), {})
