"""Conditions of fields: none in a ring, each field can show, each obligation can hold."""

from collections.abc import Mapping

from forms.bounding import ORDERED
from workflow.definition.admitting import Admitted, admitted_by
from workflow.definition.asked_fields import asked_of
from workflow.definition.examination import Examination
from workflow.definition.form_model import Form, FormField
from workflow.definition.intervals import Interval
from workflow.definition.machine_model import Comparison
from workflow.definition.tree import Path

_SEVERAL = frozenset({"choices", "countries", "fields"})
"""The kinds of which two values can be answered at once."""


def judge_conditions(exam: Examination) -> None:
    """Report conditions that follow one another in a ring, and those that no answer makes hold."""
    for name, form in exam.definition.forms.items():
        places = {form.place(key): key for key in form.fields}
        ringed = _rings(exam, name, form, places)
        for key, field in form.fields.items():
            if key not in ringed:
                _shows(exam, ("forms", name, "fields", key), form, key, field, places)


def _rings(exam: Examination, name: str, form: Form, places: Mapping[str, str]) -> set[str]:
    """Report each field whose display comes to depend on itself; give all that depend on a ring."""
    needs = {
        key: {places[one.field] for one in field.shown_when or () if one.field in places}
        for key, field in form.fields.items()
    }
    ringed: set[str] = set()
    for key in form.fields:
        reached = _reached(needs, key)
        if key in reached:
            exam.say(
                "DEF-185",
                ("forms", name, "fields", key, "shown_when"),
                f"« {key} » ne se montre que selon « {_next(needs, key)} », qui ne se montre que selon lui.",
                remedy="Retirez l'une de ces conditions.",
                on_key=True,
            )
            ringed.add(key)
    return ringed | {key for key in form.fields if ringed & _reached(needs, key)}


def _reached(needs: Mapping[str, set[str]], key: str) -> set[str]:
    found: set[str] = set()
    waiting = [*needs[key]]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += needs[here]
    return found


def _next(needs: Mapping[str, set[str]], key: str) -> str:
    return min(one for one in needs[key] if key in _reached(needs, one) or one == key)


def _shows(
    exam: Examination, path: Path, form: Form, key: str, field: FormField, places: Mapping[str, str]
) -> None:
    chain = _chain(form, key, places)
    against = _unmet(chain, form, places)
    if against:
        exam.say(
            "DEF-186",
            (*path, "shown_when"),
            f"« {key} » ne se montrera jamais : aucune réponse à « {against} » ne remplit ses conditions.",
            remedy="Corrigez la condition, ou retirez le champ.",
            on_key=True,
        )
        return
    if field.required_when is None:
        return
    against = _unmet((*chain, *field.required_when), form, places)
    if against or field.required:
        told = (
            f"là où le champ se montre, aucune réponse à « {against} » ne remplit ces conditions"
            if against
            else "la réponse est déjà toujours obligatoire"
        )
        exam.say(
            "DEF-187",
            (*path, "required_when"),
            f"« {key} » : l'obligation sous condition est vaine ; {told}.",
            remedy="Retirez « required_when », ou corrigez la condition.",
            on_key=True,
        )


def _chain(form: Form, key: str, places: Mapping[str, str]) -> tuple[Comparison, ...]:
    """Give all the conditions a field needs to show: its own, and those of the fields they look at."""
    found: list[Comparison] = []
    waiting, seen = [key], set[str]()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for one in form.fields[here].shown_when or ():
            found.append(one)
            if one.field in places and one.known is not False:
                waiting.append(places[one.field])
    return tuple(found)


def _unmet(conditions: tuple[Comparison, ...], form: Form, places: Mapping[str, str]) -> str:
    """Name an answer that cannot be what these conditions want of it together; nothing when all can be."""
    absent = {one.field for one in conditions if one.known is False}
    present = {one.field for one in conditions if one.known is not False}
    if absent & present:
        return min(absent & present)
    single = [one for one in conditions if _is_decided(one, form, places)]
    for place, admitted in admitted_by(single).items():
        field = form.fields[places[place]] if place in places else None
        if admitted.and_also(_possible(field)).is_empty():
            return place
    return ""


def _is_decided(one: Comparison, form: Form, places: Mapping[str, str]) -> bool:
    """Tell whether a comparison weighs on one answer, among choices that exist."""
    if one.field not in places:
        return True
    field = form.fields[places[one.field]]
    named = {word for word in (one.equals, *one.one_of) if word is not None}
    return field.kind not in _SEVERAL and (not field.options or named.issubset(field.options))


def _possible(field: FormField | None) -> Admitted:
    """Give what a field can be answered, as far as its options and limits say."""
    if field is None or field.kind not in {*ORDERED, "choice"} or field.kind == "month":
        return Admitted(None, Interval(None, None))
    bounds = asked_of(field).bounds
    words = frozenset(field.options) if field.options else None
    return Admitted(words, Interval(bounds.least, bounds.greatest))
