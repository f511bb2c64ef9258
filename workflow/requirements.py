"""What an act still owes once it is possible and allowed: its reason, and the assent of its rules."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from forms.tame_text import shown
from rules.findings import Finding
from workflow.act import Act
from workflow.case import Family
from workflow.definition.machine_model import Transition
from workflow.derogations import UNWEIGHED, Weighed, weigh_findings
from workflow.errors import Incomplete, RuleRefused
from workflow.facts import blocking, evaluate_rules, warnings_of
from workflow.filing import without_repeats
from workflow.shelf import Pinned
from workflow.waiving import ways_to_waive

_GRANTED, _CALL = "granted", "call"
"""Where rules find what an act gives itself, and what the definition says; all else is the application's."""


def require_reason(transition: Transition, reason: str | None) -> tuple[str | None, str | None]:
    """Give the reason as a code, or as free text; refuse when one is asked and absent or unknown."""
    if transition.reason == "none":
        return None, reason
    if not isinstance(transition.reason, Mapping):
        if not reason:
            raise Incomplete(
                message=f"« {transition.label} » demande un motif.", who="vous", remedies=("donner --reason",)
            )
        return None, reason
    codes = transition.reason
    if reason is not None and reason in codes:
        return reason, codes[reason]
    seen = f"« {shown(reason)} » n'en est pas un" if reason else "aucun n'est donné"
    raise Incomplete(
        message=f"« {transition.label} » demande un motif codé, {seen}.",
        who="vous",
        remedies=tuple(f"« --reason {code} » : {label}" for code, label in codes.items()),
    )


def require_rules(
    act: Act,
    *,
    family: Family,
    pinned: Pinned,
    transition: Transition,
    answers: Mapping[str, Any],
    accepted: Mapping[str, str],
    lacks: tuple[Finding, ...] = (),
) -> Weighed:
    """Evaluate all rules of the transition; refuse on any that blocks, or warns without a reason.

    A derogation in force that covers what is at stake stands for the assent of its rule. `lacks` is
    what the case's own form still wants; what a rule says already is not said again.
    """
    weighed = UNWEIGHED
    if transition.rules:
        findings = evaluate_rules(
            act, rule_ids=transition.rules, root=family.root, family=family, pinned=pinned, answers=answers
        )
        weighed = weigh_findings(findings, family=family, pinned=pinned, answers=answers, day=act.day)
    blocked = blocking(weighed.standing)
    wanted = without_repeats(lacks, told=blocked)
    if blocked or wanted:
        raise RuleRefused(
            message=f"« {transition.label} » est refusé : {_counted(wanted, blocked)}.",
            who=who_mends((*wanted, *blocked), family=family, pinned=pinned),
            findings=(*wanted, *blocked),
            derogations=ways_to_waive(act, blocked, weighed=weighed, family=family, pinned=pinned),
        )
    unexplained = tuple(one for one in warnings_of(weighed.standing) if not accepted.get(one.rule))
    if unexplained and not _by_outside(pinned, transition):
        listed = ", ".join(sorted({one.rule for one in unexplained}))
        raise RuleRefused(
            message=f"« {transition.label} » appelle un motif pour chaque avertissement : {listed}.",
            who="vous",
            findings=unexplained,
            derogations=ways_to_waive(act, unexplained, weighed=weighed, family=family, pinned=pinned),
        )
    return weighed


def _counted(wanted: Collection[Finding], blocked: Iterable[Finding]) -> str:
    rules = len({one.rule for one in blocked})
    fields = f"{len(wanted)} champs manquent" if len(wanted) > 1 else "un champ manque"
    opposed = "une règle s'y oppose" if rules == 1 else f"{rules} règles s'y opposent"
    return " et ".join([*([fields] if wanted else []), *([opposed] if rules else [])])


def who_mends(findings: Iterable[Finding], *, family: Family, pinned: Pinned) -> str:
    """Name who can mend what rules found: who acts, who keeps the call, or who wrote the application."""
    model, roles = pinned.machine(family.root), pinned.definition.roles
    writers = ", ".join(roles[name].label for name in model.states[model.initial].editable_by)
    holders = {_GRANTED: "vous", _CALL: "administrateur de l'appel"}
    found = (holders.get(finding.where.partition(".")[0], writers) for finding in findings)
    return ", ".join(dict.fromkeys(found))


def _by_outside(pinned: Pinned, transition: Transition) -> bool:
    # A warning never keeps an applicant out: it is shown to him, recorded, and weighed by those
    # inside, who must say why when they pass it.
    roles = pinned.definition.roles
    return all(roles[name].kind == "outside" for name in transition.by if name in roles)
