"""A house for one rehearsal: apart, in a folder that is thrown away, with the people of another.

What is tried there goes through the same gate as any act, and leaves no trace anywhere.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.actor import Actor, Grant, Person, Rights
from workflow.definition.bundle import Bundle
from workflow.definition.judged import Judged, checker, sizes_of
from workflow.errors import NotFound
from workflow.history import Cause, Deed, record
from workflow.house import House
from workflow.opening import create_house
from workflow.publishing import approve, propose
from workflow.register import KEEPER, add_person, found_house, grant

CHANNEL = "simulation"
_NAME = "Simulation"
_TWIN = "#2"
"""What follows the keeper's name in that of the second person whom publishing takes."""

_CASE = "case"
_CALL = "call"
_OPENING = "opening"
_MARGIN = timedelta(days=2)


@dataclass(slots=True)
class Stage:
    """A house whose clock is set by hand, and the rights over single cases still to be given."""

    house: House
    keeper: str
    clock: list[datetime]
    waiting: list[Grant] = field(default_factory=list)

    def at(self, moment: datetime) -> None:
        """Set the clock."""
        self.clock[0] = moment

    def became(self, ref: str, new: str) -> None:
        """Give the rights that were held over one case, now that it has its reference here."""
        held = [one for one in self.waiting if one.value == ref]
        self.give([replace(one, value=new) for one in held])

    def give(self, grants: Sequence[Grant]) -> None:
        """Give rights, each to who held it."""
        if grants:
            with self.house.act(Actor(self.keeper, CHANNEL)) as act:
                for one in grants:
                    grant(
                        act, person=one.person, role=one.role, scope=one.scope, value=one.value,
                        starts_on=one.starts_on, ends_on=one.ends_on,
                    )  # fmt: skip


@contextmanager
def stage(
    bundle: Bundle, *, rights: Rights, keeper: Person, call: str, between: tuple[datetime, datetime]
) -> Iterator[Stage]:
    """Found a house that publishes one call, its windows open all the while, and knows the same people.

    `call` is the code the rights name, which here become rights over the call published;
    `between` the first and the last instant at which something is to be tried.
    """
    first, last = between
    clock = [first]
    with TemporaryDirectory(prefix="jalon-simulation-") as folder:
        house = create_house(home=Path(folder), url=None, clock=lambda: clock[0])
        try:
            made = Stage(house, keeper.id, clock, _over_cases(rights, bundle))
            with house.act(Actor(keeper.id, CHANNEL)) as act:
                known = {"id": keeper.id, "name": keeper.name, "email": keeper.email}
                found_house(act, name=_NAME, demo=True, keeper=known)
            _people(made, bundle, rights=rights, call=call)
            for slot in bundle.definition.windows:
                _open(made, bundle, slot=slot, first=first - _MARGIN, last=last + _MARGIN)
            yield made
        finally:
            house.close()


def _over_cases(rights: Rights, bundle: Bundle) -> list[Grant]:
    return [one for one in rights.grants if one.scope == _CASE and one.role in bundle.definition.roles]


def _people(made: Stage, bundle: Bundle, *, rights: Rights, call: str) -> None:
    """Make the same people known, publish the call with four eyes, and give the rights it knows of."""
    actor, other = Actor(made.keeper, CHANNEL), f"{made.keeper}{_TWIN}"
    with made.house.act(actor) as act:
        add_person(act, person=other, name=_NAME, email="")
        for person in rights.persons.values():
            if person.id != made.keeper:
                add_person(act, person=person.id, name=person.name, email=person.email)
    with made.house.act(actor) as act:
        grant(act, person=other, role=KEEPER, scope="all")
        propose(act, bundle, Judged(bundle.digest, checker(), (), sizes_of(bundle.definition)))
    with made.house.act(Actor(other, CHANNEL)) as act:
        approve(act, code=bundle.definition.code)
    known = [one for one in rights.grants if one.role in bundle.definition.roles]
    here = [
        replace(one, value=bundle.definition.code) for one in known if (one.scope, one.value) == (_CALL, call)
    ]
    made.give([*here, *(one for one in known if one.scope not in {_CALL, _CASE})])


def _open(made: Stage, bundle: Bundle, *, slot: str, first: datetime, last: datetime) -> None:
    """Open a window from before the first act until after the last: files of another year are tried here."""
    definition = bundle.definition
    ref = f"{definition.ref or definition.code}@{slot}"
    with made.house.act(Actor(made.keeper, CHANNEL)) as act:
        family, _ = act.read_family(ref)
        if family is None:
            raise NotFound(message=f"« {definition.code} » n'a pas de guichet « {slot} ».", who="vous")
        window = family.root
        dates = {"opens": f"{first:%Y-%m-%d}", "closes": f"{last:%Y-%m-%d}", "closes_for": {}}
        window.answers = {**window.answers, "window": {**window.answers["window"], **dates}}
        told = {f"window.{name}": value for name, value in dates.items()}
        record(act, window, Deed(kind=_OPENING, cause=Cause("person"), answers=told))
