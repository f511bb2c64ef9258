"""One step of an exploration: who does what, to the case or to one of its children."""

from dataclasses import dataclass
from typing import Literal

from workflow.definition.machine_model import Opening, Transition
from workflow.definition.model import Definition
from workflow.definition.words import AUTOMATIC, CLOCK, ENGINE, GIVER

Kind = Literal["act", "engine", "clock", "open", "child"]
"""An act of a person, a move of the engine, a deadline, the opening of a child, a move of a child."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One way from a situation to another; each is made once and known by identity.

    `trigger` is the id of the transition, or the name of the children opened; `roles` who may do
    it, `giver` already read (empty: nobody, it happens by itself); `slot` the children it is
    about; `lands` the state entered by whoever moves; `alone` whether it needs nobody outside.
    """

    kind: Kind
    trigger: str
    roles: tuple[str, ...]
    alone: bool
    lands: str
    slot: str | None = None
    transition: Transition | None = None
    opening: Opening | None = None

    @property
    def exceptional(self) -> bool:
        """Tell whether the definition keeps this way for exceptions."""
        return self.transition is not None and self.transition.exceptional

    @property
    def form(self) -> str | None:
        """Give the form that is filled in with it."""
        told = self.transition or self.opening
        return told.form if told is not None else None


def step_of(
    definition: Definition, trigger: str, transition: Transition, *, slot: str | None, giver: str | None
) -> Step:
    """Make the step of a transition: of the case itself, or of a child when `slot` names one."""
    roles = persons(transition.by, giver=giver)
    automatic = [word for word in (ENGINE, CLOCK) if word in transition.by]
    kind: Kind = "child" if slot is not None else "act"
    if slot is None and automatic:
        kind = "engine" if ENGINE in automatic else "clock"
    return Step(
        kind,
        trigger,
        roles,
        alone=bool(automatic) or any(stands_inside(definition, role) for role in roles),
        lands=transition.target,
        slot=slot,
        transition=transition,
    )


def step_opening(definition: Definition, slot: str, opening: Opening, *, lands: str) -> Step:
    """Make the step by which a person opens a child."""
    roles = persons(opening.by, giver=None)
    alone = any(stands_inside(definition, role) for role in roles)
    return Step("open", slot, roles, alone=alone, lands=lands, slot=slot, opening=opening)


def persons(by: tuple[str, ...], *, giver: str | None) -> tuple[str, ...]:
    """Give the roles that may act, the one asked put in the place of « giver »."""
    named = (giver if word == GIVER else word for word in by)
    return tuple(role for role in named if role is not None and role not in AUTOMATIC)


def stands_inside(definition: Definition, role: str) -> bool:
    """Tell whether a role is one of the house: it is never silent for ever."""
    held = definition.roles.get(role)
    return held is not None and held.kind == "inside"
