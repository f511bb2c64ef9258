"""Who reads or changes one field of a form, beyond what its form and the act say."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from workflow.case import Case
from workflow.definition.form_model import Access
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Definition

Holds = Callable[[tuple[str, ...]], bool]
"""Tells whether the actor holds one of these roles on the case."""


def admits(access: Access | None, *, case: Case, model: MachineModel, holds: Holds) -> bool:
    """Tell whether a field is open to the actor where the case stands; None opens it to all."""
    if access is None:
        return True
    state = model.states.get(case.state)
    phase = state.phase if state is not None else None
    return (
        (not access.by or holds(access.by))
        and (not access.states or case.state in access.states)
        and (not access.phases or phase in access.phases)
    )


def readers_of(definition: Definition, part: str) -> Iterator[tuple[str, Access]]:
    """Give the fields kept in one part of the answers that not everybody reads, with who does."""
    for form in definition.forms.values():
        if form.into == part:
            yield from ((name, field.seen) for name, field in form.fields.items() if field.seen is not None)


def read_by_all(definition: Definition, answers: Mapping[str, Any], part: str) -> dict[str, Any]:
    """Give what a part of the answers says without its fields that not everybody reads.

    What leaves the house is read by whoever it is sent to, where the case no longer stands.
    """
    kept = {name for name, _ in readers_of(definition, part)}
    return {name: value for name, value in (answers.get(part) or {}).items() if name not in kept}
