"""Where the answers of a form are kept: in the form's own part of the case, or where a field says."""

from collections.abc import Collection, Mapping
from typing import Any

from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Definition, Form, FormField
from workflow.definition.words import APPLICATION

COUNTRIES = "countries"
"""The part of a case that selectors read as the countries it is about."""

PIECES = "attachments"
"""The part of an application that lists its pieces, each of a kind."""

_TITLE = Form(
    label="Intitulé",
    into="titled",
    fields={"title": FormField(kind="text", label="Intitulé", required=True, kept_as="title")},
)
"""What is asked for a record whose machine names no form."""


def record_form(definition: Definition, model: MachineModel) -> Form:
    """Give what is asked when such a record is made; its title alone when the machine names no form."""
    return definition.forms[model.form] if model.form else _TITLE


def own_form(definition: Definition, model: MachineModel) -> Form | None:
    """Give the form of the case itself, which no act gives: of an application, a record or a meeting."""
    if model.is_record():
        return record_form(definition, model)
    return definition.forms[model.form] if model.form and model.serves == APPLICATION else None


def own_places(definition: Definition, model: MachineModel) -> dict[str, str]:
    """Give what an application is asked beside its file: the place of each answer, and its label."""
    form = own_form(definition, model)
    if form is None:
        return {}
    return {place_of(form, name): field.label for name, field in form.fields.items() if field.kept_as is None}


def placed(form: Form, values: Mapping[str, Any], *, among: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers of a case with the values read from a form put in their places."""
    found = dict(among)
    own = {name: value for name, value in values.items() if form.fields[name].kept_as is None}
    if own or len(own) == len(values):
        found[form.into] = {**among.get(form.into, {}), **own}
    for name, value in values.items():
        place = form.fields[name].kept_as
        if place is not None:
            _put(found, place.split("."), _as_kept(place, value))
    return found


def answered(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give what each field of a form was answered, wherever it is kept; unanswered ones left out."""
    found = {name: _at(answers, place_of(form, name)) for name in form.fields}
    return {name: value for name, value in found.items() if value is not None}


def place_of(form: Form, name: str) -> str:
    """Give the dotted place of a field among the answers of a case."""
    return form.place(name)


def without(answers: Mapping[str, Any], places: Collection[str]) -> dict[str, Any]:
    """Give the answers of a case without what stands at these dotted places."""
    found = dict(answers)
    for place in places:
        first, _, rest = place.partition(".")
        held = found.get(first)
        if not rest:
            found.pop(first, None)
        elif isinstance(held, Mapping):
            found[first] = without(held, (rest,))
    return found


def held_at(answers: Mapping[str, Any], place: str) -> Any:  # noqa: ANN401 -- an answer is a JSON tree of any shape
    """Give what is kept at a place as it is kept; of the pieces, those of the kind the place names."""
    first, _, kind = place.partition(".")
    if first == PIECES and kind:
        return [piece for piece in answers.get(PIECES, ()) if piece["kind"] == kind] or None
    found: Any = answers
    for name in place.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def with_held(answers: Mapping[str, Any], place: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 -- as above
    """Give the answers with what `held_at` gave elsewhere kept at its place."""
    found = dict(answers)
    first, _, kind = place.partition(".")
    files = [piece["file"] for piece in value] if first == PIECES and kind else value
    _put(found, place.split("."), files)
    return found


def _put(tree: dict[str, Any], path: list[str], value: object) -> None:
    first, *rest = path
    if first == PIECES and rest:
        files = value if isinstance(value, list) else [value]
        kept = [piece for piece in tree.get(PIECES, ()) if piece["kind"] != rest[0]]
        tree[PIECES] = kept + [{"kind": rest[0], "file": file} for file in files if file is not None]
    elif rest:
        tree[first] = dict(tree.get(first) or {})
        _put(tree[first], rest, value)
    else:
        tree[first] = value


def _as_kept(place: str, value: object) -> object:
    if place != COUNTRIES:
        return value
    codes = value if isinstance(value, list) else [value]
    return [{"code": code} for code in codes if code is not None]


def _at(answers: Mapping[str, Any], place: str) -> Any:  # noqa: ANN401 -- an answer is a JSON tree of any shape
    found = held_at(answers, place)
    if found is not None and place.startswith(f"{PIECES}."):
        return [piece["file"] for piece in found]
    if place == COUNTRIES and found is not None:
        return [one["code"] for one in found]
    return found
