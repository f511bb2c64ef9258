"""A house for one rehearsal: in memory, marked as a demonstration, its clock moved by hand."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from workflow.act import Act
from workflow.actor import Actor
from workflow.case import Family
from workflow.definition.bundle import Bundle
from workflow.definition.judged import Judged, sizes_of
from workflow.errors import NotFound
from workflow.house import CLOCK, House
from workflow.publishing import approve, propose
from workflow.register import KEEPER, add_person, found_house, grant
from workflow.rehearsal.cast import Persona
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.store.memory import MemoryBase

CHANNEL = "rehearsal"
"""How the history of a rehearsal names the door by which its acts came."""

PACE = timedelta(minutes=10)
"""How much time passes before each act."""

_DROP_OUTBOX = st.prepare(delete(st.table(t.OutboxRow)))
_KEEPER = {"id": "greffe", "name": "Registre de l'essai", "email": "greffe@example.org"}
_SECOND = {"id": "second", "name": "Second registre de l'essai", "email": "second@example.org"}
_NOON = timedelta(hours=12)


class Rehearsal:
    """An instance nobody relies on, where definitions are played."""

    def __init__(self, *, home: Path, now: datetime) -> None:
        """Found it; `now` is the instant at which everything begins."""
        self.base = MemoryBase()
        self.now = now
        self.house = House(base=self.base, home=home, clock=lambda: self.now)
        self._known: set[str] = set()
        with self._as(_KEEPER) as act:
            found_house(act, name="Essai", demo=True, keeper=_KEEPER)
        with self._as(_KEEPER) as act:
            add_person(act, person=_SECOND["id"], name=_SECOND["name"], email=_SECOND["email"])
        with self._as(_KEEPER) as act:
            grant(act, person=_SECOND["id"], role=KEEPER, scope="all")

    def publish(self, bundle: Bundle) -> None:
        """Publish a definition as it is, judged or not: put forward by one keeper, approved by the other."""
        judged = Judged(bundle.digest, CHANNEL, (), sizes_of(bundle.definition))
        with self._as(_KEEPER) as act:
            proposed = propose(act, bundle, judged)
        if proposed.fresh:
            with self._as(_SECOND) as act:
                approve(act, code=bundle.definition.code)

    def welcome(self, cast: Iterable[Persona]) -> None:
        """Make people known, each with his right; who is known already keeps the one he has."""
        new = [one for one in cast if one.person not in self._known]
        self._known.update(one.person for one in new)
        if not new:
            return
        with self._as(_KEEPER) as act:
            for one in new:
                add_person(act, person=one.person, name=one.name, email=one.email)
        with self._as(_KEEPER) as act:
            for one in new:
                grant(act, person=one.person, role=one.role, scope=one.scope, value=one.value)

    @contextmanager
    def act(self, person: str | None) -> Iterator[Act]:
        """Open a transaction in which somebody acts, a little after the last one."""
        self.now += PACE
        with self.house.act(self.actor(person)) as act:
            yield act

    @contextmanager
    def look(self, person: str | None = None) -> Iterator[Act]:
        """Open a transaction in which somebody reads; the clock reads everything."""
        with self.house.look(CLOCK if person is None else self.actor(person)) as act:
            yield act

    def actor(self, person: str | None) -> Actor:
        """Give somebody at the door of the rehearsal."""
        return Actor(person=person, channel=CHANNEL)

    def family(self, act: Act, ref: str) -> Family:
        """Read the family of a reference."""
        family, _ = act.read_family(ref)
        if family is None:
            raise NotFound(message=f"Aucun dossier « {ref} » dans cet essai.", who="l'auteur")
        return family

    def send_nothing(self) -> None:
        """Drop what waits to leave: what only sets the stage is not looked at."""
        with self.base.writing() as tx:
            tx.write(_DROP_OUTBOX, {})

    def kept(self) -> tuple[bytes, datetime]:
        """Give everything as it stands, the instant included."""
        return self.base.kept(), self.now

    def put_back(self, kept: tuple[bytes, datetime]) -> None:
        """Go back to what was kept."""
        content, self.now = kept
        self.base.put_back(content)

    def _as(self, keeper: Mapping[str, str]) -> AbstractContextManager[Act]:
        return self.house.act(self.actor(keeper["id"]))

    def close(self) -> None:
        """Forget everything."""
        self.house.close()


@contextmanager
def rehearsal_house(*, now: datetime) -> Iterator[Rehearsal]:
    """Give a house for one rehearsal; its documents and mails, if any, lie in a folder that goes with it."""
    with TemporaryDirectory(prefix="jalon-essai-") as folder:
        found = Rehearsal(home=Path(folder), now=now)
        try:
            yield found
        finally:
            found.close()


def beginning(bundle: Bundle) -> datetime:
    """Give the instant at which rehearsing a definition begins: soon after its first window opens.

    A definition without a window begins when the lists it is read with were last known to change.
    """
    for window in bundle.definition.windows.values():
        zone = ZoneInfo(window.zone)
        opens, closes = window.opens.first(), window.closes.after()
        return (opens + min(_NOON, (closes - opens) / 2)).replace(tzinfo=zone).astimezone(UTC)
    last = max(one.closes for one in bundle.reference.campaigns.values())
    return datetime.combine(last, time.min, UTC) + _NOON
