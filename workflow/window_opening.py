"""The cases of filing windows: opened when a call is published, with what each may spend."""

from typing import Any

from workflow.act import Act
from workflow.case import Case, new_case
from workflow.creation import WINDOW, serving
from workflow.definition.literals import Amount
from workflow.definition.model import Definition, Window
from workflow.envelopes import INSERT as INSERT_ENVELOPE
from workflow.envelopes import PARTNER
from workflow.history import Cause, Deed, flatten, record
from workflow.shortfall import FRENCH
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.windows import opening

_CASES_OF_CALL = st.select_all(t.CaseRow, "call_code")
_COUNTERS = st.select_all(t.CounterRow, "prefix")


def open_windows(act: Act, definition: Definition, *, digest: str, register: Case) -> None:
    """Open a case for each filing window the call did not have yet, with its envelopes.

    Windows that exist keep their dates: only acts change them.
    """
    prefix = definition.ref or definition.code
    if not act.tx.read((_COUNTERS, {"prefix": prefix}))[0]:
        act.tx.write(st.insert_into(t.CounterRow), {"prefix": prefix, "last": 0})
    if not definition.is_call():
        return
    machine, model = serving(definition, WINDOW)
    had = {
        row[_CASES_OF_CALL.columns.index("ref")]
        for row in act.tx.read((_CASES_OF_CALL, {"call_code": definition.code}))[0]
    }
    for name, window in definition.windows.items():
        ref = f"{prefix}@{name}"
        if ref in had:
            continue
        case = new_case(
            now=act.received,
            machine=machine,
            state=model.initial,
            ref=ref,
            title=f"{definition.title} — guichet {name}",
        )
        case.definition, case.call_code, case.slot = digest, definition.code, name
        case.answers = opening(window)
        act.created.append(case)
        cause = Cause("entry", case=register.id, position=register.position)
        envelopes = _envelopes(act, case, window)
        answers = dict(flatten(case.answers))
        record(act, case, Deed(kind="create", cause=cause, answers=answers, envelopes=envelopes))


def _envelopes(act: Act, case: Case, window: Window) -> list[dict[str, Any]]:
    rows = []
    for side, envelope in ((FRENCH, window.envelope), (PARTNER, window.partner_envelope)):
        if envelope is None:
            continue
        known = isinstance(envelope, Amount)
        row = {
            "window_id": case.id,
            "side": side,
            "currency": envelope.currency if isinstance(envelope, Amount) else "EUR",
            "total": envelope.cents if isinstance(envelope, Amount) else None,
            "reserved": 0,
        }
        act.add(INSERT_ENVELOPE, row)
        rows.append(
            {
                "window": case.id,
                "side": side,
                "currency": row["currency"],
                "total": row["total"] if known else None,
            }
        )
    return rows
