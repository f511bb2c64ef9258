"""Envelopes: what a window may spend on each side is reserved and released with each decision.

The table is a projection: the ledger is the fold of the moves the history holds.
"""

from typing import Any

from forms.money import Cents, euros, plain
from workflow.act import Act
from workflow.case import Case, Family
from workflow.definition.machine_model import Transition
from workflow.definition.model import Definition
from workflow.errors import EnvelopeSpent, Incomplete
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t

FRENCH = "french"
PARTNER = "partner"
AMOUNTS = {FRENCH: "decision.amount", PARTNER: "decision.partner_amount"}
"""The answers of the language that hold what is decided on each side (cents of its currency)."""

INSERT = st.insert_into(t.EnvelopeRow)
_COLUMNS = st.LOCK_ENVELOPES.columns


def move_envelope(
    act: Act, *, case: Case, family: Family, transition: Transition, pinned: Pinned
) -> list[dict[str, Any]]:
    """Reserve or release what the transition's mark says; give the moves the history keeps.

    Reserving replaces what the case held before. Refuses with `EnvelopeSpent` when the window
    cannot bear it; an envelope no source tells is never spent.
    """
    if transition.envelope is None or family.window is None:
        return []
    wanted = _wanted(case, transition) if transition.envelope == "reserve" else {}
    moves = {side: wanted.get(side, 0) - int(case.reserved.get(side, 0)) for side in AMOUNTS}
    moves = {side: cents for side, cents in moves.items() if cents}
    if not moves:
        return []
    rows = [
        dict(zip(_COLUMNS, row, strict=True))
        for row in act.tx.read((st.LOCK_ENVELOPES, {"window": family.window.id}))[0]
    ]
    for row in rows:
        _refuse_overspent(row, moves.get(str(row["side"]), 0), pinned.definition)
    for side, cents in moves.items():
        act.add(st.MOVE_ENVELOPE, {"window": family.window.id, "of_side": side, "cents": cents})
    case.set(reserved={side: cents for side, cents in wanted.items() if cents})
    return [{"window": family.window.id, "side": side, "cents": cents} for side, cents in moves.items()]


def _wanted(case: Case, transition: Transition) -> dict[str, int]:
    found = {side: case.answer(path) for side, path in AMOUNTS.items()}
    if found[FRENCH] is None:
        raise Incomplete(message=f"« {transition.label} » demande le montant accordé.", who="vous")
    return {side: int(cents) for side, cents in found.items() if cents is not None}


def _refuse_overspent(row: dict[str, Any], cents: int, definition: Definition) -> None:
    total, reserved = row["total"], row["reserved"]
    if total is None or cents <= 0 or reserved + cents <= total:
        return
    left = max(total - reserved, 0)
    raise EnvelopeSpent(
        message=(
            f"L'enveloppe de « {definition.title} » ne peut porter {_written(cents, row)} de plus : "
            f"{_written(reserved, row)} sont déjà réservés sur {_written(total, row)}, il reste {_written(left, row)}."
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
    return euros(Cents(cents)) if row["currency"] == "EUR" else f"{plain(Cents(cents))} {row['currency']}"
