"""Parts of a letter about what changed: in the file, and under the opinions asked or given on it."""

from collections.abc import Sequence
from typing import Any

from forms.answer_changes import Change
from workflow.act import Act
from workflow.case import Case, Family
from workflow.letter_case import house_day, place_name
from workflow.placing import own_form
from workflow.shaken import corrected, shaken, standing_opinions
from workflow.shelf import Pinned

_MOST_SHOWN = 400
"""Longer answers are cut: the whole of both is read on the case."""


def basis_parts(act: Act, *, root: Case, family: Family, pinned: Pinned) -> list[dict[str, Any]]:
    """Tell each opinion whose basis changed since it was asked or given, oldest first, with what changed."""
    opinions = standing_opinions(root, family=family, pinned=pinned)
    known = {child.ref: child for child in opinions}
    roles = pinned.definition.roles
    return [
        {
            "ref": one.ref,
            "giver_label": roles[known[one.ref].giver or ""].label if known[one.ref].giver else one.label,
            "key_name": place_name(known[one.ref].key, pinned),
            "given_on": house_day(one.since) if one.was_given else None,
            "asked_on": house_day(known[one.ref].created_at),
            "changed_on": house_day(one.last),
            "changes": _told(one.changes),
        }
        for one in shaken(act, root, pinned=pinned, opinions=opinions, hidden=_kept_apart(root, pinned))
    ]


def corrected_parts(act: Act, *, case: Case, family: Family, pinned: Pinned) -> list[dict[str, str]]:
    """Tell what changed in the file while a correction was open; nothing for any other case."""
    parent = family.cases.get(case.parent_id or "")
    if parent is None:
        return []
    hidden = _kept_apart(parent, pinned)
    return _told(corrected(act, case, parent=parent, pinned=pinned, hidden=hidden) or ())


def _told(changes: Sequence[Change]) -> list[dict[str, str]]:
    return [
        {"label": one.label, "before": _on_one_line(before), "after": _on_one_line(after)}
        for one in changes
        for before, after in (one.words,)
    ]


def _on_one_line(text: str) -> str:
    line = " ".join(text.splitlines())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1].rstrip()}…"


def _kept_apart(case: Case, pinned: Pinned) -> frozenset[str]:
    # A letter has readers the act does not know: what not everybody reads is not in it.
    form = own_form(pinned.definition, pinned.machine(case))
    fields = form.fields.items() if form is not None else ()
    return frozenset(name for name, field in fields if field.seen is not None)
