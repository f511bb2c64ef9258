"""Derogations: acts by which a rule is waived for one application, up to an amount or until a day.

A derogation is a child of the application. It is in force while it stands in a favourable state that an act
marked `does: derogate` brought it to; what it says is read by the marks of its fields.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from forms.money import Cents, euros
from forms.wording import long_date
from rules.findings import Finding
from workflow.case import Case, Family
from workflow.definition.form_model import Derogates
from workflow.definition.words import DEROGATE, GRANTED
from workflow.shelf import Pinned

ASKED_BY = "derogation:asked"
GRANTED_BY = "derogation:granted"
GRANTED_AS = "derogation:role"
"""The milestones that keep who asked for a derogation, who granted it, and under which role."""

_POSITIVE = "positive"
_REQUESTED = ("budget", "requested")


@dataclass(frozen=True, slots=True)
class Derogation:
    """A rule waived for a case: which, why, how far (cents, ISO day), by whom and when.

    `person` is an id, `role` a label, `granted_at` an instant as the base keeps it.
    """

    ref: str
    rule: str
    reason: str
    up_to: int | None
    until: str | None
    person: str
    role: str
    granted_at: str

    def tree(self) -> dict[str, Any]:
        """Give the derogation as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    def shortfall(self, *, amount: int | None, day: date) -> str | None:
        """Say in French why it does not cover an amount (cents) on a day; None when it does."""
        if self.until is not None and day > date.fromisoformat(self.until):
            return f"la dérogation {self.ref} ne valait que jusqu'au {long_date(self.until)}"
        if self.up_to is None:
            return None
        if amount is None or amount > self.up_to:
            met = "aucun montant n'est connu" if amount is None else f"il s'agit de {euros(Cents(amount))}"
            return f"la dérogation {self.ref} ne couvre que jusqu'à {euros(Cents(self.up_to))} : {met}"
        return None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What rules found, what of it is waived (by rule), and what derogations fall short of it."""

    findings: tuple[Finding, ...]
    waived: Mapping[str, Derogation]
    short: Mapping[str, tuple[str, ...]]

    @property
    def standing(self) -> tuple[Finding, ...]:
        """Give the findings that nothing waives."""
        return tuple(one for one in self.findings if one.rule not in self.waived)


UNWEIGHED = Weighed((), {}, {})
"""What an act without rules finds."""


@lru_cache(maxsize=64)
def places_of(pinned: Pinned) -> Mapping[Derogates, tuple[str, str]]:
    """Give where each answer of a derogation is kept: the part of the case and the field, by mark."""
    return {
        field.derogates: (form.into, name)
        for form in pinned.definition.forms.values()
        for name, field in form.fields.items()
        if field.derogates is not None
    }


def derogates(pinned: Pinned, machine: str) -> bool:
    """Tell whether cases of this machine are derogations."""
    return machine in pinned.derogating


def said(pinned: Pinned, answers: Mapping[str, Any], mark: Derogates) -> Any:  # noqa: ANN401 -- any JSON value
    """Give what a derogation's answers say under a mark; None when they say nothing."""
    into, name = places_of(pinned).get(mark, ("", ""))
    return (answers.get(into) or {}).get(name)


def in_force(family: Family, pinned: Pinned) -> Iterator[Derogation]:
    """Give the derogations granted to a family and not taken back, oldest first, whatever their limits."""
    if not pinned.derogating:
        return
    for child in family.cases.values():
        if derogates(pinned, child.machine) and _stands(child, pinned):
            yield derogation_of(child, pinned)


def _stands(child: Case, pinned: Pinned) -> bool:
    state = pinned.machine(child).states.get(child.state)
    return state is not None and state.outcome == _POSITIVE and DEROGATE in child.milestones


def derogation_of(child: Case, pinned: Pinned) -> Derogation:
    """Read a derogation once granted."""
    role = pinned.definition.roles.get(str(child.milestones.get(GRANTED_AS)))
    return Derogation(
        ref=child.ref,
        rule=str(said(pinned, child.answers, "rule")),
        reason=str(said(pinned, child.answers, "reason")),
        up_to=said(pinned, child.answers, "up_to"),
        until=said(pinned, child.answers, "until"),
        person=str(child.milestones.get(GRANTED_BY, "")),
        role=role.label if role is not None else "",
        granted_at=str(child.milestones[DEROGATE]),
    )


def weigh_findings(
    findings: Sequence[Finding], *, family: Family, pinned: Pinned, answers: Mapping[str, Any], day: date
) -> Weighed:
    """Put beside each finding the derogation that waives it that day, or say why none in force does.

    The amount compared is the one granted or proposed as the act leaves the answers, else the one asked.
    """
    waived: dict[str, Derogation] = {}
    short: dict[str, tuple[str, ...]] = {}
    concerned = {one.rule for one in findings if one.level != "info"}
    amount = amount_at_stake(answers)
    for one in in_force(family, pinned) if concerned else ():
        if one.rule not in concerned or one.rule in waived:
            continue
        lacking = one.shortfall(amount=amount, day=day)
        if lacking is None:
            waived[one.rule] = one
        else:
            short[one.rule] = (*short.get(one.rule, ()), lacking)
    return Weighed(tuple(findings), waived, short)


def amount_at_stake(answers: Mapping[str, Any]) -> int | None:
    """Give the amount granted, else proposed, else asked, in cents."""
    for path in (*(tuple(one.split(".")) for one in GRANTED), _REQUESTED):
        amount = (answers.get(path[0]) or {}).get(path[1])
        if amount is not None:
            return int(amount)
    return None
