"""Envelopes: what a window may spend on each side is reserved and released with each decision.

The table is a projection: the ledger is the fold of the moves the history holds.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from forms.money import Cents, euros, plain
from workflow.act import Act
from workflow.case import Case, Family
from workflow.definition.model import Definition
from workflow.errors import EnvelopeSpent, Incomplete
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t

if TYPE_CHECKING:
    from workflow.gate import Passed

FRENCH = "french"
PARTNER = "partner"
AMOUNTS = {FRENCH: "decision.amount", PARTNER: "decision.partner_amount"}
"""The answers of the language that hold what is decided on each side (cents of its currency)."""

CURRENCIES = {FRENCH: "decision.currency", PARTNER: "decision.partner_currency"}
TOTAL = "window.envelope"
RESERVE = "reserve"
WINDOW = "window"
EUROS = "EUR"

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
        if side in rows:
            _refuse_overspent(rows[side], cents, pinned.definition)
    case.set(reserved={side: cents for side, cents in wanted.items() if cents})
    return [
        _move(act, window, side=side, cents=cents, passed=passed, known=side in rows)
        for side, cents in moves.items()
    ]


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
        reserved = _written(int(rows[FRENCH]["reserved"]), rows[FRENCH])
        raise EnvelopeSpent(
            message=f"L'enveloppe ne peut descendre sous ce qui est déjà réservé : {reserved}.",
            who="l'administrateur de l'appel",
            remedies=(f"fixer une enveloppe d'au moins {reserved}", "libérer d'abord des montants réservés"),
        )
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


def _refuse_overspent(row: dict[str, Any], cents: int, definition: Definition) -> None:
    total, reserved = row["total"], row["reserved"]
    if total is None or cents <= 0 or reserved + cents <= total:
        return
    left = max(total - reserved, 0)
    raise EnvelopeSpent(
        message=(
            f"L'enveloppe de « {definition.title} » ne peut porter {_written(cents, row)} de plus : "
            f"{_written(reserved, row)} sont déjà réservés sur {_written(total, row)}, "
            f"il reste {_written(left, row)}."
        ),
        who="le comité ou l'administrateur de l'appel",
        seen={"enveloppe": plain(total), "réservé": plain(reserved), "demandé": plain(Cents(cents))},
        remedies=(
            f"accorder au plus {_written(left, row)}",
            "augmenter l'enveloppe par un acte sur le guichet",
            "inscrire le dossier sur la liste complémentaire",
        ),
    )


def _written(cents: int, row: dict[str, Any]) -> str:
    return euros(Cents(cents)) if row["currency"] == EUROS else f"{plain(Cents(cents))} {row['currency']}"
