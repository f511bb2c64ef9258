"""Opinions whose basis changed since they were asked or given, and what a correction changed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from forms.answer_changes import Change
from workflow.act import Act
from workflow.answers_changed import Answers, changed_answers, touches
from workflow.case import Case, Family
from workflow.definition.words import CORRECTED, OPINION
from workflow.moments import Moment, answers_at, moments
from workflow.shelf import Pinned


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


@dataclass(frozen=True, slots=True)
class _Basis:
    """What one opinion rests on in a case: the places its spawn names, or None for all."""

    case: Case
    pinned: Pinned
    places: tuple[str, ...] | None
    hidden: Collection[str]

    def changes(self, before: Answers, after: Answers) -> tuple[Change, ...]:
        found = changed_answers(self.case, self.pinned, before=before, after=after, hidden=self.hidden)
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


def shaken(
    act: Act, case: Case, *, pinned: Pinned, opinions: Sequence[Case], hidden: Collection[str]
) -> Iterator[Shaken]:
    """Give those of a case's opinions whose basis changed; `hidden` are fields beside the file not told.

    An opinion has served once the case has ended: what an amendment changes then shakes none.
    """
    state = pinned.machine(case).states.get(case.state)
    ended = case.entered_at if state is not None and state.final else None
    told = [one for one in moments(act, case) if ended is None or one.at <= ended] if opinions else []
    now = case.answers if ended is None else answers_at(told, ended)
    for child in opinions:
        given = child.milestones.get(OPINION)
        since = given or child.created_at
        basis = _Basis(case, pinned, _places(case, pinned, child), hidden)
        changed = basis.changes(answers_at(told, since), now)
        if changed:
            label = pinned.machine(child).label
            last = basis.last_change(told, since=since)
            yield Shaken(child.ref, label, given is not None, since, last, changed)


def standing_opinions(case: Case, *, family: Family, pinned: Pinned) -> list[Case]:
    """Give the opinions of the current rounds of a case that are given or awaited, oldest first."""
    return [child for child in family.children(case) if _stands(case, pinned, child)]


def _stands(case: Case, pinned: Pinned, child: Case) -> bool:
    model = pinned.machine(child)
    state = model.states.get(child.state)
    if not any(transition.does == OPINION for transition in model.transitions.values()) or state is None:
        return False
    if child.round != case.rounds.get(child.slot or "", child.round):
        return False
    return not state.final or OPINION in child.milestones


def _places(case: Case, pinned: Pinned, child: Case) -> tuple[str, ...] | None:
    """Give what an opinion rests on, as the definition in force says; None for every answer."""
    states = pinned.machine(case).states.values()
    named = [state.spawn[slot].rests_on for state in states for slot in state.spawn if slot == child.slot]
    if not named or None in named:
        return None
    return tuple(place for one in named for place in one or ())


def corrected(
    act: Act, correction: Case, *, parent: Case, pinned: Pinned, hidden: Collection[str]
) -> tuple[Change, ...] | None:
    """Give what changed in a case while a correction of it was open, or None when the child is none."""
    if correction.answer(CORRECTED) is None:
        return None
    state = pinned.machine(correction).states.get(correction.state)
    told = list(moments(act, parent))
    closed = state is None or state.final
    after = answers_at(told, correction.entered_at) if closed else parent.answers
    before = answers_at(told, correction.created_at)
    return changed_answers(parent, pinned, before=before, after=after, hidden=hidden)
