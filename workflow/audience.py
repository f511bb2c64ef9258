"""Whom an act was told to: its mails say it, so nothing reaches people outside that was not sent to them."""

from collections.abc import Mapping
from typing import Any

import orjson

from workflow.case import Case
from workflow.effects import MAIL
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.viewpoint import Viewpoint

OUTBOX_OF = st.select_all(t.OutboxRow, "case_id")


def outbox_of(view: Viewpoint, case: Case) -> list[dict[str, Any]]:
    """Give the rows of the outbox that a case's acts wrote, in order."""
    rows = view.act.tx.read((OUTBOX_OF, {"case_id": case.id}))[0]
    found = [dict(zip(OUTBOX_OF.columns, row, strict=True)) for row in rows]
    return sorted(found, key=lambda row: (row["position"], row["id"]))


def told_mails(view: Viewpoint, rows: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
    """Give the mails among these rows that were written to a role the actor holds on the case."""
    labels = view.role_labels()
    return [
        row
        for row in rows
        if row["kind"] == MAIL and orjson.loads(row["recipient"]).get("role_label") in labels
    ]


def told_positions(view: Viewpoint, rows: list[dict[str, Any]]) -> frozenset[int]:
    """Give the positions of the acts that were told to the actor."""
    return frozenset(int(row["position"]) for row in told_mails(view, rows))


def told_documents(view: Viewpoint, rows: list[dict[str, Any]]) -> frozenset[str]:
    """Give the ids of the documents that went with a mail to the actor."""
    mails = told_mails(view, rows)
    return frozenset(str(one) for row in mails for one in orjson.loads(row["attachments"]))
