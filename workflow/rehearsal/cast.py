"""Who takes part in a rehearsal: a person for each role, on each scope the file at hand calls for."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.case import Case
from workflow.children import SELECTORS
from workflow.definition.model import Definition, Role
from workflow.letter_case import place_name
from workflow.missing_role import EVERYWHERE, OWN
from workflow.roles import countries_of
from workflow.shelf import Pinned

_REGIONS = "authorities.regions"
_CALL = "call"


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody made up, with the one right he holds."""

    person: str
    name: str
    role: str
    scope: str
    value: str

    @property
    def email(self) -> str:
        """Give an address that leads nowhere."""
        return f"{self.person}@example.org"


def cast_for(pinned: Pinned, root: Case | None) -> tuple[Persona, ...]:
    """Give the personas of a definition, for an application when there is one.

    A role over a region or a country has one for each that the application names; a role whose acts
    one person may not combine has a second one.
    """
    doubled = _doubled(pinned.definition)
    return tuple(
        persona
        for name, role in pinned.definition.roles.items()
        for value in _values(role, pinned, root)
        for persona in _personas(name, role, value, pinned, second=name in doubled)
    )


def _values(role: Role, pinned: Pinned, root: Case | None) -> list[str]:
    if role.scope == _CALL:
        return [pinned.definition.code]
    if role.scope == EVERYWHERE:
        return [""]
    if root is None:
        return []
    if role.scope == OWN:
        return [root.owner] if root.owner else []
    return SELECTORS[_REGIONS](root, pinned) if role.scope == "region" else countries_of(root)


def _personas(name: str, role: Role, value: str, pinned: Pinned, *, second: bool) -> Iterator[Persona]:
    placed = value if role.scope in {"region", "country"} else ""
    person = "-".join(part for part in (name.replace("_", "-"), placed.lower()) if part)
    label = role.label[:1].upper() + role.label[1:]
    where = f" ({place_name(placed, pinned)})" if placed else ""
    yield Persona(person, f"{label}{where}", name, role.scope, value)
    if second:
        yield Persona(f"{person}-2", f"{label}{where}, seconde personne", name, role.scope, value)


def _doubled(definition: Definition) -> frozenset[str]:
    """Give the roles that hold two acts one person may not combine."""
    return frozenset(
        role
        for machine in definition.machines.values()
        for transition in machine.transitions.values()
        for other in transition.unlike
        if other in machine.transitions
        for role in set(transition.by) & set(machine.transitions[other].by)
    )
