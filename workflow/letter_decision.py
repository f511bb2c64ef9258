"""Parts of a letter about the decision and what follows it: amounts, convention, payments."""

from dataclasses import asdict
from typing import Any

from forms.money import Cents
from rules.instalments import payment_schedule, split_by_year
from rules.parameters import Known
from workflow.access import read_by_all
from workflow.act import Act
from workflow.case import Case, Family
from workflow.facts import parameters_of
from workflow.letter_case import house_day
from workflow.shelf import Pinned


def proposal_part(root: Case, pinned: Pinned) -> dict[str, Any]:
    """Tell what the service proposes: amount and appraisal."""
    proposed = read_by_all(pinned.definition, root.answers, "proposal")
    return {"amount": proposed.get("amount"), "comment": proposed.get("comment")}


def decision_part(act: Act, root: Case, *, pinned: Pinned) -> dict[str, Any]:
    """Tell what was decided: amount, mean rate in basis points, amounts by year, days, reasons."""
    decided = read_by_all(pinned.definition, root.answers, "decision")
    amount = decided.get("amount")
    total = (root.answers.get("budget") or {}).get("total")
    return {
        "amount": amount,
        "rate": amount * 10_000 // total if amount and total else None,
        "by_year": _by_year(act, root, amount),
        "decided_on": _day(root, "decide"),
        "notified_on": _day(root, "announce"),
        "reason": decided.get("reason"),
        "conditions": decided.get("conditions"),
    }


def _day(root: Case, deed: str) -> str | None:
    done = root.milestones.get(deed)
    return house_day(done) if done else None


def _by_year(act: Act, root: Case, amount: int | None) -> list[int]:
    """Split an amount decided over the years as the amount asked was, to the cent."""
    asked = _asked_by_year(act, root)
    if amount is None or not any(asked):
        return []
    return [int(part) for part in split_by_year(Cents(amount), asked)]


def _asked_by_year(act: Act, root: Case) -> tuple[Cents, ...]:
    # What is no application has no budget to read.
    if "budget" not in root.answers:
        return ()
    budget = act.application(root.answers).budget
    return (budget.totals.requested_by_year or ()) if budget else ()


def convention_part(act: Act, *, root: Case, pinned: Pinned, family: Family) -> dict[str, Any]:
    """Tell the convention: number, dates, who signed and when, whether the law imposes one.

    Law 2000-321, article 10, and decree 2001-495: compulsory for a body of private law when an
    annual amount exceeds the threshold, compared strictly. That is told whoever reads the amount: a
    convention must not say that no law imposes it where one does.
    """
    given = read_by_all(pinned.definition, root.answers, "convention")
    service = pinned.definition.service
    threshold = parameters_of(pinned, family).amount("convention.threshold")
    private = (root.answers.get("lead") or {}).get("kind") == "association"
    highest = max(_by_year(act, root, root.answers.get("decision", {}).get("amount")), default=0)
    imposed = private and isinstance(threshold, Known) and highest > threshold.value
    return {
        "number": given.get("number"),
        "starts_on": given.get("starts_on"),
        "ends_on": given.get("ends_on"),
        "months": root.answers.get("months"),
        "commitment": given.get("commitment"),
        "imposed_by_law": imposed,
        "signed_by_beneficiary_on": _day(root, "sign:outside"),
        "signed_by_state_on": _day(root, "sign:inside"),
        "signatory": {
            "name": None,
            "function": service.signatory if service else None,
            "delegation": service.delegation if service else None,
        },
    }


def schedule_part(act: Act, *, root: Case, pinned: Pinned, family: Family) -> list[dict[str, Any]]:
    """Tell the payments: one a year, the last in two parts, each with its condition.

    Where no source gives the share of the last tranche paid first, nothing is scheduled; nor where
    not everybody reads the amount, which the payments add up to.
    """
    years = (root.answers.get("budget") or {}).get("years") or []
    amount = read_by_all(pinned.definition, root.answers, "decision").get("amount")
    asked = _asked_by_year(act, root)
    first = parameters_of(pinned, family).percent("instalment.last.first_part")
    if amount is None or not any(asked) or not isinstance(first, Known):
        return []
    payments = payment_schedule(Cents(amount), years=years, weights=asked, first_part=first.value)
    return [asdict(payment) for payment in payments]
