"""Which answers of an earlier application a form takes over, and why the others must be given anew.

A field marked `reuse` takes the answer kept at the same place of the file, or, beside the file, by the
field of the same name and kind. An answer that the form's readers, options or limits no longer
admit is left.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.answer_reading import read_answer
from forms.answer_retyping import retyped
from forms.answers_given import with_fields
from forms.asked import Asked
from forms.errors import Refused, Untaken
from forms.field_paths import covers, label_of
from workflow.asking import shown_fields
from workflow.case import owner_of
from workflow.definition.asked_fields import asked_of
from workflow.definition.form_model import Form, FormField
from workflow.history import flatten
from workflow.placing import PIECES, held_at, place_of, with_held

_ANEW = "à redire à chaque demande"
_GIVEN = "la réponse donnée l'emporte"
_OTHER_LEAD = "le porteur n'est pas le même"
_NOT_HERE = "ne se demande pas ici"
_NOT_ASKED = "cet appel ne le demande pas"
_OTHER_KIND = "cet appel le demande sous une autre forme"
_UNREAD = "vous ne pouvez pas lire cette réponse"
_CLOSED = "vous ne pouvez pas donner cette réponse"
_LEAD = "lead"
_CALL = "call"
_LISTS = frozenset({"table", "calendar", "choices", "fields"})

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer taken over: its place among the answers, and its label."""

    place: str
    label: str


@dataclass(frozen=True, slots=True)
class Left:
    """An answer left to be given anew, with why."""

    place: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The answers of an earlier application that somebody may read, and the form it was asked by.

    `hidden` names the fields beside the file that the reader may not read, answered or not.
    """

    ref: str
    form: Form
    answers: Answers
    hidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class Takeover:
    """The answers of a new application with those taken over, and what was taken and left."""

    answers: dict[str, Any]
    taken: tuple[Taken, ...]
    left: tuple[Left, ...]


def take_over(
    form: Form,
    answers: Answers,
    *,
    earlier: Earlier,
    given: Collection[str],
    may_give: Callable[[FormField], bool],
) -> Takeover:
    """Add to answers those of an earlier application that a form reuses.

    `given` names the fields answered otherwise; `may_give` tells whether the actor may answer one.
    Every answer read of the earlier application is taken, left with its reason, or already there.
    """
    found: dict[str, Any] = {}
    why: dict[str, str] = {}
    for name in form.fields:
        value = _earlier_value(form, name, earlier)
        if value is None and not _is_hidden(form, name, earlier):
            continue
        reason = (
            _UNREAD
            if value is None
            else _reason(form, name, value, answers=answers, earlier=earlier, given=given)
        )
        if reason is None and not may_give(form.fields[name]):
            reason = _CLOSED
        if reason is None:
            found[name] = value
        else:
            why[name] = reason
    kept = _settled(form, answers, found=found, why=why, name=earlier.ref)
    labels = {name: form.fields[name].label for name in form.fields}
    return Takeover(
        answers=kept,
        taken=tuple(Taken(place_of(form, name), labels[name]) for name in found),
        left=(
            *(Left(place_of(form, name), labels[name], why[name]) for name in form.fields if name in why),
            *_beyond(form, earlier),
        ),
    )


def _earlier_value(form: Form, name: str, earlier: Earlier) -> Any:  # noqa: ANN401 -- any JSON value
    if form.fields[name].kept_as is not None:
        return held_at(earlier.answers, place_of(form, name))
    if not _is_same(form, name, earlier.form):
        return None
    return held_at(earlier.answers, place_of(earlier.form, name))


def _is_same(form: Form, name: str, other: Form) -> bool:
    """Tell whether two forms ask the same beside the file under a name."""
    mine, theirs = form.fields[name], other.fields.get(name)
    if theirs is None or theirs.kept_as is not None or mine.kept_as is not None or mine.kind != theirs.kind:
        return False
    columns, others = mine.columns or {}, theirs.columns or {}
    return all(columns[one].kind == others[one].kind for one in columns if one in others)


def _is_hidden(form: Form, name: str, earlier: Earlier) -> bool:
    field = form.fields[name]
    return bool(field.reuse) and name in earlier.hidden and _is_same(form, name, earlier.form)


def _reason(
    form: Form,
    name: str,
    value: Any,  # noqa: ANN401 -- any JSON value
    *,
    answers: Answers,
    earlier: Earlier,
    given: Collection[str],
) -> str | None:
    """Say why an answer is not taken, or None."""
    field, place = form.fields[name], place_of(form, name)
    if not field.reuse:
        return _ANEW
    if name in given or held_at(answers, place) is not None:
        return _GIVEN
    owner = owner_of(answers)
    if covers(_LEAD, place) and owner not in (None, owner_of(earlier.answers)):
        return _OTHER_LEAD
    return _unfit(field, value)


def _unfit(field: FormField, value: Any) -> str | None:  # noqa: ANN401 -- any JSON value
    """Say what of an answer the field does not admit, or None."""
    asked = asked_of(field)
    try:
        for one in _read_apart(asked, value):
            read_answer(asked, retyped(asked, one))
    except Refused as refusal:
        return refusal.message.rstrip(".")
    return None


def _read_apart(asked: Asked, value: Any) -> Iterator[Any]:  # noqa: ANN401 -- any JSON value
    """Give what one reading takes: the application file keeps lists where a form asks one by one."""
    if not isinstance(value, list) or asked.kind in _LISTS:
        yield value
    elif asked.kind == "countries":
        yield [one["code"] for one in value]
    else:
        yield from (one["file"] if isinstance(one, Mapping) and "file" in one else one for one in value)


def _settled(
    form: Form, answers: Answers, *, found: dict[str, Any], why: dict[str, str], name: str
) -> dict[str, Any]:
    """Give the answers once what does not show, or does not read as a file, is moved out of `found`."""
    while True:
        kept = _merged(form, answers, found)
        shown = set(shown_fields(form, kept))
        out = {one: _NOT_HERE for one in found if one not in shown} or dict(_unread(form, kept, found, name))
        if not out:
            return kept
        for one, reason in out.items():
            del found[one]
            why[one] = reason


def _merged(form: Form, answers: Answers, found: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(answers)
    for name, value in found.items():
        kept = with_held(kept, place_of(form, name), value)
    return kept


def _unread(form: Form, answers: Answers, found: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """Give the fields taken that keep the answers from being read as an application file, with why."""
    if not found:
        return
    try:
        with_fields({key: one for key, one in answers.items() if key != _CALL}, (), name=name)
    except Untaken as refusal:
        first = refusal.problems[0]
        places = {one: place_of(form, one) for one in found}
        told = [one for one, place in places.items() if covers(place, first.where)]
        group = first.where.partition(".")[0].partition("[")[0]
        near = [one for one, place in places.items() if covers(group, place)]
        yield from ((one, first.message.rstrip(".")) for one in told or near or found)


def _beyond(form: Form, earlier: Earlier) -> Iterator[Left]:
    """Give the answers of the earlier application that no field of the form asks under the same place."""
    for name, field in earlier.form.fields.items():
        place = place_of(earlier.form, name)
        if held_at(earlier.answers, place) is None:
            continue
        if field.kept_as is None and not (name in form.fields and _is_same(form, name, earlier.form)):
            yield Left(place, field.label, _OTHER_KIND if name in form.fields else _NOT_ASKED)
        elif field.kept_as is not None and place not in _places(form):
            yield Left(place, field.label, _NOT_ASKED)
    asked = {*_places(form), *_places(earlier.form)}
    for path, _ in flatten(earlier.answers):
        first = path.partition(".")[0]
        known = any(covers(place, path) or covers(path, place) for place in asked)
        if not known and first not in (_CALL, PIECES, earlier.form.into):
            yield Left(path, label_of(path), _ANEW)


def _places(form: Form) -> list[str]:
    return [place_of(form, name) for name in form.fields]
