"""Synthetic answers to the forms acts ask: by kind of field, choices as conditions want them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from forms.money import Cents, plain
from workflow.definition.model import Form, FormField
from workflow.rehearsal.choices_given import ANYTHING
from workflow.rehearsal.standing import Facts

_SOON = 30
_DATE = "date"
_REOPENED = "months, themes"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What answers may rest on: the largest amount that passes, a day, the case a field may name.

    `days_apart` is about how long the project lasts.
    """

    amount: Cents
    day: date
    case: str | None = None
    days_apart: int = _SOON


def answers_for(form: Form, *, given: Facts, left_out: frozenset[str], grounds: Grounds) -> dict[str, str]:
    """Answer every field of a form, as somebody types it.

    `given` are the choices the act is made with, by path; the paths of `left_out` that are not among
    them stay without an answer. Dates come one after the other, so many days apart.
    """
    chosen = dict(given)
    found: dict[str, str] = {}
    dates = [name for name, field in form.fields.items() if field.kind == _DATE]
    for name, field in form.fields.items():
        rank = dates.index(name) if name in dates else len(found)
        path = f"{form.into}.{name}"
        value = chosen.get(path)
        if value is None and path in left_out and not field.required:
            continue
        typed = _typed(field, value)
        answer = next(iter(_synthetic(field, rank, grounds)), None) if typed is None else typed
        if answer is not None:
            found[name] = answer
    return found


def _typed(field: FormField, value: str | None) -> str | None:
    if value is None or value == ANYTHING:
        return None
    return {"True": "oui", "False": "non"}.get(value, value) if field.kind == "yes_no" else value


def _synthetic(field: FormField, rank: int, grounds: Grounds) -> Iterator[str]:
    match field.kind:
        case "text":
            yield f"ESSAI-{rank + 1}"
        case "long_text":
            yield "Texte écrit pour l'essai."
        case "choice":
            yield from list(field.options)[:1]
        case "money":
            yield plain(grounds.amount)
        case "date":
            days = _SOON + rank * grounds.days_apart
            yield (grounds.day + timedelta(days=days)).isoformat()
        case "integer":
            yield "1"
        case "yes_no":
            yield "oui"
        case "fields":
            yield _REOPENED
        case "case":
            yield from [grounds.case] if grounds.case else []
