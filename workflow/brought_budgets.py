"""Budgets that children bring: an amended one replaces the application's, an actual one is measured.

A child brings a budget by a form field of that kind. Its rules judge the application with that budget; once
an act marked `does: amend` accepts it, the application takes it over. What an act marked `does: settle`
accepts is what the project really cost: the budget granted stays, and the cost is told beside it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from forms.answers import budget_from_answers
from rules.shares import shares_of
from workflow.act import Act
from workflow.case import Case, Family, describe
from workflow.definition.machine_model import Transition
from workflow.definition.words import AMEND, BUDGET_KIND, OUTTURN, SETTLE
from workflow.history import Cause, Deed, differences, record
from workflow.placing import COUNTRIES
from workflow.shelf import Pinned

BUDGET = "budget"
"""The part of an application that holds its budget."""

_COST = OUTTURN[0]


@lru_cache(maxsize=64)
def budget_places(pinned: Pinned) -> tuple[tuple[str, str], ...]:
    """Give where forms keep budgets: the part of the case and the field, in the order of the forms."""
    return tuple(
        (form.into, name)
        for form in pinned.definition.forms.values()
        for name, field in form.fields.items()
        if field.kind == BUDGET_KIND
    )


def brought_budget(pinned: Pinned, answers: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give the budget a case brings, as the JSON tree of `forms.answers`; None when it brings none."""
    for into, name in budget_places(pinned):
        tree: Mapping[str, Any] | None = (answers.get(into) or {}).get(name)
        if tree is not None:
            return tree
    return None


def judged_answers(
    pinned: Pinned,
    *,
    root: Mapping[str, Any],
    case: Case,
    transition: Transition,
    answers: Mapping[str, Any],
) -> Mapping[str, Any]:
    """Give what the rules of an act look at: the application, with what a child adds to it.

    `root` are the answers of the application as they may be read, `answers` those of the case as the
    act would leave them. The budget a child brings stands for the application's, with the countries' parts
    that its lines make; where the act settles, the application's stays and the one brought tells the real
    cost.
    """
    if case.is_root():
        return answers
    found = {**root, **answers}
    tree = brought_budget(pinned, answers)
    if tree is None:
        return found
    if transition.does != SETTLE:
        return {**found, **_with_its_shares(found, tree)}
    group, name = _COST
    return {**found, group: {**(found.get(group) or {}), name: tree["total"]}}


def _with_its_shares(application: Mapping[str, Any], tree: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give a budget with the part of each country that its own lines make, where parts were declared.

    What was declared belongs to another total; where no line names a country, it is left as it is.
    """
    countries = application.get(COUNTRIES, ())
    declared = any(country.get("share") is not None for country in countries)
    shares = shares_of(budget_from_answers(tree), [one["code"] for one in countries]) if declared else None
    if shares is None:
        return {BUDGET: tree}
    parts = [{**country, "share": share} for country, share in zip(countries, shares, strict=True)]
    return {BUDGET: tree, COUNTRIES: parts}


def take_over(
    act: Act, *, case: Case, family: Family, pinned: Pinned, does: str | None, cause: Cause
) -> None:
    """Give the application the budget that an act marked `does: amend` accepted, in an entry of its own."""
    root = family.root
    tree = brought_budget(pinned, case.answers) if does == AMEND and not case.is_root() else None
    if tree is None:
        return
    answers = {**root.answers, **_with_its_shares(root.answers, tree)}
    changed = differences(root.answers, answers)
    if changed:
        describe(root, answers)
        record(act, root, Deed(kind=AMEND, cause=cause, answers=changed))
