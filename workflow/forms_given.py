"""Reading what is given with an act against the form the definition asks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from forms.answer_reading import read_answer
from forms.asked import Asked
from forms.errors import Refused
from forms.nearest import nearest
from forms.tame_text import shown as as_shown
from workflow.asking import is_required, shown_fields, visible_answers
from workflow.definition.asked_fields import asked_of
from workflow.definition.model import Form, FormField
from workflow.errors import Incomplete
from workflow.placing import placed

Given = Mapping[str, str]
_NONE: Mapping[str, Any] = {}
_NO_FIELDS: Mapping[str, str] = {}
_FIELDS = "fields"


def read_given(
    form: Form,
    given: Given,
    *,
    had: Collection[str] = (),
    among: Mapping[str, Any] = _NONE,
    beside: Mapping[str, str] = _NO_FIELDS,
) -> dict[str, Any]:
    """Read each field given, or refuse with everything that is wrong at once.

    Values are those of `forms.answer_reading`. Empty text counts as not given; `had` names the fields
    that were answered before and need not be said again; `among` are the answers of the case, which
    conditions may look at; `beside` the fields, by place and label, that a correction may open besides
    those of the application file. What is not asked, by `shown_when`, is refused. Raises `Incomplete`, which
    carries everything given.
    """
    problems = [*_unknown(form, given)]
    lacking: list[str] = []
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, field in form.fields.items():
        if given.get(name, "").strip():
            try:
                found[name] = read_answer(_asked(field, beside), given[name])
            except Refused as refusal:
                wrong[name] = f"« {field.label} » ({name}) : {_told(refusal, field)}"
    answers = placed(form, found, among=among) if found else among
    shown, seen = shown_fields(form, answers), visible_answers(form, answers)
    for name, field in form.fields.items():
        if name in wrong:
            problems.append(wrong[name])
            lacking.append(name)
        elif name not in shown:
            if name in found:
                problems.append(f"« {field.label} » ({name}) ne se demande pas ici ; retirez cette réponse")
        elif name not in found and name not in had and is_required(field, seen):
            problems.append(f"« {field.label} » ({name}) doit être renseigné{_wanted(field)}")
            lacking.append(name)
    if problems:
        raise Incomplete(
            message=f"« {form.label} » : {' ; '.join(problems)}.",
            who="vous",
            remedies=tuple(f"donner --set {name}=…" for name in lacking),
            given=given,
        )
    return found


def _asked(field: FormField, beside: Mapping[str, str]) -> Asked:
    asked = asked_of(field)
    return replace(asked, options=beside) if field.kind == _FIELDS else asked


def _unknown(form: Form, given: Given) -> Iterator[str]:
    for name in given:
        if name not in form.fields:
            close = nearest(name, tuple(form.fields))
            known = f"champs prévus : {', '.join(form.fields)}" if form.fields else "aucun n'est demandé ici"
            hint = f"vouliez-vous « {close} » ?" if close else known
            yield f"le champ « {as_shown(name)} » n'existe pas ; {hint}"


def _wanted(field: FormField) -> str:
    return f" (choix : {', '.join(field.options)})" if field.options else ""


def _told(refusal: Refused, field: FormField) -> str:
    remedies = " ".join(refusal.remedies)
    told = " ; ".join(
        part.rstrip(".") for part in (refusal.message, remedies[:1].lower() + remedies[1:]) if part
    )
    return f"{told} (exemple : {field.example})" if field.example else told
