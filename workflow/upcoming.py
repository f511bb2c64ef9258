"""What is due, in words, for people inside: what will happen by itself, and what becomes possible."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow.act import Act
from workflow.departures import Insides
from workflow.roles import may_see
from workflow.ticking import FIRE, OPEN, REMIND, Due, due_before

KINDS = {FIRE: "aura lieu", OPEN: "devient possible", REMIND: "rappel"}


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something due for a case, as a person reads it."""

    ref: str
    at: str
    kind: str
    what: str

    def tree(self) -> dict[str, str]:
        """Give it as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def upcoming(act: Act, *, before: datetime) -> Iterator[Upcoming]:
    """Give what is due up to an instant, for the cases the actor reads from inside, oldest first."""
    inside = Insides(act)
    for due in due_before(act, before):
        if _visible(act, due) and inside.sees(due.ref):
            yield in_words(act, due)


def in_words(act: Act, due: Due) -> Upcoming:
    """Say what is due: the act it fires or opens, or what somebody is reminded of."""
    family, _ = act.read_family(due.ref)
    case = family.find(due.ref) if family else None
    if case is None:
        return Upcoming(due.ref, due.at, due.kind, "")
    model = act.pinned(case).machine(case)
    transition = model.transitions.get(due.trigger or "")
    what = transition.label if transition else f"Rappel : {model.label.lower()}"
    return Upcoming(due.ref, due.at, due.kind, what)


def _visible(act: Act, due: Due) -> bool:
    family, _ = act.read_family(due.ref)
    case = family.find(due.ref) if family else None
    if case is None or family is None:
        return False
    pinned = act.pinned(case)
    return may_see(act.rights, actor=act.actor, pinned=pinned, case=case, family=family, day=act.day)
