"""Reading what is given with an act against the form the definition asks."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from forms.errors import Refused
from forms.field_paths import read_path
from forms.money import parse_euros
from forms.nearest import nearest
from workflow.definition.model import Form, FormField
from workflow.errors import Incomplete
from workflow.places_given import read_place, read_places

Given = Mapping[str, str]


def read_given(form: Form, given: Given, *, had: Collection[str] = ()) -> dict[str, Any]:
    """Read each field given, or refuse with everything that is wrong at once.

    Money becomes cents, whole numbers integers, yes/no booleans, `fields` and `countries` lists;
    dates stay ISO text. Empty text counts as not given; `had` names the fields that were answered
    before and need not be said again.
    """
    problems: list[str] = []
    lacking: list[str] = []
    found: dict[str, Any] = {}
    for name in given:
        if name not in form.fields:
            close = nearest(name, tuple(form.fields))
            hint = (
                f" ; vouliez-vous « {close} » ?" if close else f" ; champs prévus : {', '.join(form.fields)}"
            )
            problems.append(f"le champ « {name} » n'existe pas{hint}")
    for name, field in form.fields.items():
        text = given.get(name, "").strip()
        if not text:
            if field.required and name not in had:
                problems.append(f"« {field.label} » ({name}) doit être renseigné{_wanted(field)}")
                lacking.append(name)
            continue
        try:
            found[name] = _read(field, text)
        except Refused as refusal:
            problems.append(f"« {field.label} » ({name}) : {refusal}")
            lacking.append(name)
    if problems:
        raise Incomplete(
            message=f"« {form.label} » : {' ; '.join(problems)}.",
            who="vous",
            remedies=tuple(f"donner --set {name}=…" for name in lacking),
        )
    return found


def _wanted(field: FormField) -> str:
    return f" (choix : {', '.join(field.options)})" if field.options else ""


def _read(field: FormField, text: str) -> Any:  # noqa: ANN401, PLR0911 -- one value, one return for each kind
    match field.kind:
        case "money":
            return int(parse_euros(text))
        case "integer":
            if re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
                return int(text)
            raise Refused(message=f"« {text} » n'est pas un nombre entier ; écrivez par exemple 3")
        case "date":
            return _read_day(text)
        case "yes_no":
            if text in {"oui", "non"}:
                return text == "oui"
            raise Refused(message=f"« {text} » n'est ni oui ni non")
        case "choice":
            if text in field.options:
                return text
            close = nearest(text, tuple(field.options))
            hint = f" ; vouliez-vous « {close} » ?" if close else ""
            raise Refused(
                message=f"« {text} » n'est pas un choix possible ({', '.join(field.options)}){hint}"
            )
        case "fields":
            return _opened(_listed(text))
        case kind:
            return read_places(kind, _listed(text)) if kind == "countries" else read_place(kind, text)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _opened(names: list[str]) -> list[str]:
    """Take the fields of the application that a correction opens, all that are unknown told at once."""
    found, unknown = [], []
    for name in names:
        try:
            found.append(read_path(name))
        except Refused as refusal:
            unknown.append(" ".join((refusal.message, refusal.remedies[0])))
    if unknown:
        raise Refused(message=" ; ".join(unknown))
    return list(dict.fromkeys(found))


def _read_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(message=f"« {text} » n'est pas une date ; écrivez par exemple 2025-09-01") from None
