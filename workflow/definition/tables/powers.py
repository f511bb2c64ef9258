"""Who may do what, state by state: the role matrix, and the same as a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.definition.diagrams.ranking import reading_order
from workflow.definition.model import Definition
from workflow.definition.names import Names
from workflow.definition.tables.table import Cell, Column, Table, table

_EDIT = "modifier le dossier"
_LIST = (
    Column("state_id"),
    Column("state", "État"),
    Column("role_id"),
    Column("role", "Rôle"),
    Column("acts", "Actes"),
)


@dataclass(frozen=True, slots=True)
class Power:
    """What one role may do in one state, each act by its name."""

    state: str
    role: str
    acts: tuple[str, ...]


def powers(definition: Definition, machine: str) -> tuple[Power, ...]:
    """Give what each role may do in each state of a machine; the roles in the order they are declared."""
    held: dict[tuple[str, str], list[str]] = {}
    for state, role, act in _each(definition, machine):
        acts = held.setdefault((state, role), [])
        if act not in acts:
            acts.append(act)
    states, roles = reading_order(definition.machines[machine]), _roles(definition, machine)
    return tuple(
        Power(state, role, tuple(held[state, role]))
        for state in states
        for role in roles
        if (state, role) in held
    )


def role_list(definition: Definition, machine: str) -> Table:
    """List who may do what, one line for each state and role."""
    names, label = Names(definition), definition.machines[machine].label
    rows = [
        (power.state, names.state(machine, power.state), power.role, names.role(power.role), power.acts)
        for power in powers(definition, machine)
    ]
    return table(f"Qui peut faire quoi : circuit « {label} »", _LIST, rows)


def role_matrix(definition: Definition, machine: str) -> Table:
    """Cross states and roles: each cell holds the acts of a role in a state."""
    names, model = Names(definition), definition.machines[machine]
    held = {(power.state, power.role): power.acts for power in powers(definition, machine)}
    roles = list(
        dict.fromkeys(role for role in _roles(definition, machine) if any(role == one for _, one in held))
    )
    columns = [Column("state", "État"), *(Column(role, names.role(role)) for role in roles)]
    rows: list[tuple[Cell, ...]] = [
        (model.states[name].label, *(held.get((name, role), ()) for role in roles))
        for name in reading_order(model)
    ]
    return table(f"Qui peut faire quoi : circuit « {model.label} »", columns, rows)


def _roles(definition: Definition, machine: str) -> list[str]:
    """Give declared roles first, then the movers that are no persons, as they are met."""
    met = dict.fromkeys(role for _, role, _ in _each(definition, machine))
    return [
        *(role for role in definition.roles if role in met),
        *(one for one in met if one not in definition.roles),
    ]


def _each(definition: Definition, machine: str) -> Iterator[tuple[str, str, str]]:
    model = definition.machines[machine]
    for name, state in model.states.items():
        for role in state.editable_by:
            yield name, role, _EDIT
        for transition in model.transitions.values():
            if name in transition.origins:
                for role in transition.by:
                    yield name, role, transition.label
        for opening in state.open.values():
            for role in opening.by:
                yield name, role, opening.label
