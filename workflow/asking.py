"""What a form asks here and now: which fields show, and which must be answered."""

from collections.abc import Mapping
from typing import Any

from workflow.conditions import compares
from workflow.definition.form_model import Form, FormField
from workflow.definition.machine_model import Comparison
from workflow.placing import answered, place_of, without

Answers = Mapping[str, Any]


def shown_fields(form: Form, answers: Answers) -> tuple[str, ...]:
    """Give the fields asked where a case has these answers, in the form's order.

    A field whose condition looks at another that is not asked sees no answer there, whatever was typed
    before: conditions may follow one another, never in a ring (the judge refuses that).
    """
    shown = tuple(form.fields)
    for _ in form.fields:
        left = {place_of(form, name) for name in form.fields if name not in shown}
        seen = without(answers, left)
        now = tuple(name for name, field in form.fields.items() if _all_hold(field.shown_when, seen))
        if now == shown:
            break
        shown = now
    return shown


def is_required(field: FormField, answers: Answers) -> bool:
    """Tell whether a field that is shown must be answered, given the answers that show."""
    return field.required or (field.required_when is not None and _all_hold(field.required_when, answers))


def visible_answers(form: Form, answers: Answers) -> dict[str, Any]:
    """Give answers without those of the form's fields that are not asked."""
    shown = shown_fields(form, answers)
    return without(answers, {place_of(form, name) for name in form.fields if name not in shown})


def lacking_fields(form: Form, answers: Answers) -> tuple[str, ...]:
    """Give the fields that must be answered and are not, in the form's order."""
    had = answered(form, answers)
    seen = visible_answers(form, answers)
    return tuple(
        name
        for name in shown_fields(form, answers)
        if name not in had and is_required(form.fields[name], seen)
    )


def _all_hold(conditions: tuple[Comparison, ...] | None, answers: Answers) -> bool:
    return all(compares(one, dict(answers)) for one in conditions or ())
