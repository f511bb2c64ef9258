"""The form of an application: what it keeps beside the file, and what it still wants when it is filed.

Each lack is a finding, as those of rules.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from forms.answer_reading import read_answer
from forms.asked import Asked
from forms.bounding import require_within
from forms.errors import Refused
from rules.findings import Explanation, Finding, Source
from workflow.asking import lacking_fields, shown_fields
from workflow.case import Case
from workflow.definition.asked_fields import asked_of
from workflow.definition.machine_model import Transition
from workflow.definition.model import Form, FormField
from workflow.errors import Incomplete
from workflow.forms_given import Given, read_given
from workflow.placing import answered, own_form, place_of, placed
from workflow.shelf import Pinned

FORM = "FORM"
"""Stands where the id of a rule would, for what a form wants."""

_FILING = "file"
_PIECE = "file"


def shortcomings(
    case: Case, *, pinned: Pinned, transition: Transition, answers: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Give what the application's own form wants of these answers, in its order; only filing asks.

    What must be answered and is not, then what goes beyond its limits: the file alone does not know them.
    """
    model = pinned.machine(case)
    form = own_form(pinned.definition, model) if transition.does == _FILING else None
    if form is None or model.is_record():
        return ()
    lacking = dict.fromkeys(lacking_fields(form, answers))
    told = [_finding(pinned, form, name, partial(_wanted, case.ref, form, name)) for name in lacking]
    shown = set(shown_fields(form, answers))
    for name, value in answered(form, answers).items():
        excess = _excess(form.fields[name], value) if name in shown else None
        if excess is not None:
            explain = partial(_beyond, case.ref, form, name, excess)
            told.append(_finding(pinned, form, name, explain))
    return tuple(told)


def _excess(field: FormField, value: Any) -> str | None:  # noqa: ANN401 -- an answer is any JSON value
    """Say what of an answer goes beyond the limits of its field."""
    asked = asked_of(field)
    try:
        if field.kind == _PIECE and isinstance(value, list):
            _require_types(asked, value)
        else:
            require_within(field.kind, value, asked.bounds)
    except Refused as refusal:
        return refusal.message
    return None


def _require_types(asked: Asked, names: Iterable[str]) -> None:
    # A piece of the file is a name; its size is known where it is sent.
    if asked.bounds.types:
        bounds = replace(asked.bounds, size=None)
        for name in names:
            read_answer(replace(asked, bounds=bounds), name)


def without_repeats(lacks: Iterable[Finding], *, told: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what a rule that blocks says already of the same place, or of what holds it."""
    places = tuple(f"{one.where}." for one in told if one.where)
    return tuple(one for one in lacks if not f"{one.where}.".startswith(places))


def _finding(pinned: Pinned, form: Form, name: str, explain: Callable[[], Explanation]) -> Finding:
    source = Source(pinned.definition.title, _section(form, name))
    return Finding(rule=FORM, level="block", where=place_of(form, name), explain=explain, cite=lambda: source)


def _wanted(ref: str, form: Form, name: str) -> Explanation:
    field, place = form.fields[name], place_of(form, name)
    return Explanation(
        f"« {field.label} » doit être renseigné.",
        seen={"choix": ", ".join(f"{key} ({said})" for key, said in field.options.items())}
        if field.options
        else {},
        remedies=(_remedy(ref, field, name, place),),
    )


def _beyond(ref: str, form: Form, name: str, excess: str) -> Explanation:
    field = form.fields[name]
    return Explanation(
        f"« {field.label} » : {excess}.", remedies=(_remedy(ref, field, name, place_of(form, name)),)
    )


def _remedy(ref: str, field: FormField, name: str, place: str) -> str:
    example = field.example or next(iter(field.options), None)
    if field.kept_as is not None:
        like = f", par exemple {example}" if example else ""
        return f"Compléter « {place} » dans le fichier de la demande{like}."
    return f"Donner la réponse : « jalon case amend {ref} --set {name}={example or '…'} »."


def _section(form: Form, name: str) -> str:
    section = (form.sections or {}).get(form.fields[name].section or "")
    return f"{form.label} : {section.label}" if section is not None else form.label


def with_own_fields(form: Form, given: Given, *, among: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers of an application with those fields that its form keeps beside the file.

    An empty text takes an answer away; what is required is asked at filing only. Raises `Incomplete`
    for a field that the file holds, for one that the form does not know, and for what cannot be read.
    """
    own = {name: field for name, field in form.fields.items() if field.kept_as is None}
    held = [name for name in given if name in form.fields and name not in own]
    if held:
        told = " ; ".join(f"« {form.fields[name].label} » ({name}) : {place_of(form, name)}" for name in held)
        raise Incomplete(
            message=f"« {form.label} » : ces réponses se donnent dans le fichier de la demande : {told}.",
            who="vous",
            remedies=("corriger le fichier et l'enregistrer par « jalon case amend … --from FICHIER »",),
        )
    values = read_given(form.model_copy(update={"fields": own}), given, had=own, among=among)
    return placed(form, dict.fromkeys(given) | values, among=among) if given else dict(among)
