"""The other applications of the same lead, under any call: whether an action may be paid for twice."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import bindparam, select

from forms.application import ForeignAuthority
from forms.money import Cents
from rules.facts import Neighbour
from rules.neighbouring import NEIGHBOURS
from rules.registry import known
from workflow.act import Act
from workflow.brought_budgets import brought_budget
from workflow.case import Case, read_case
from workflow.definition.words import APPLICATION, ENDS_ON, SETTLE
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t

_SIREN, _SIRET = 9, 14
_FUNDED = "positive"
_LOST = frozenset({"negative", "neutral"})
_CHILDREN = st.select_all(t.CaseRow, "parent_id")
_cases = st.table(t.CaseRow)

_FILED_BY = st.prepare(
    select(_cases)
    .where(_cases.c.owner.between(bindparam("first"), bindparam("last")), _cases.c.parent_id.is_(None))
    .order_by(_cases.c.ref)
)
"""Roots whose owner lies between two numbers, in the order of their references."""


def look_for_neighbours(rule_ids: Sequence[str]) -> bool:
    """Tell whether one of these rules looks at the other applications of the lead."""
    rules = known()
    return any(NEIGHBOURS in rules[name].reads for name in rule_ids if name in rules)


def neighbours_of(act: Act, root: Case) -> tuple[Neighbour, ...]:
    """Give the other applications of a case's lead that are filed and not lost, whoever may see them.

    Establishments of one body are one lead: a SIRET stands for its SIREN.
    """
    return tuple(_neighbours(act, root)) if root.owner else ()


def _neighbours(act: Act, root: Case) -> Iterator[Neighbour]:
    first, last = _establishments(root.owner or "")
    for case in map(read_case, act.tx.read((_FILED_BY, {"first": first, "last": last}))[0]):
        if case.id == root.id or case.definition is None:
            continue
        pinned = act.pinned(case)
        model = pinned.machine(case)
        state = model.states.get(case.state)
        if model.serves != APPLICATION or state is None or state.draft or state.outcome in _LOST:
            continue
        # Only these parts are read: a lead may have filed for years.
        partners = case.answers.get("foreign_authorities") or ()
        requested = (case.answers.get("budget") or {}).get("requested")
        yield Neighbour(
            ref=case.ref,
            call=pinned.definition.title,
            title=case.title,
            standing=state.label.lower(),
            countries=frozenset(one["code"] for one in case.answers.get("countries") or ()),
            partners=tuple(ForeignAuthority(one["name"], one["country"]) for one in partners),
            requested=None if requested is None else Cents(requested),
            unreported=_unreported(act, case, pinned, outcome=state.outcome),
        )


def _unreported(act: Act, case: Case, pinned: Pinned, *, outcome: str | None) -> date | None:
    """Give the last day of a funded project nobody rendered account of, where its call has it rendered."""
    group, name = ENDS_ON
    ended = (case.answers.get(group) or {}).get(name)
    if outcome != _FUNDED or ended is None or not pinned.accounted:
        return None
    rows = act.tx.read((_CHILDREN, {"parent_id": case.id}))[0]
    rendered = any(_accounts(pinned, child) for child in map(read_case, rows))
    return None if rendered else date.fromisoformat(ended)


def _accounts(pinned: Pinned, child: Case) -> bool:
    """Tell whether a child renders account: it brings its budget, and nobody sent it back."""
    accounting = pinned.accounted.get(child.machine)
    return (
        accounting is not None
        and accounting.stands(child.state, settled=SETTLE in child.milestones)
        and brought_budget(pinned, child.answers) is not None
    )


def _establishments(owner: str) -> tuple[str, str]:
    """Give the first and the last number under which the same body may have filed."""
    if len(owner) == _SIRET and owner.isdigit():
        rest = _SIRET - _SIREN
        return owner[:_SIREN] + "0" * rest, owner[:_SIREN] + "9" * rest
    return owner, owner
