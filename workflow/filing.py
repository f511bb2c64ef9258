"""The form of an application: what it keeps beside the file, and what it still wants when it is filed.

Each lack is a finding, as those of rules.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from rules.findings import Explanation, Finding, Source
from workflow.case import Case
from workflow.conditions import compares
from workflow.definition.machine_model import Transition
from workflow.definition.model import Definition, Form, FormField
from workflow.errors import Incomplete
from workflow.forms_given import Given, read_given
from workflow.placing import answered, own_form, place_of, placed
from workflow.shelf import Pinned

FORM = "FORM"
"""Stands where the id of a rule would, for what a form wants."""

_FILE = "file"


def shortcomings(
    case: Case, *, pinned: Pinned, transition: Transition, answers: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Give what the application's own form still wants of these answers, in its order; only filing asks.

    A field is wanted where it is shown, and `required` or `required_when` holds.
    """
    model = pinned.machine(case)
    form = own_form(pinned.definition, model) if transition.does == _FILE else None
    if form is None or model.is_record():
        return ()
    given = answered(form, answers)
    looked_at = {**answers, form.into: {**answers.get(form.into, {}), **given}}
    return tuple(
        _lack(case, pinned.definition, form, name)
        for name, field in form.fields.items()
        if name not in given and is_shown(field, looked_at) and is_wanted(field, looked_at)
    )


def is_shown(field: FormField, answers: dict[str, Any]) -> bool:
    """Tell whether a field is asked, among these answers."""
    return all(compares(one, answers) for one in field.shown_when or ())


def is_wanted(field: FormField, answers: dict[str, Any]) -> bool:
    """Tell whether a field that is asked must be answered."""
    needed = field.required_when
    return field.required or (needed is not None and all(compares(one, answers) for one in needed))


def without_repeats(lacks: Iterable[Finding], *, told: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what a rule that blocks says already of the same place, or of what holds it."""
    places = tuple(f"{one.where}." for one in told if one.where)
    return tuple(one for one in lacks if not f"{one.where}.".startswith(places))


def _lack(case: Case, definition: Definition, form: Form, name: str) -> Finding:
    return Finding(
        rule=FORM,
        level="block",
        where=place_of(form, name),
        explain=partial(_wanted, case.ref, form, name),
        cite=lambda: Source(definition.title, _section(form, name)),
    )


def _wanted(ref: str, form: Form, name: str) -> Explanation:
    field, place = form.fields[name], place_of(form, name)
    return Explanation(
        f"« {field.label} » doit être renseigné.",
        seen={"choix": ", ".join(f"{key} ({said})" for key, said in field.options.items())}
        if field.options
        else {},
        remedies=(_remedy(ref, field, name, place),),
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
    values = read_given(form.model_copy(update={"fields": own}), given, had=own)
    return placed(form, dict.fromkeys(given) | values, among=among) if given else dict(among)
