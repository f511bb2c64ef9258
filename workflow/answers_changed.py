"""What changed in the answers of a case: in its file, and in what its form asks beside it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from forms.answer_changes import Change, changes
from forms.field_paths import covers, steps_of
from workflow.case import Case
from workflow.letter_answers import written_answer
from workflow.placing import PIECES, held_at, own_form, place_of
from workflow.shelf import Pinned

Answers = Mapping[str, Any]


def changed_answers(
    case: Case, pinned: Pinned, *, before: Answers, after: Answers, hidden: Collection[str] = ()
) -> tuple[Change, ...]:
    """Compare two states of a case's answers, field by field.

    `hidden` names the fields beside the file that the reader may not read: they are left out.
    """
    return (*changes(before, after), *_beside(case, pinned, before=before, after=after, hidden=hidden))


def _beside(
    case: Case, pinned: Pinned, *, before: Answers, after: Answers, hidden: Collection[str]
) -> Iterator[Change]:
    form = own_form(pinned.definition, pinned.machine(case))
    for name, field in form.fields.items() if form is not None else ():
        if form is None or field.kept_as is not None or name in hidden:
            continue
        place = place_of(form, name)
        old, new = held_at(before, place), held_at(after, place)
        if old != new:
            was, now = (None if one is None else written_answer(field, one, pinned) for one in (old, new))
            yield Change(place, was, now, named=field.label)


def touches(place: str, change: Change, *, after: Answers) -> bool:
    """Tell whether a change is of what a place holds, or holds it; a place may name pieces of one kind."""
    if covers(place, change.path) or covers(change.path, place):
        return True
    first, _, kind = place.partition(".")
    return first == PIECES and bool(kind) and kind in _kinds(change, after)


def _kinds(change: Change, after: Answers) -> set[str]:
    """Give the kinds of the piece that a change is of: the one it had, and the one it has."""
    first, *rest = steps_of(change.path)
    if first != PIECES or not rest:
        return set()
    found = {one["kind"] for one in (change.before, change.after) if isinstance(one, Mapping)}
    if rest[1:] == ["kind"]:
        return {change.before, change.after}
    return found or {piece["kind"] for piece in after.get(PIECES, ())[int(rest[0]) : int(rest[0]) + 1]}
