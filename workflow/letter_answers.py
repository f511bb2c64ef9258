"""Parts of a letter about any case: what its open forms were answered, and what falls due next."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from forms.answer_wording import say_answer
from rules.reference_data import ReferenceData
from workflow.case import Case
from workflow.deadlines import REMIND, due_on_entry, zone_of
from workflow.definition.asked_fields import asked_of
from workflow.definition.model import Form, FormField
from workflow.placing import answered, record_form
from workflow.shelf import Pinned
from workflow.spans import last_day

EVERYONE = "everyone"
_CODED = frozenset({"country", "countries", "region"})
"""The kinds whose answers are codes of the lists of reference."""


def answers_part(root: Case, pinned: Pinned) -> list[dict[str, str]]:
    """Tell what was answered to the forms everybody may read, as French writes it, in the forms' order.

    What another part of the case keeps (its title, whose it is, its countries) is told by that part.

    Of a part several forms fill, the case's own form tells it, else the first.
    """
    model, told = pinned.machine(root), set[str]()
    own = [record_form(pinned.definition, model)] if model.is_record() else []
    found: list[dict[str, str]] = []
    for form in (*own, *pinned.definition.forms.values()):
        if form.visible == EVERYONE and form.into not in told and form.into in root.answers:
            told.add(form.into)
            found += _lines(form, root.answers, pinned)
    return found


def _lines(form: Form, answers: Mapping[str, Any], pinned: Pinned) -> Iterator[dict[str, str]]:
    for name, value in answered(form, answers).items():
        field = form.fields[name]
        if field.kept_as is not None or field.seen is not None:
            continue  # Told by the parts `case`, `lead` and `countries`, or not for everybody to read.
        yield {"form": form.label, "label": field.label, "value": write_answer(field, value, pinned)}


def write_answer(field: FormField, value: Any, pinned: Pinned) -> str:  # noqa: ANN401 -- an answer is any JSON value
    """Write an answer as French does, a code of the lists by the name it stands for."""
    if field.kind in _CODED:
        parts = value if isinstance(value, list) else [value]
        return ", ".join(_named(field, str(part), pinned.bundle.reference) for part in parts)
    return say_answer(asked_of(field), value)


def _named(field: FormField, text: str, reference: ReferenceData) -> str:
    """Give the name that a code of the lists stands for; any other text as it is."""
    if field.kind in {"country", "countries"}:
        return reference.country_name(text)
    region = reference.regions.get(text) if field.kind == "region" else None
    return region.name if region else text


def deadline_part(case: Case, pinned: Pinned) -> dict[str, str | None]:
    """Tell what falls due first where the case stands: the act, and the last day before it."""
    entered = datetime.fromisoformat(case.entered_at)
    due = [one for one in due_on_entry(case, pinned=pinned, entered=entered) if one["kind"] != REMIND]
    if not due:
        return {"label": None, "on": None}
    first = min(due, key=lambda one: str(one["at"]))
    day = last_day(datetime.fromisoformat(first["at"]), zone=zone_of(pinned))
    return {"label": pinned.machine(case).transitions[first["trigger"]].label, "on": day.isoformat()}
