"""Who fills a form, and where the case then stands: making or changing a record, an act, an opening."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.definition.form_model import Access
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Definition
from workflow.definition.words import GIVER


@dataclass(frozen=True, slots=True)
class Filling:
    """One occasion to fill a form: by these roles, where the case stands in this state."""

    roles: frozenset[str]
    machine: str
    state: str
    phase: str
    of_record: bool

    def admitted_by(self, access: Access | None) -> bool:
        """Tell whether somebody who fills the form here has this right."""
        return access is None or (
            (not access.by or bool(self.roles.intersection(access.by)))
            and (not access.states or self.state in access.states)
            and (not access.phases or self.phase in access.phases)
        )


def fillings_of(definition: Definition, form: str) -> Iterator[Filling]:
    """Give every occasion to fill a form: making or changing a record, an act, an opening."""
    for name, machine in definition.machines.items():
        for trigger in machine.transitions.values():
            if trigger.form == form:
                for origin in trigger.origins:
                    yield from _filling(definition, name, machine, origin, trigger.by)
        for state_name, state in machine.states.items():
            for opening in state.open.values():
                if opening.form == form:
                    yield from _filling(definition, name, machine, state_name, opening.by)
            if machine.form == form and (state.draft or state_name == machine.initial):
                yield from _filling(definition, name, machine, state_name, state.editable_by, of_record=True)


def _filling(
    definition: Definition,
    name: str,
    machine: MachineModel,
    state: str,
    by: tuple[str, ...],
    *,
    of_record: bool = False,
) -> Iterator[Filling]:
    roles = frozenset(by)
    if GIVER in roles:
        roles = (roles - {GIVER}) | {
            one.giver
            for parent in definition.machines.values()
            for where in parent.states.values()
            for _, one in where.children()
            if one.machine == name and one.giver is not None
        }
    if state in machine.states:
        yield Filling(roles, name, state, machine.states[state].phase, of_record)
