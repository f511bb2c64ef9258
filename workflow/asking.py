"""What a form asks here and now: which fields show, which must be answered, and how each is read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.asked import Asked, Bounds
from forms.bounding import month_number
from workflow.conditions import compares
from workflow.definition.form_model import Column, Form, FormField, Limits
from workflow.definition.intervals import number_of
from workflow.definition.literals import Count, Limit, Percent
from workflow.definition.machine_model import Comparison
from workflow.placing import answered, place_of, without

_MEGABYTE = 1_000_000
_MONTH = "month"

Answers = Mapping[str, Any]


def asked_of(field: FormField | Column) -> Asked:
    """Give a field as the readers of answers need it, its limits in the unit of its kind."""
    columns = field.columns if isinstance(field, FormField) else None
    return Asked(
        kind=field.kind,
        label=field.label,
        required=field.required,
        options=field.options,
        bounds=_bounds(field.limits, kind=field.kind) if field.limits else Bounds(),
        columns={name: asked_of(column) for name, column in (columns or {}).items()},
    )


def _bounds(limits: Limits, *, kind: str) -> Bounds:
    return Bounds(
        least=_number(limits.min, kind=kind),
        greatest=_number(limits.max, kind=kind),
        shortest=_count(limits.shortest),
        longest=_count(limits.longest),
        fewest=_count(limits.fewest),
        most=_count(limits.most),
        size=limits.size.number * _MEGABYTE if limits.size else None,
        types=limits.types or (),
    )


def _number(limit: Limit | None, *, kind: str) -> int | None:
    if limit is None:
        return None
    if isinstance(limit, Percent):
        return limit.basis_points
    if kind == _MONTH and isinstance(limit, date):
        return month_number(limit.isoformat())
    return number_of(limit)


def _count(count: Count | None) -> int | None:
    return count.number if count is not None else None


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
