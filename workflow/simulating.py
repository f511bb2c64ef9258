"""Two definitions compared on the same applications: who is treated otherwise, and for how much."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from forms.money import Cents
from rules.findings import Finding
from rules.judgement import Judgement
from workflow.assessing import Yardstick
from workflow.definition.literals import Amount
from workflow.definition.model import Window

VALID = "valid"
UNREADABLE = "unreadable"
_TOLD = frozenset({"block", "warn"})


class Change(StrEnum):
    """What becomes of one application under the other definition, the gravest that is true."""

    UNREADABLE = "unreadable"
    NO_LONGER_VALID = "no_longer_valid"
    NOW_VALID = "now_valid"
    CEILING = "ceiling"
    FINDINGS = "findings"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Compared:
    """One application under two definitions; `before` is None when nothing says what it was made for."""

    name: str
    title: str
    requested: Cents | None
    before: Judgement | None
    after: Judgement
    by: tuple[Yardstick | None, Yardstick]

    @property
    def change(self) -> Change:
        """Tell what changes for this application."""
        if self.before is None:
            return Change.UNREADABLE
        verdicts = {self.before.verdict, self.after.verdict}
        if len(verdicts) > 1 and UNREADABLE not in verdicts:
            return Change.NOW_VALID if self.after.verdict == VALID else Change.NO_LONGER_VALID
        if len(verdicts) > 1:
            return Change.UNREADABLE
        if self.before.ceiling != self.after.ceiling:
            return Change.CEILING
        return Change.FINDINGS if self.appearing or self.disappearing else Change.SAME

    @property
    def appearing(self) -> tuple[Finding, ...]:
        """Give what the other definition has to say and the first had not."""
        return _lacking(self.after, self.before)

    @property
    def disappearing(self) -> tuple[Finding, ...]:
        """Give what the first definition had to say and the other has not."""
        return _lacking(self.before, self.after)

    @property
    def granted(self) -> tuple[Cents, Cents]:
        """Give what could be granted under each: see `grantable`."""
        return grantable(self.before, self.requested), grantable(self.after, self.requested)


def grantable(judgement: Judgement | None, requested: Cents | None) -> Cents:
    """Give the most that could be granted: what is asked, within the ceiling; nothing if it may not be filed.

    A ceiling that nobody can tell limits nothing.
    """
    if judgement is None or judgement.verdict != VALID or requested is None:
        return Cents(0)
    return requested if judgement.ceiling is None else min(requested, judgement.ceiling)


def weighty(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the findings that refuse or ask for a reason; what only informs is left out."""
    return tuple(finding for finding in findings if finding.level in _TOLD)


def _lacking(here: Judgement | None, there: Judgement | None) -> tuple[Finding, ...]:
    known = {_said(finding) for finding in there.findings} if there else set()
    return tuple(finding for finding in (here.findings if here else ()) if _said(finding) not in known)


def _said(finding: Finding) -> tuple[str, str, str, str]:
    # The text a finding rests on may change its date without anybody being treated otherwise.
    return finding.rule, finding.level, finding.where, finding.message


@dataclass(frozen=True, slots=True)
class Share:
    """What applications ask of one definition's window, against its envelope.

    `verdicts` counts them by verdict; amounts are in cents; `envelope` is None when no source tells
    it, or when it is not in euros.
    """

    by: Yardstick
    files: int
    verdicts: Counter[str]
    requested: Cents
    ceiling: Cents
    granted: Cents
    envelope: Cents | None

    @property
    def left(self) -> Cents | None:
        """Give what would be left of the envelope, below zero when it does not suffice."""
        return None if self.envelope is None else Cents(self.envelope - self.granted)


def shares(compared: Iterable[Compared]) -> tuple[tuple[Share, ...], tuple[Share, ...]]:
    """Sum what was asked under each definition before, and under the other one after.

    An application that cannot be judged under a definition is counted there and adds nothing.
    """
    sides: tuple[list[_Line], list[_Line]] = ([], [])
    for one in compared:
        for side, by, judgement, granted in zip(
            sides, one.by, (one.before, one.after), one.granted, strict=True
        ):
            if by is not None and judgement is not None:
                side.append(_Line(by, judgement, one.requested or Cents(0), granted))
    return tuple(_summed(sides[0])), tuple(_summed(sides[1]))


@dataclass(frozen=True, slots=True)
class _Line:
    by: Yardstick
    judgement: Judgement
    requested: Cents
    granted: Cents


def _summed(lines: list[_Line]) -> Iterator[Share]:
    for digest in dict.fromkeys(line.by.bundle.digest for line in lines):
        held = [line for line in lines if line.by.bundle.digest == digest]
        by = held[0].by
        yield Share(
            by=by,
            files=len(held),
            verdicts=Counter(line.judgement.verdict for line in held),
            requested=Cents(sum(line.requested for line in held)),
            ceiling=Cents(sum(line.judgement.ceiling or 0 for line in held)),
            granted=Cents(sum(line.granted for line in held)),
            envelope=envelope_of(window_of(by)),
        )


def window_of(by: Yardstick) -> Window | None:
    """Give the window a definition is read for, else the one whose reference day it is, else the first."""
    definition = by.bundle.definition
    if by.window is not None:
        return by.window
    windows = tuple(definition.windows.values())
    dated = (window for window in windows if definition.reference_day(window) == by.at)
    return next(dated, windows[0] if windows else None)


def envelope_of(window: Window | None) -> Cents | None:
    """Give the envelope of a window in cents of euros, or None."""
    envelope = window.envelope if window is not None else None
    return envelope.cents if isinstance(envelope, Amount) and envelope.currency == "EUR" else None
