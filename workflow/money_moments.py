"""The money moments of a case: what its rules said of the budget at each act, and what they say now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from rules.findings import Finding
from rules.parameters import Parameters
from rules.registry import BUDGET
from workflow.brought_budgets import judged_answers
from workflow.definition.machine_model import Transition
from workflow.derogations import Derogation, weigh_findings
from workflow.facts import evaluate_rules, parameters_of
from workflow.sheet import application_of, visible_parts
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.viewpoint import Viewpoint

_HISTORY = st.select_all(t.HistoryRow, "case_id")
_PASSING = frozenset({"reason", "derogation"})
"""What an entry adds to a finding: how it was passed over."""

_ENTRY = _HISTORY.columns.index("entry")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the history kept of an act: when it was received, and the findings written then."""

    at: str
    findings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class MoneyMoment:
    """One act whose rules read the budget: each time it was done, and its findings as they stand now.

    `reads` are the facts and parameters its rules read.
    """

    trigger: str
    label: str
    rules: tuple[str, ...]
    reads: tuple[str, ...]
    recorded: tuple[Recorded, ...]
    now: tuple[Finding, ...]
    waived: Mapping[str, Derogation]

    @property
    def unchanged(self) -> bool:
        """Tell whether the rules say now what they said when the act was last done."""
        if not self.recorded:
            return False
        then = [
            {name: one[name] for name in one if name not in _PASSING} for one in self.recorded[-1].findings
        ]
        return then == [finding.to_json() for finding in self.now]


def money_moments(view: Viewpoint) -> Iterator[MoneyMoment]:
    """Give the acts that weigh the budget, done already or possible from here, in their order.

    Inside, all; outside, only those that are the actor's to do, over the answers he may read. What
    they say now is read in the version the case follows, over its answers as they are.
    """
    done = _done(view)
    root = _answers(view)
    for trigger, transition in view.pinned.machine(view.case).transitions.items():
        if not _weighs(view, transition) or not (view.inside or view.held(transition) is not None):
            continue
        recorded = tuple(done.get(trigger, ()))
        if recorded or view.case.state in transition.origins:
            own = root if view.case.is_root() else view.case.answers
            answers = judged_answers(
                view.pinned, root=root, case=view.case, transition=transition, answers=own
            )
            now = evaluate_rules(
                view.act,
                rule_ids=transition.rules,
                root=view.family.root,
                family=view.family,
                pinned=view.pinned,
                answers=answers,
            )
            yield MoneyMoment(
                trigger=trigger,
                label=transition.label,
                rules=transition.rules,
                reads=_reads(view, transition),
                recorded=recorded,
                now=now,
                waived=_waived(view, now, answers),
            )


def _waived(
    view: Viewpoint, findings: tuple[Finding, ...], answers: Mapping[str, Any]
) -> Mapping[str, Derogation]:
    """Give the derogations that would waive these findings today; people outside are told of none."""
    if not view.inside:
        return {}
    day = view.act.day
    return weigh_findings(findings, family=view.family, pinned=view.pinned, answers=answers, day=day).waived


def parameters_in_force(view: Viewpoint) -> Parameters:
    """Give the parameters that bind the case: of its reference day and of its window."""
    return parameters_of(view.pinned, view.family)


def _weighs(view: Viewpoint, transition: Transition) -> bool:
    return BUDGET in _reads(view, transition)


def _reads(view: Viewpoint, transition: Transition) -> tuple[str, ...]:
    """Give the facts and parameters that the rules of an act read."""
    rules = view.pinned.rules
    return tuple(
        dict.fromkeys(read for name in transition.rules if name in rules for read in rules[name].reads)
    )


def _answers(view: Viewpoint) -> Mapping[str, Any]:
    root = view.of(view.family.root)
    if root.inside:
        return root.case.answers
    return {**application_of(root), **{part.form.into: part.answers for part in visible_parts(root)}}


def _done(view: Viewpoint) -> dict[str, list[Recorded]]:
    """Read what each act recorded, oldest first; outside, only what the actor did himself."""
    found: dict[str, list[Recorded]] = {}
    rows = view.act.tx.read((_HISTORY, {"case_id": view.case.id}))[0]
    entries = (orjson.loads(str(row[_ENTRY])) for row in rows)
    for entry in sorted(entries, key=lambda one: int(one["position"])):
        if entry["trigger"] and (view.inside or entry["person"] == view.act.actor.person):
            recorded = Recorded(entry["received_at"], tuple(entry["findings"]))
            found.setdefault(entry["trigger"], []).append(recorded)
    return found
