"""The words of the language that stand where an id could: nobody may give them to anything else."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SAME: Final = "same"
"""As `to`: the case stays where it is, without entering."""

ANY: Final = "any"
"""As `from`: every state that is not final."""

OPEN: Final = "open"
"""In a join: every state of the child that is not final."""

CANCELLED: Final = "cancelled"
"""The final state that the engine supplies to every child."""

GIVER: Final = "giver"
"""As a role: the one named where the child was opened, on the child's key."""

CLOCK: Final = "clock"
ENGINE: Final = "engine"
PARENT: Final = "parent"
AUTOMATIC: Final = frozenset({CLOCK, ENGINE, PARENT})
"""As `by`: movers that are no persons."""

APPLICATION: Final = "application"
"""As `serves`: the machine that applications live by."""

STATE_WORDS: Final = frozenset({SAME, ANY, OPEN, CANCELLED})
ROLE_WORDS: Final = AUTOMATIC | {GIVER}

GRANTED: Final = ("decision.amount", "proposal.amount")
"""The answers that hold an amount granted or proposed, in cents, the last word first."""

OUTTURN: Final = (("settlement", "cost"), ("settlement", "paid"))
"""The answers that hold, in cents, what a funded project really cost and what it was already paid."""

ENDS_ON: Final = ("convention", "ends_on")
"""The answer that holds the last day of a funded project."""

GRANTING_DEEDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"decision.amount": ("decide", "announce"), "proposal.amount": ("propose",)}
)
"""What an act that gives such an amount is, the usual one first."""

OUTSIDE_DEEDS: Final = frozenset({"file", "cosign", "answer", "withdraw"})
"""What applicants do: somebody outside must be able to."""

INSIDE_DEEDS: Final = frozenset(
    {"admit", "ask", "propose", "enrol", "decide", "announce", "prepare", "lapse", "extend", "derogate",
     "amend", "settle"}
)  # fmt: skip
"""What the house does: nobody outside may."""

DEROGATE: Final = "derogate"
"""What an act is that waives a rule for one application."""

AMEND: Final = "amend"
"""What an act is by which an application takes over the budget that a child brings."""

SETTLE: Final = "settle"
"""What an act is that accepts what a project really cost."""

BUDGET_KIND: Final = "budget"
"""The kind of field that is answered by a whole budget."""

CORRECTED: Final = "correction.fields"
"""The answer by which a child names the parts of its parent it opens."""

OPINION: Final = "give_opinion"
"""What an act is by which somebody who was asked gives his opinion."""

HIDDEN_DEEDS: Final = frozenset({"propose", "enrol", "decide"})
"""What people outside learn only when it is announced."""

WIDE_SCOPES: Final = frozenset({"call", "all"})
"""Scopes that take in cases of other people."""

REASON: Final = "reason"
"""The field of a form, whatever part it fills, that says why."""
