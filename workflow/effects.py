"""What leaves the house: outbox rows written with the act, each with its letter frozen.

Nothing is rendered or sent here. A row's id names the entry that made it, so that performing
it twice is recognisable everywhere downstream.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from notifications import messages
from pdf_templates import documents
from workflow.act import Act
from workflow.case import Case, Family, canonical
from workflow.definition.machine_model import Effects, Transition
from workflow.letters import RECIPIENT, LetterWriter
from workflow.roles import GIVER, holders
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t

DOCUMENT = "document"
MAIL = "mail"
PENDING = "pending"
PARKED = "parked"
DONE = "done"
NOBODY = "Aucun titulaire de ce rôle, et aucune adresse fonctionnelle connue."
_INSERT = st.insert_into(t.OutboxRow)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail goes to."""

    name: str
    email: str
    role_label: str

    def tree(self) -> dict[str, str]:
        """Give the recipient as frozen in the row."""
        return {"name": self.name, "email": self.email, "role_label": self.role_label}


def enqueue(
    act: Act,
    *,
    case: Case,
    family: Family,
    pinned: Pinned,
    effects: Effects | Transition,
    letter: LetterWriter,
) -> list[dict[str, Any]]:
    """Gather the outbox rows of an act and give what the history keeps of each.

    Documents come first; those an act issues are attached to its mails to people outside.
    """
    position = case.position + 1
    kept: list[dict[str, Any]] = []
    issued: list[str] = []
    for name in effects.documents:
        row = _row(case, position, number=len(kept), kind=DOCUMENT, name=name)
        needs = _needs(pinned, DOCUMENT, name)
        addressee: dict[str, str] = {}
        if RECIPIENT in needs:
            addressee = _addressee(
                act, case=case, family=family, pinned=pinned, roles=effects.mails.values(), letter=letter
            )
        frozen = letter.freeze(needs, recipient=addressee)
        issued.append(row["id"])
        kept.append(_gather(act, row, letter=frozen, recipient="{}", attachments="[]", status=PENDING))
    for name, role in effects.mails.items():
        needs = _needs(pinned, MAIL, name)
        attachments = canonical(issued if _is_outside(pinned, case, role) else [])
        for recipient in _recipients(act, case=case, family=family, pinned=pinned, role=role, letter=letter):
            row = _row(case, position, number=len(kept), kind=MAIL, name=name)
            tree = recipient.tree() if recipient else {}
            frozen = letter.freeze(needs, recipient=tree)
            status = PENDING if recipient else PARKED
            kept.append(
                _gather(
                    act, row, letter=frozen, recipient=canonical(tree), attachments=attachments, status=status
                )
            )
    return kept


def _row(case: Case, position: int, *, number: int, kind: str, name: str) -> dict[str, Any]:
    return {
        "id": f"{case.id}-{position}-{number}",
        "case_id": case.id,
        "position": position,
        "kind": kind,
        "name": name,
        "definition": case.definition,
    }


def _gather(
    act: Act, row: Mapping[str, Any], *, letter: str, recipient: str, attachments: str, status: str
) -> dict[str, Any]:
    now = act.received
    act.add(
        _INSERT,
        {
            **row,
            "recipient": recipient,
            "letter": letter,
            "attachments": attachments,
            "written_at": now,
            "status": status,
            "attempts": 0,
            "due_at": now,
            "done_at": None,
            "problem": NOBODY if status == PARKED else None,
        },
    )
    frozen = hashlib.sha256(f"{letter}\n{recipient}\n{attachments}".encode()).hexdigest()
    return {"id": row["id"], "kind": row["kind"], "name": row["name"], "frozen": frozen}


@lru_cache(maxsize=1024)
def _needs(pinned: Pinned, kind: str, name: str) -> tuple[str, ...]:
    """Give the parts of a letter a template names, in order; published texts never change."""
    sources = pinned.bundle.documents if kind == DOCUMENT else pinned.bundle.mails
    used = documents.variables(name, sources) if kind == DOCUMENT else messages.variables(name, sources)
    return tuple(sorted({path.split(".")[0].removesuffix("[]") for path in used}))


def _is_outside(pinned: Pinned, case: Case, role: str) -> bool:
    found = pinned.definition.roles.get((case.giver or "") if role == GIVER else role)
    return found is not None and found.kind == "outside"


def _addressee(
    act: Act, *, case: Case, family: Family, pinned: Pinned, roles: Iterable[str], letter: LetterWriter
) -> dict[str, str]:
    """Give whom an act's documents are written to: the first one outside whom its mails are for."""
    for role in roles:
        if _is_outside(pinned, case, role):
            label = pinned.definition.roles[(case.giver or "") if role == GIVER else role].label
            found = _recipients(act, case=case, family=family, pinned=pinned, role=role, letter=letter)
            return (next(found) or Recipient(label, "", label)).tree()
    return {}


def _recipients(
    act: Act, *, case: Case, family: Family, pinned: Pinned, role: str, letter: LetterWriter
) -> Iterator[Recipient | None]:
    """Give who holds the role on the case; else the functional address; else None, to be handled."""
    name = (case.giver or "") if role == GIVER else role
    definition = pinned.definition.roles[name]
    scoped = case if role == GIVER else family.root
    found = list(holders(act.rights, role=name, case=scoped, family=family, day=act.day))
    if found:
        yield from (Recipient(person.name, person.email, definition.label) for person in found)
        return
    address = letter.functional_address(scope=definition.scope, key=case.key if role == GIVER else None)
    yield Recipient(address[0], address[1], definition.label) if address else None
