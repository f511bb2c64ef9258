"""What is to leave the house, or has left: the outbox as people inside may read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import func, select

from workflow.act import Act
from workflow.cases import visible_to
from workflow.effects import PENDING
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.viewpoint import look_at

_cases = st.table(t.CaseRow)
_outbox = st.table(t.OutboxRow)
_WAITING = st.prepare(select(func.count()).select_from(_outbox).where(_outbox.c.status == PENDING))


@dataclass(frozen=True, slots=True)
class Departure:
    """One row of the outbox."""

    id: str
    ref: str
    kind: str
    name: str
    recipient: str
    address: str
    status: str
    written_at: str
    due_at: str
    done_at: str | None
    attempts: int
    problem: str | None

    def tree(self) -> dict[str, Any]:
        """Give the row as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def departures(act: Act, *, status: str | None = None) -> Iterator[Departure]:
    """Give the outbox rows of the cases the actor sees from inside, oldest first."""
    asked = (
        select(_outbox, _cases.c.ref.label("case_ref"))
        .join(_cases, _cases.c.id == _outbox.c.case_id)
        .where(visible_to(act), *((_outbox.c.status == status,) if status else ()))
        .order_by(_outbox.c.written_at, _outbox.c.id)
    )
    prepared = st.prepare(asked)
    inside = Insides(act)
    for row in act.tx.read((prepared, {}))[0]:
        named = dict(zip(prepared.columns, row, strict=True))
        if inside.sees(str(named["case_ref"])):
            yield _departure(named)


def still_waiting(act: Act) -> int:
    """Count what waits to leave, due or not."""
    return int(str(act.tx.read((_WAITING, {}))[0][0][0]))


class Insides:
    """Remembers, family by family, whether the actor reads it from inside."""

    def __init__(self, act: Act) -> None:
        """Start knowing nothing."""
        self._act = act
        self._known: dict[str, bool] = {}

    def sees(self, ref: str) -> bool:
        """Tell whether the actor reads the family of a visible case from inside."""
        root = ref.split("/", maxsplit=1)[0]
        if root not in self._known:
            self._known[root] = look_at(self._act, root).inside
        return self._known[root]


def _departure(row: dict[str, Any]) -> Departure:
    recipient = orjson.loads(row["recipient"])
    return Departure(
        id=row["id"],
        ref=row["case_ref"],
        kind=row["kind"],
        name=row["name"],
        recipient=recipient.get("name", ""),
        address=recipient.get("email", ""),
        status=row["status"],
        written_at=row["written_at"],
        due_at=row["due_at"],
        done_at=row["done_at"],
        attempts=row["attempts"],
        problem=row["problem"],
    )
