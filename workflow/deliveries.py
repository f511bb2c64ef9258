"""Performing the outbox: outside any act, render, store, send; safe to repeat at every step.

A document's bytes are written under their own hash before its row says so; a mail carries a
Message-ID made of its row, so that a repeat is recognisable by whoever receives it.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson

from forms.errors import Broken, Refused
from notifications.composition import Attachment, compose
from notifications.errors import GiveUp, TryAgain
from notifications.rendering import write_mail
from notifications.retry import next_attempt
from notifications.transport import Transport
from pdf_templates.child import Press
from workflow.act import Act, instant
from workflow.case import canonical
from workflow.effects import DOCUMENT, DONE, PARKED, PENDING
from workflow.errors import Unsound
from workflow.house import CLOCK, House
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.store.base import Row

BATCH = 50
LEASE = timedelta(minutes=5)
"""How long a worker may take over one row before another may try it again."""

_COLUMNS = st.PENDING.columns
_DOCUMENT = st.select_all(t.DocumentRow, "id")
_INSERT_DOCUMENT = st.insert_into(t.DocumentRow)
_CASE = st.select_all(t.CaseRow, "id")
_REF = _CASE.columns.index("ref")


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one row of the outbox."""

    id: str
    kind: str
    name: str
    case_ref: str
    status: str
    detail: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What one attempt comes to: a status, when to try again, what was printed, what went wrong."""

    status: str
    due: datetime | None = None
    document: Mapping[str, Any] | None = None
    problem: str | None = None


def deliver(
    house: House, *, transport: Transport, press: Press, sender: str, at: datetime | None = None
) -> Iterator[Delivered]:
    """Perform everything that waits and is due; give each row's fate as it is settled.

    Documents come before the mails that carry them. What fails for now is tried again later;
    what fails for good is parked, visible to the administrator.
    """
    seen: set[str] = set()
    while True:
        now = at or house.clock()
        with house.look(CLOCK, at=now) as look:
            waiting = look.tx.read((st.PENDING, {"before": instant(now), "most": BATCH + len(seen)}))[0]
        rows = [row for row in map(_named, waiting) if row["id"] not in seen]
        if not rows:
            return
        for row in rows:
            seen.add(str(row["id"]))
            done = _perform(
                house, row, transport=transport, press=press, sender=sender, now=at or house.clock()
            )
            if done is not None:
                yield done


def _named(row: Row) -> dict[str, Any]:
    return dict(zip(_COLUMNS, row, strict=True))


def _perform(
    house: House, row: Mapping[str, Any], *, transport: Transport, press: Press, sender: str, now: datetime
) -> Delivered | None:
    with house.look(CLOCK, at=now) as look:
        ref = str(look.tx.read((_CASE, {"id": row["case_id"]}))[0][0][_REF])
        attached = [_document_row(look, one) for one in orjson.loads(row["attachments"])]
    lease = instant(now + LEASE)
    if None in attached or not _claim(house, row, lease=lease):
        return None
    try:
        with house.look(CLOCK, at=now) as look:
            pinned = look.pinned_by(str(row["definition"]))
        if row["kind"] == DOCUMENT:
            fate = Fate(DONE, document=_print(house, row, pinned=pinned, press=press, ref=ref))
        else:
            files = [_attachment(house.documents, one) for one in attached if one]
            _send(row, pinned=pinned, transport=transport, sender=sender, ref=ref, attached=files)
            fate = Fate(DONE)
    except (TryAgain, OSError) as later:
        again = next_attempt(int(row["attempts"]) + 1, now)
        fate = Fate(PARKED if again is None else PENDING, due=again, problem=str(later))
    except (GiveUp, Refused, Broken) as never:
        fate = Fate(PARKED, problem=str(never))
    except Exception as unforeseen:  # noqa: BLE001 -- one row keeps no other waiting
        fate = Fate(PARKED, problem=f"Erreur imprévue : {unforeseen!r}.")
    return _settle(house, row, fate, ref=ref, lease=lease, now=now)


def _claim(house: House, row: Mapping[str, Any], *, lease: str) -> bool:
    """Take the row until the end of a lease, so that no other worker performs it meanwhile."""
    with house.base.writing() as tx:
        seen = {"row": row["id"], "seen_due_at": row["due_at"], "lease": lease}
        return bool(tx.write_now(st.CLAIM, seen))


def _document_row(look: Act, identity: str) -> dict[str, Any] | None:
    rows = look.tx.read((_DOCUMENT, {"id": identity}))[0]
    return dict(zip(_DOCUMENT.columns, rows[0], strict=True)) if rows else None


def _attachment(folder: Path, document: Mapping[str, Any]) -> Attachment:
    path = folder / document["file"]
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != document["sha256"]:
        raise Unsound(message=f"Le document {path.name} a disparu ou a été altéré : il n'est pas envoyé.")
    return Attachment(name=f"{document['name']}.pdf", media_type="application/pdf", content=content)


def _print(house: House, row: Mapping[str, Any], *, pinned: Pinned, press: Press, ref: str) -> dict[str, Any]:
    reference = f"{ref} n° {row['position']}"
    letter = orjson.loads(row["letter"])
    printed = press.render(
        row["name"],
        sources=pinned.bundle.documents,
        letter=letter,
        issued_at=row["written_at"],
        reference=reference,
    )
    name = f"{printed.sha256}.pdf"
    store_bytes(house.documents, name=name, content=printed.pdf)
    return {
        "id": row["id"],
        "case_id": row["case_id"],
        "position": row["position"],
        "name": row["name"],
        "file": name,
        "sha256": printed.sha256,
        "size": len(printed.pdf),
        "pages": printed.pages,
        "issued_at": row["written_at"],
        "fingerprint": canonical(printed.fingerprint),
    }


def store_bytes(folder: Path, *, name: str, content: bytes) -> None:
    """Put bytes in a folder under a name that says their hash: whole or not at all, flushed first."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{name}.{uuid4().hex}.part"
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / name)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _send(
    row: Mapping[str, Any],
    *,
    pinned: Pinned,
    transport: Transport,
    sender: str,
    ref: str,
    attached: list[Attachment],
) -> None:
    recipient = orjson.loads(row["recipient"])
    written = write_mail(row["name"], sources=pinned.bundle.mails, letter=orjson.loads(row["letter"]))
    message = compose(
        written,
        sender=sender,
        recipient_name=recipient["name"],
        recipient_email=recipient["email"],
        message_id=f"{row['id']}@{parseaddr(sender)[1].rsplit('@', maxsplit=1)[-1]}",
        date=datetime.fromisoformat(row["written_at"]),
        case_ref=ref,
        attachments=attached,
    )
    transport.send(message)


def _settle(
    house: House, row: Mapping[str, Any], fate: Fate, *, ref: str, lease: str, now: datetime
) -> Delivered | None:
    """Write a row's fate down, unless the lease ran out and another worker took the row over."""
    with house.base.writing() as tx:
        settled = tx.write_now(
            st.SETTLE,
            {
                "row": row["id"],
                "lease": lease,
                "new_status": fate.status,
                "new_due_at": instant(fate.due) if fate.due else row["due_at"],
                "new_done_at": instant(now) if fate.status == DONE else None,
                "new_problem": fate.problem,
            },
        )
        if not settled:
            return None
        if fate.document is not None:
            tx.write(_INSERT_DOCUMENT, fate.document)
    printed = fate.document["file"] if fate.document else orjson.loads(row["recipient"]).get("email", "")
    return Delivered(row["id"], row["kind"], row["name"], ref, fate.status, fate.problem or str(printed))
