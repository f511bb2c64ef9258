"""Typed links between cases: made by the fields of kind `case` that an act is given."""

from collections.abc import Mapping
from typing import Any

from workflow.act import Act
from workflow.case import Case
from workflow.definition.model import Form
from workflow.engine import find_visible
from workflow.store import statements as st
from workflow.store import tables as t

CASE_FIELD = "case"
"""The kind of field whose value is the reference of another case."""

LIKE = "like"
"""The link from an application to the earlier one its answers come from."""

_INSERT = st.insert_into(t.LinkRow)


def find_targets(act: Act, *, form: Form | None, given: Mapping[str, Any]) -> dict[str, Case]:
    """Give the cases that a form's fields name, among those the actor may see; each family is locked.

    Raises `NotFound` for a reference that names nothing he may see.
    """
    found: dict[str, Case] = {}
    for name, field in (form.fields if form else {}).items():
        if field.kind == CASE_FIELD and name in given:
            family, _ = act.read_family(str(given[name]))
            found[name] = find_visible(act, ref=str(given[name]), family=family)[0]
    return found


def link(act: Act, *, case: Case, targets: Mapping[str, Case]) -> list[dict[str, str]]:
    """Write the links of a case and give what its history keeps of them."""
    kept = [{"kind": kind, "target": target.id} for kind, target in targets.items()]
    for one in kept:
        act.add(_INSERT, {"case_id": case.id, "kind": one["kind"], "target_id": one["target"]})
    return kept
