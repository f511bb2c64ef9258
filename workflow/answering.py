"""Answers of an application given field by field, or part by part from a file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from forms.answer_changes import Change, changes
from forms.answers_given import with_fields, with_parts
from forms.errors import Untaken
from forms.typography import typeset
from workflow.act import Act
from workflow.amending import change_answers
from workflow.case import Case
from workflow.engine import Outcome, once
from workflow.placing import own_form, place_of
from workflow.shelf import Pinned

_UNKNOWN_FIELD = "REP-001"

Fields = tuple[tuple[str, str], ...]


def set_answers(
    act: Act, *, ref: str, given: Fields, version: int | None = None, key: str | None = None
) -> tuple[Outcome, tuple[Change, ...]]:
    """Give some fields of an application, by (dotted path, text), and tell what changed.

    An empty text takes an answer away. Nothing changes unless the whole application still holds
    together: else `Untaken` tells every problem and shows back all that was given. Raises as
    `amend_answers`.
    """

    def put(answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return with_fields(answers, given, name=ref)

    return _changed(
        act, ref=ref, put=put, version=version, key=key, asked=("set", ref, ascii(given), version)
    )


def import_answers(
    act: Act, *, ref: str, text: bytes, name: str, version: int | None = None, key: str | None = None
) -> tuple[Outcome, tuple[Change, ...]]:
    """Put the parts that an application file holds in the place of a case's, and tell what changed.

    Parts the file does not hold stay. Raises `Unreadable` with every problem, else as `amend_answers`.
    """

    def put(answers: Mapping[str, Any]) -> Mapping[str, Any]:
        return with_parts(answers, text, name=name)

    told = ("import", ref, text.hex(), version)
    return _changed(act, ref=ref, put=put, version=version, key=key, asked=told)


def _changed(
    act: Act,
    *,
    ref: str,
    put: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    version: int | None,
    key: str | None,
    asked: tuple[Any, ...],
) -> tuple[Outcome, tuple[Change, ...]]:
    found: list[Change] = []

    def change(case: Case, pinned: Pinned) -> Mapping[str, Any]:
        try:
            kept = put(case.answers)
        except Untaken as untaken:
            raise _naming_the_right_door(untaken, ref=ref, beside=_beside(case, pinned)) from None
        found.extend(changes(case.answers, kept))
        return kept

    def perform() -> Outcome:
        return change_answers(act, ref=ref, change=change, version=version)

    return once(act, key=key, asked=asked, perform=perform), tuple(found)


def _beside(case: Case, pinned: Pinned) -> Mapping[str, str]:
    """Give the fields that the call asks beside the file, by their name and by their place in the answers."""
    form = own_form(pinned.definition, pinned.machine(case))
    if form is None:
        return {}
    own = [name for name, field in form.fields.items() if field.kept_as is None]
    return {name: name for name in own} | {place_of(form, name): name for name in own}


def _naming_the_right_door(untaken: Untaken, *, ref: str, beside: Mapping[str, str]) -> Untaken:
    """Tell of a field that is asked beside the file, and was given as one of the file, how it is given."""
    problems = tuple(
        replace(
            one,
            message=typeset(f"« {one.where} » se demande en plus du fichier de demande."),
            remedy=typeset(f"Donnez-le par « jalon case amend {ref} --set {beside[one.where]}=… »."),
        )
        if one.code == _UNKNOWN_FIELD and one.where in beside
        else one
        for one in untaken.problems
    )
    return Untaken(name=ref, problems=problems, given=untaken.given)
