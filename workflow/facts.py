"""What rules look at, gathered from a case: its application, its call, one day's parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from forms.money import Cents
from rules.ceiling import tell_ceiling
from rules.facts import Facts, Outturn
from rules.findings import Finding
from rules.parameters import Known, Parameters
from rules.registry import evaluate
from workflow.act import Act
from workflow.actor import HOUSE_ZONE
from workflow.case import Case, Family
from workflow.definition.words import GRANTED, OUTTURN
from workflow.neighbours import look_for_neighbours, neighbours_of
from workflow.shelf import Pinned

BLOCK = "block"
WARN = "warn"

STATUS_LABELS = {
    "pma": "pays parmi les moins avancés",
    "oda": "pays éligible à l'aide publique au développement",
    "non_oda": "pays non éligible à l'aide publique au développement",
}


def reference_day(pinned: Pinned, family: Family) -> date:
    """Give the day at which a case's dated parameters and lists are read: its window's, else its first."""
    definition, slot = pinned.definition, window_slot(family)
    windows = definition.windows
    window = windows.get(slot or "") or next(iter(windows.values()), None)
    if window is not None:
        return definition.reference_day(window)
    if isinstance(definition.reference_date, date):
        return definition.reference_date
    return datetime.fromisoformat(family.root.created_at).astimezone(HOUSE_ZONE).date()


def window_slot(family: Family) -> str | None:
    """Give the name of the window a case was filed in."""
    return family.window.slot if family.window else None


def parameters_of(pinned: Pinned, family: Family) -> Parameters:
    """Give the parameters that bind a case: of its reference day and of its window."""
    return pinned.parameters(reference_day(pinned, family), slot=window_slot(family))


def gather_facts(
    act: Act, *, root: Case, family: Family, pinned: Pinned, answers: Mapping[str, Any]
) -> Facts:
    """Gather what the rules of an act look at; the duties of the applicant are read on the day of filing."""
    day = reference_day(pinned, family)
    filed = root.milestones.get("file")
    filed_on = datetime.fromisoformat(filed).astimezone(HOUSE_ZONE).date() if filed else act.day
    return Facts(
        application=act.application(answers),
        parameters=parameters_of(pinned, family),
        reference=pinned.bundle.reference,
        reference_date=day,
        filed_on=filed_on,
        call=pinned.call_facts(day, slot=window_slot(family)),
        granted=_granted(answers),
        outturn=_outturn(answers),
    )


def _granted(answers: Mapping[str, Any]) -> Cents | None:
    for path in GRANTED:
        group, _, name = path.partition(".")
        amount = answers.get(group, {}).get(name)
        if amount is not None:
            return Cents(amount)
    return None


def _outturn(answers: Mapping[str, Any]) -> Outturn | None:
    cost, paid = (answers.get(group, {}).get(name) for group, name in OUTTURN)
    return None if cost is None or paid is None else Outturn(Cents(cost), Cents(paid))


def evaluate_rules(
    act: Act,
    *,
    rule_ids: Sequence[str],
    root: Case,
    family: Family,
    pinned: Pinned,
    answers: Mapping[str, Any],
) -> tuple[Finding, ...]:
    """Evaluate all rules of an act over the application as the act would leave it."""
    facts = gather_facts(act, root=root, family=family, pinned=pinned, answers=answers)
    if look_for_neighbours(rule_ids):
        facts = replace(facts, neighbours=neighbours_of(act, root))
    return evaluate(rule_ids, facts)


def blocking(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give the findings that refuse."""
    return tuple(one for one in findings if one.level == BLOCK)


def warnings_of(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Give the findings that ask for a reason."""
    return tuple(one for one in findings if one.level == WARN)


def country_rates(root: Case, *, family: Family, pinned: Pinned) -> dict[str, tuple[str | None, int | None]]:
    """Give each country's status in words and its rate in basis points, at the reference date."""
    day = reference_day(pinned, family)
    reference, parameters = pinned.bundle.reference, parameters_of(pinned, family)
    found: dict[str, tuple[str | None, int | None]] = {}
    for country in root.answers.get("countries", ()):
        known = reference.countries.get(country["code"])
        held = known.status_at(day) if known else None
        rate = parameters.percent(f"rate.{held.status}") if held else None
        value = int(rate.value) if isinstance(rate, Known) else None
        found[country["code"]] = (STATUS_LABELS.get(held.status) if held else None, value)
    return found


def ceiling_of(act: Act, *, root: Case, family: Family, pinned: Pinned) -> int | None:
    """Give the largest amount the rates allow for the application's budget and choice, in cents."""
    day = reference_day(pinned, family)
    told = tell_ceiling(
        act.application(root.answers),
        parameters=parameters_of(pinned, family),
        reference=pinned.bundle.reference,
        at=day,
    )
    return None if told is None or told.amount is None else int(told.amount)
