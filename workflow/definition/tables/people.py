"""Who takes part: each role, where it stands, over which cases, and what it may not be held with."""

from workflow.definition.model import Definition
from workflow.definition.names import Names
from workflow.definition.tables.table import Cell, Column, Table, table
from workflow.definition.value_wording import Wording

_COLUMNS = (
    Column("role_id"),
    Column("role", "Rôle"),
    Column("kind", "Place"),
    Column("scope", "Périmètre"),
    Column("side", "Côté"),
    Column("incompatible", "Incompatible avec"),
)


def people(definition: Definition) -> Table:
    """List the roles in the order they are declared."""
    names = Names(definition)
    wording = Wording(names)
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            role.label,
            *(wording.say("Role", key, getattr(role, key)) for key in ("kind", "scope", "side")),
            tuple(map(names.role, role.incompatible)),
        )
        for name, role in definition.roles.items()
    ]
    return table("Qui prend part", _COLUMNS, rows)
