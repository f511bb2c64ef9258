"""Who acts, through which door, and when."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workflow.store.base import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

HOUSE_ZONE = ZoneInfo("Europe/Paris")
"""The zone in which the house counts its own days (periods of rights, days of acts)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at a door; the clock and the engine act under no person."""

    person: str | None
    channel: str
    os_user: str | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may hold roles."""

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held by a person over a scope (`all`, `call`, `case`, `own`, `region`, `country`)."""

    id: str
    person: str
    role: str
    scope: str
    value: str
    starts_on: str | None
    ends_on: str | None

    def in_force(self, day: date) -> bool:
        """Tell whether the grant covers that day (both ends inclusive)."""
        text = day.isoformat()
        return (self.starts_on or text) <= text <= (self.ends_on or text)


class Rights:
    """Persons and grants as they stand at one version."""

    def __init__(self, *, version: str, persons: list[Row], grants: list[Row]) -> None:
        """Index rows of the tables `persons` and `rights`."""
        self.version = version
        self.persons: Mapping[str, Person] = {str(row[0]): Person(*map(str, row)) for row in persons}
        self.grants: list[Grant] = [Grant(*row) for row in grants]  # type: ignore[arg-type]  # columns of the table
        self._by_person: dict[str, list[Grant]] = {}
        self._by_role: dict[str, list[Grant]] = {}
        for grant in self.grants:
            self._by_person.setdefault(grant.person, []).append(grant)
            self._by_role.setdefault(grant.role, []).append(grant)

    def of(self, person: str) -> list[Grant]:
        """Give what a person holds, ever."""
        return self._by_person.get(person, [])

    def of_role(self, role: str) -> list[Grant]:
        """Give who holds a role, ever."""
        return self._by_role.get(role, [])
