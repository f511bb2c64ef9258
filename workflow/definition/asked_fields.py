"""Fields as the readers of answers need them: their limits in the unit of their kind."""

from datetime import date

from forms.asked import Asked, Bounds
from forms.bounding import month_number
from workflow.definition.form_model import Column, FormField, Limits
from workflow.definition.intervals import number_of
from workflow.definition.literals import Count, Limit, Percent

_MEGABYTE = 1_000_000
_MONTH = "month"


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
