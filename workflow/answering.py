"""Answers of an application given field by field, or part by part from a file."""

from collections.abc import Callable, Mapping
from typing import Any

from forms.answer_changes import Change, changes
from forms.answers_given import with_fields, with_parts
from workflow.act import Act
from workflow.amending import change_answers
from workflow.case import Case
from workflow.engine import Outcome, once
from workflow.shelf import Pinned

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

    def change(case: Case, _pinned: Pinned) -> Mapping[str, Any]:
        kept = put(case.answers)
        found.extend(changes(case.answers, kept))
        return kept

    def perform() -> Outcome:
        return change_answers(act, ref=ref, change=change, version=version)

    return once(act, key=key, asked=asked, perform=perform), tuple(found)
