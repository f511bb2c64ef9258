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
from rules.findings import Explanation, Finding, Level, Source
from workflow.asking import lacking_fields, shown_fields
from workflow.case import Case
from workflow.definition.asked_fields import asked_of
from workflow.definition.machine_model import Transition
from workflow.definition.model import Definition, Form, FormField
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
    return tuple(_short_of(pinned.definition, form, answers, ref=case.ref).values())


def shortcomings_of_file(definition: Definition, answers: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Give what filing would want of an application file as it stands, with nothing given beside it.

    What a file has no place for blocks nothing here: it is told as information, all of it at once.
    """
    form = _filing_form(definition)
    if form is None:
        return ()
    short = _short_of(definition, form, answers, ref="")
    told = [finding for name, finding in short.items() if form.fields[name].kept_as is not None]
    beside = [name for name in shown_fields(form, answers) if form.fields[name].kept_as is None]
    if beside:
        explain = partial(_asked_beside, form, beside, required=frozenset(short))
        told.append(_finding(definition, form, beside[0], explain, level="info"))
    return tuple(told)


def _filing_form(definition: Definition) -> Form | None:
    """Give the form an application of this call is filed with."""
    forms = (
        own_form(definition, model)
        for model in definition.machines.values()
        if not model.is_record() and any(one.does == _FILING for one in model.transitions.values())
    )
    return next((form for form in forms if form is not None), None)


def _short_of(
    definition: Definition, form: Form, answers: Mapping[str, Any], *, ref: str
) -> dict[str, Finding]:
    """Give what each field still wants, by its name: those to be answered first, then those in excess."""
    told = {
        name: _finding(definition, form, name, partial(_wanted, ref, form, name))
        for name in lacking_fields(form, answers)
    }
    shown = set(shown_fields(form, answers))
    for name, value in answered(form, answers).items():
        excess = _excess(form.fields[name], value) if name in shown else None
        if excess is not None:
            told[name] = _finding(definition, form, name, partial(_beyond, ref, form, name, excess))
    return told


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


def _finding(
    definition: Definition,
    form: Form,
    name: str,
    explain: Callable[[], Explanation],
    *,
    level: Level = "block",
) -> Finding:
    source = Source(definition.title, _section(form, name))
    return Finding(rule=FORM, level=level, where=place_of(form, name), explain=explain, cite=lambda: source)


def _asked_beside(form: Form, names: Iterable[str], *, required: frozenset[str]) -> Explanation:
    """Say what is asked beside the file, and how it is given once the application is created."""
    told = [f"« {form.fields[name].label} »{' (obligatoire)' if name in required else ''}" for name in names]
    given = " ".join(f"--set {name}={_example(form.fields[name])}" for name in names)
    return Explanation(
        f"Demandé en plus du dossier : {', '.join(told)}.",
        remedies=(f"Donner ces réponses à la création, ou ensuite : « jalon case amend … {given} ».",),
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


def _beyond(ref: str, form: Form, name: str, excess: str) -> Explanation:
    field = form.fields[name]
    return Explanation(
        f"« {field.label} » : {excess}.", remedies=(_remedy(ref, field, name, place_of(form, name)),)
    )


def _example(field: FormField) -> str:
    return field.example or next(iter(field.options), "…")


def _remedy(ref: str, field: FormField, name: str, place: str) -> str:
    if field.kept_as is not None:
        like = f", par exemple {_example(field)}" if field.example or field.options else ""
        return f"Compléter « {place} » dans le fichier de la demande{like}."
    return f"Donner la réponse : « jalon case amend {ref} --set {name}={_example(field)} »."


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
