"""Envelopes: what a window may spend on each side is reserved and released with each decision.

The table is a projection: the ledger is the fold of the moves the history holds.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workflow.act import Act
from workflow.case import Case, Family
from workflow.errors import Incomplete
from workflow.grounds import ENVELOPE
from workflow.shelf import Pinned
from workflow.shortfall import EUROS, FRENCH, below_reserved, overspent
from workflow.store import statements as st
from workflow.store import tables as t

if TYPE_CHECKING:
    from workflow.gate import Passed

PARTNER = "partner"
AMOUNTS = {FRENCH: "decision.amount", PARTNER: "decision.partner_amount"}
"""The answers of the language that hold what is decided on each side (cents of its currency)."""

CURRENCIES = {FRENCH: "decision.currency", PARTNER: "decision.partner_currency"}
TOTAL = ENVELOPE
RESERVE = "reserve"
WINDOW = "window"

INSERT = st.insert_into(t.EnvelopeRow)
_COLUMNS = st.LOCK_ENVELOPES.columns


def move_envelope(
    act: Act, *, case: Case, family: Family, pinned: Pinned, passed: "Passed"
) -> list[dict[str, Any]]:
    """Reserve or release what the transition's mark says; give the moves the history keeps.

    Reserving replaces what the case held before. Refuses with `EnvelopeSpent` when the window
    cannot bear it; an envelope no source tells is never spent. An act on a window that changes
    its envelope changes the total.
    """
    if pinned.machine(case).serves == WINDOW:
        return _resize(act, case, passed)
    if passed.transition.envelope is None or family.window is None:
        return []
    wanted = _wanted(passed) if passed.transition.envelope == RESERVE else {}
    moves = {side: wanted.get(side, 0) - int(case.reserved.get(side, 0)) for side in AMOUNTS}
    moves = {side: cents for side, cents in moves.items() if cents}
    if not moves:
        return []
    window = family.window.id
    rows = {str(row["side"]): row for row in _locked(act, window)}
    for side, cents in moves.items():
        if side in rows and _overspends(rows[side], cents):
            raise overspent(
                act,
                case=case,
                family=family,
                pinned=pinned,
                transition=passed.transition,
                row=rows[side],
                cents=cents,
            )
    case.set(reserved={side: cents for side, cents in wanted.items() if cents})
    return [
        _move(act, window, side=side, cents=cents, passed=passed, known=side in rows)
        for side, cents in moves.items()
    ]


def _overspends(row: Mapping[str, Any], cents: int) -> bool:
    return row["total"] is not None and cents > 0 and row["reserved"] + cents > row["total"]


def _locked(act: Act, window: str) -> list[dict[str, Any]]:
    return [
        dict(zip(_COLUMNS, row, strict=True))
        for row in act.tx.read((st.LOCK_ENVELOPES, {"window": window}))[0]
    ]


def _move(act: Act, window: str, *, side: str, cents: int, passed: "Passed", known: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"window": window, "side": side, "cents": cents}
    if known:
        act.add(st.MOVE_ENVELOPE, {"window": window, "of_side": side, "cents": cents})
        return told
    # A side whose envelope the call does not tell is followed all the same.
    currency = _at(passed.answers, CURRENCIES[side]) or EUROS
    row = {"window_id": window, "side": side, "currency": currency, "total": None, "reserved": cents}
    act.add(INSERT, row)
    return told | {"currency": currency, "total": None}


def _resize(act: Act, window: Case, passed: "Passed") -> list[dict[str, Any]]:
    total = _at(passed.answers, TOTAL)
    if total is None or total == window.answer(TOTAL):
        return []
    rows = {str(row["side"]): row for row in _locked(act, window.id)}
    if FRENCH in rows and int(total) < int(rows[FRENCH]["reserved"]):
        raise below_reserved(act, window, rows[FRENCH])
    act.add(st.SET_ENVELOPE, {"window": window.id, "of_side": FRENCH, "new_total": total})
    return [{"window": window.id, "side": FRENCH, "total": total}]


def _at(answers: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 -- an answer is a JSON tree of any shape
    group, _, name = path.partition(".")
    return answers.get(group, {}).get(name)


def _wanted(passed: "Passed") -> dict[str, int]:
    found = {side: _at(passed.answers, path) for side, path in AMOUNTS.items()}
    if found[FRENCH] is None:
        raise Incomplete(message=f"« {passed.transition.label} » demande le montant accordé.", who="vous")
    return {side: int(cents) for side, cents in found.items() if cents is not None}
