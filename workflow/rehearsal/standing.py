"""Where a case and its children stand, without a database: what plans are made over."""

from dataclasses import dataclass
from typing import Literal

Place = tuple[tuple[str, str, str], ...]
"""The way from the root to a case below it: slot, key and state of each child passed; empty for the root."""

Fact = str | int | bool
Facts = tuple[tuple[str, Fact], ...]
"""Answers that conditions read, by dotted path, as a case keeps them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One case: its machine and state, its delays (days left, by name), its answers that matter.

    Children that no join will look at again are left out. `current` tells a child of the round under
    way from one of an earlier round. Standings that compare equal have the same future.
    """

    machine: str
    state: str
    slot: str = ""
    key: str = ""
    giver: str | None = None
    current: bool = True
    delays: tuple[tuple[str, int], ...] = ()
    facts: Facts = ()
    children: tuple["Standing", ...] = ()

    def order(self) -> tuple[object, ...]:
        """Give what children are sorted by, so that their order makes no difference."""
        return (self.slot, self.key, self.state, not self.current, self.delays, repr(self.facts))

    def shape(self) -> tuple[object, ...]:
        """Give where everybody stands, delays and answers left out."""
        below = sorted((child.shape() for child in self.children), key=repr)
        return (self.machine, self.state, self.slot, self.key, tuple(below))


@dataclass(frozen=True, slots=True)
class Move:
    """One step: the root made, an act, a child opened by somebody, or time that passes until the next term.

    `place` is the case acted on; `name` the transition or the name children are opened under; `given`
    the choices that conditions ask of the act.
    """

    kind: Literal["make", "act", "open", "wait"]
    place: Place = ()
    name: str = ""
    given: Facts = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be seen happening at least once in a rehearsal.

    An `act` is a transition from one of its origins; a `relay` one of the acts it may relay (`name` is
    the choice); an `end` the cancellation of a child by its parent; a `delay` a term that is reached.
    """

    kind: Literal["act", "relay", "end", "delay"]
    machine: str
    name: str
    origin: str
