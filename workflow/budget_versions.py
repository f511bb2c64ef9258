"""The versions of a case's budget: filed, proposed, decided, amended, actual, and as it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

import orjson

from forms.answers import budget_from_answers
from forms.budget import Budget
from forms.money import Cents
from forms.nearest import suggest
from workflow.brought_budgets import brought_budget
from workflow.definition.words import AMEND, GRANTED, GRANTING_DEEDS, SETTLE
from workflow.errors import NotFound
from workflow.history import GONE, place
from workflow.sheet import application_of, visible_parts
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.viewpoint import Viewpoint


class Named(StrEnum):
    """The versions of a budget, as they are asked for."""

    FILED = auto()
    PROPOSED = auto()
    DECIDED = auto()
    AMENDED = auto()
    ACTUAL = auto()
    CURRENT = auto()


LABELS: Mapping[str, str] = {
    Named.FILED: "budget déposé",
    Named.PROPOSED: "budget proposé",
    Named.DECIDED: "budget décidé",
    Named.AMENDED: "budget après avenant",
    Named.ACTUAL: "budget réalisé",
    Named.CURRENT: "budget actuel",
}
_FILING = "file"
_BROUGHT = {AMEND: Named.AMENDED, SETTLE: Named.ACTUAL}
"""The version that an act of a child makes, by what the act is."""

_BUDGET = "budget"
_NAMES = dict(zip(GRANTED, (Named.DECIDED, Named.PROPOSED), strict=True))
_HISTORY = st.select_all(t.HistoryRow, "case_id")
_VALUES = st.select_all(t.ValueRow, "case_id")
_ENTRY = _HISTORY.columns.index("entry")


@dataclass(frozen=True, slots=True)
class BudgetVersion:
    """A budget as an act left it, with the amount that act proposed or granted, in cents.

    `at` is the instant the act was received; None for the budget as it stands. An act that gives an
    amount alone keeps the lines of the budget it judged: none are made up.
    """

    name: str
    budget: Budget
    at: str | None = None
    amount: Cents | None = None

    @property
    def label(self) -> str:
        """Give what the version is called."""
        return LABELS[self.name]

    @property
    def amount_label(self) -> str:
        """Give what its amount is called."""
        return "proposé" if self.name == Named.PROPOSED else "accordé"


def versions_of(view: Viewpoint) -> tuple[BudgetVersion, ...]:
    """Give the versions the actor may read, in the order of `LABELS`, each as it was left last.

    What was proposed or decided is given to those who may read the form of that act, and to nobody
    else: outside, a decision not announced makes no version. Raises `NotFound` without a budget.
    """
    found = {version.name: version for version in (*_recorded(view), *_brought(view))}
    now = application_of(view).get(_BUDGET)
    if now is not None:
        found[Named.CURRENT] = BudgetVersion(Named.CURRENT, budget_from_answers(now))
    if not found:
        raise NotFound(
            message=f"{view.case.ref} n'a pas de budget.",
            who="vous",
            remedies=("donner la référence d'une demande dont le budget est rempli",),
        )
    return tuple(found[name] for name in LABELS if name in found)


def version_named(view: Viewpoint, name: str) -> BudgetVersion:
    """Give one version. Raises `NotFound` for one that does not exist, or that the actor may not read."""
    versions = {version.name: version for version in versions_of(view)}
    if name not in versions:
        raise NotFound(
            message=f"{view.case.ref} n'a pas de version « {name} » de son budget que vous puissiez lire.",
            who="vous",
            seen={"versions lisibles": ", ".join(versions)},
            remedies=(suggest(name, versions),),
        )
    return versions[name]


def decided_of(view: Viewpoint) -> BudgetVersion | None:
    """Give the version the last decision left, where the actor may read it."""
    decided = [version for version in _recorded(view) if version.name == Named.DECIDED]
    return decided[-1] if decided else None


def _recorded(view: Viewpoint) -> Iterator[BudgetVersion]:
    """Read the versions that acts left, oldest first."""
    seen = {part.form.into for part in visible_parts(view)}
    answers: dict[str, Any] = {}
    machine = view.case.machine
    values = _values(view)
    for entry in _entries(view):
        machine = entry["row"].get("machine", machine)
        for path in entry["answers"]:
            if not path.startswith("@"):
                text = values.get((entry["position"], path))
                place(answers, path=path, value=GONE if text is None else orjson.loads(text))
        name, amount = _given_by(view, entry, machine=machine, answers=answers, seen=seen)
        tree = answers.get(_BUDGET)
        if name and tree and "total" in tree and "requested" in tree:
            # The tree goes on changing as later entries are folded in; a budget read from it does not.
            yield BudgetVersion(name, budget_from_answers(tree), entry["received_at"], amount)


def _brought(view: Viewpoint) -> Iterator[BudgetVersion]:
    """Read the versions that children brought and an act accepted, the oldest act first."""
    accepted = [
        (child.milestones[deed], name, child)
        for child in view.readable_children()
        for deed, name in _BROUGHT.items()
        if deed in child.milestones
    ]
    for at, name, child in sorted(accepted, key=lambda one: one[0]):
        read = {part.form.into: part.answers for part in visible_parts(view.of(child))}
        tree = brought_budget(view.pinned, read)
        if tree is not None:
            yield BudgetVersion(name, budget_from_answers(tree), at)


def _given_by(
    view: Viewpoint,
    entry: Mapping[str, Any],
    *,
    machine: str,
    answers: Mapping[str, Any],
    seen: set[str],
) -> tuple[str, Cents | None]:
    """Tell which version an entry makes, by what its act is, and the amount it gave; none for most."""
    pinned = view.as_of(digest=entry["definition"], machine=machine).pinned
    transition = pinned.definition.machines[machine].transitions.get(entry["trigger"] or "")
    if transition is None:
        return "", None
    if transition.does == _FILING:
        return Named.FILED, None
    form = pinned.definition.forms.get(transition.form or "")
    for path, (usual, *_) in GRANTING_DEEDS.items():
        group, _, field = path.partition(".")
        amount = answers.get(group, {}).get(field)
        gives = form is not None and form.into == group and field in form.fields and amount is not None
        if gives and transition.does == usual and group in seen:
            return _NAMES[path], Cents(amount)
    return "", None


def _entries(view: Viewpoint) -> list[Mapping[str, Any]]:
    rows = view.act.tx.read((_HISTORY, {"case_id": view.case.id}))[0]
    return sorted((orjson.loads(str(row[_ENTRY])) for row in rows), key=lambda entry: int(entry["position"]))


def _values(view: Viewpoint) -> Mapping[tuple[int, str], str | None]:
    rows = view.act.tx.read((_VALUES, {"case_id": view.case.id}))[0]
    named = (dict(zip(_VALUES.columns, row, strict=True)) for row in rows)
    return {
        (int(one["position"] or 0), str(one["path"])): None if one["value"] is None else str(one["value"])
        for one in named
    }
