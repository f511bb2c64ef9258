"""The verdict on one file: valid, invalid or unreadable, with every finding and the ceiling."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from forms.errors import LimitExceeded, Refused, Unreadable
from forms.money import Cents, plain
from rules.facts import Facts
from rules.findings import Explanation, Finding, Source
from rules.problem_findings import from_problem
from rules.registry import evaluate

Verdict = Literal["valid", "invalid", "unreadable"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the largest amount the rates allow (None when it cannot be told), the findings."""

    verdict: Verdict
    ceiling: Cents | None
    findings: tuple[Finding, ...]

    def to_json(self, *, file: str, call: str, definition: str | None, at: date | None) -> dict[str, object]:
        """Give the published shape, keys in their published order.

        `definition` is the hash of the definition judged by, `at` the reference date.
        """
        return {
            "file": file,
            "call": call,
            "definition": definition,
            "at": at.isoformat() if at else None,
            "verdict": self.verdict,
            "ceiling": None if self.ceiling is None else plain(self.ceiling),
            "findings": [finding.to_json() for finding in self.findings],
        }


def judge(facts: Facts, *, rule_ids: Iterable[str]) -> Judgement:
    """Judge an application by the rules of its call.

    Unreadable when it does not hold together; else invalid when a finding blocks. All findings
    are given, not the first.
    """
    problems = facts.incoherences
    if problems:
        return Judgement("unreadable", None, tuple(from_problem(problem) for problem in problems))
    findings = evaluate(rule_ids, facts)
    refused = any(finding.level == "block" for finding in findings)
    ceiling = facts.ceiling.amount if facts.ceiling else None
    return Judgement("invalid" if refused else "valid", ceiling, findings)


def unreadable(error: Refused) -> Judgement:
    """Turn a refusal of reading into a judgement: each problem becomes a finding.

    Of `Unreadable` all the problems; of `LimitExceeded` the limit; of any other refusal (no
    rules of that call at that date…) its message and remedies.
    """
    if isinstance(error, Unreadable):
        return Judgement("unreadable", None, tuple(from_problem(problem) for problem in error.problems))
    if isinstance(error, LimitExceeded):
        return Judgement("unreadable", None, (from_problem(error.problem),))

    def explain() -> Explanation:
        return Explanation(error.message, seen=error.seen, remedies=error.remedies)

    finding = Finding(
        rule=error.code,
        level="block",
        where="",
        explain=explain,
        cite=lambda: Source("Définition de l'appel", "date de référence"),
    )
    return Judgement("unreadable", None, (finding,))
