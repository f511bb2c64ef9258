"""Synthetic answers to the forms acts ask: by kind of field, choices as conditions want them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from forms.answer_reading import EXAMPLES, read_answer
from forms.fitting import fitted, one_row
from forms.money import Cents, plain
from workflow.asking import shown_fields
from workflow.definition.asked_fields import asked_of
from workflow.definition.model import Form, FormField
from workflow.placing import place_of, placed
from workflow.rehearsal.choices_given import ANYTHING
from workflow.rehearsal.standing import Fact, Facts

_SOON = 90
_MAILBOX = "contact@essai.example.org"
_DATE = "date"
_REOPENED = "months, themes"


@dataclass(frozen=True, slots=True)
class Places:
    """Somewhere and somebody for the fields that name one: a country, a region, a SIRET (or its like)."""

    country: str = ""
    region: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What answers may rest on: the largest amount that passes, a day, the case a field may name.

    `days_apart` is about how long the project lasts; `rules` are those that may be waived; `budget` is
    one of the project, as somebody types it.
    """

    amount: Cents
    day: date
    case: str | None = None
    days_apart: int = _SOON
    places: Places = Places()
    rules: tuple[str, ...] = ()
    budget: str = EXAMPLES["budget"]


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
        path = place_of(form, name)
        value = chosen.get(path)
        if value is None and path in left_out and not field.required:
            continue
        typed = _typed(field, value)
        answer = _answer(field, rank, grounds) if typed is None else typed
        if answer is not None:
            found[name] = answer
    conditional = any(field.shown_when for field in form.fields.values())
    return _asked_only(form, found) if conditional else found


def _asked_only(form: Form, found: Mapping[str, str]) -> dict[str, str]:
    """Leave out what the other answers make the form not ask."""
    values = {name: read_answer(asked_of(form.fields[name]), text) for name, text in found.items()}
    shown = shown_fields(form, placed(form, values, among={}))
    return {name: text for name, text in found.items() if name in shown}


def _answer(field: FormField, rank: int, grounds: Grounds) -> str | None:
    """Answer as any field of the kind; where its limits forbid that, at a limit."""
    typed = _SYNTHETIC[field.kind](field, rank, grounds)
    return typed if typed is None or field.limits is None else fitted(asked_of(field), typed)


def _typed(field: FormField, value: Fact | None) -> str | None:
    """Write a choice as somebody types it."""
    if value is None or value == ANYTHING:
        return None
    if field.kind == "yes_no":
        return "oui" if str(value) == str(True) else "non"
    return plain(Cents(int(value))) if field.kind == "money" else str(value)


def _day(_field: FormField, rank: int, grounds: Grounds) -> str:
    return (grounds.day + timedelta(days=_SOON + rank * grounds.days_apart)).isoformat()


def _example(kind: str) -> Callable[[FormField, int, Grounds], str]:
    return lambda _field, _rank, _grounds: EXAMPLES[kind]


_SYNTHETIC: Mapping[str, Callable[[FormField, int, Grounds], str | None]] = {
    "text": lambda _field, rank, _grounds: f"ESSAI-{rank + 1}",
    "long_text": lambda _field, _rank, _grounds: "Texte écrit pour l'essai.",
    "choice": lambda field, _rank, _grounds: next(iter(field.options), None),
    "money": lambda _field, _rank, grounds: plain(grounds.amount),
    _DATE: _day,
    "integer": lambda _field, _rank, _grounds: "1",
    "yes_no": lambda _field, _rank, _grounds: "oui",
    "fields": lambda _field, _rank, _grounds: _REOPENED,
    "case": lambda _field, _rank, grounds: grounds.case,
    "country": lambda _field, _rank, grounds: grounds.places.country,
    "countries": lambda _field, _rank, grounds: grounds.places.country,
    "region": lambda _field, _rank, grounds: grounds.places.region,
    "siret": lambda _field, _rank, grounds: grounds.places.owner,
    "email": lambda _field, _rank, _grounds: _MAILBOX,
    "budget": lambda _field, _rank, grounds: grounds.budget,
    "rule": lambda _field, _rank, grounds: next(iter(grounds.rules), None),
    "choices": lambda field, _rank, _grounds: next(iter(field.options), None),
    "table": lambda field, _rank, _grounds: one_row(asked_of(field).columns),
    "percentage": lambda _field, _rank, _grounds: "0 %",
    **{kind: _example(kind) for kind in ("month", "iban", "phone", "calendar", "file", "declaration")},
}
"""How a field of each kind is answered, by its rank among those answered; None where nothing can be."""
