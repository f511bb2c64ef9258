"""Documents as they were issued: listed, checked against their hash, printed again for comparison."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from forms.nearest import suggest
from pdf_templates.catalogue import known
from workflow.act import Act
from workflow.audience import outbox_of, told_documents
from workflow.case import Case, canonical
from workflow.effects import DOCUMENT
from workflow.errors import NotFound, Unsound
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.viewpoint import Viewpoint

if TYPE_CHECKING:
    from pdf_templates.child import Press

_DOCUMENTS_OF = st.select_all(t.DocumentRow, "case_id")


@dataclass(frozen=True, slots=True)
class Issued:
    """A document of a case; what is not printed yet has no file."""

    id: str
    ref: str
    name: str
    title: str
    issued_at: str
    position: int
    file: str | None = None
    sha256: str | None = None
    size: int | None = None
    pages: int | None = None
    fingerprint: str | None = None

    def tree(self) -> dict[str, Any]:
        """Give the document as JSON."""
        hidden = {"fingerprint"}
        return {name: getattr(self, name) for name in self.__slots__ if name not in hidden}


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether the bytes of a document are those that were issued."""

    document: Issued
    verdict: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A document printed again: the bytes to give, and whether they could be made anew."""

    pdf: bytes
    rebuilt: bool


def issued_documents(view: Viewpoint) -> Iterator[Issued]:
    """Give the documents of a case and of its children that the actor may read, oldest first."""
    members = (view.case, *(c for c in view.family.cases.values() if c.parent_id == view.case.id))
    found = [one for member in members for one in _of_case(view.of(member), member)]
    yield from sorted(found, key=lambda one: (one.issued_at, one.id))


def _of_case(view: Viewpoint, case: Case) -> Iterator[Issued]:
    rows = outbox_of(view, case)
    printed = {str(row["id"]): row for row in _printed(view.act, case)}
    readable = None if view.inside else told_documents(view, rows)
    for row in rows:
        identity = str(row["id"])
        if row["kind"] == DOCUMENT and (readable is None or identity in readable):
            yield _issued(row, printed.get(identity, {}), ref=case.ref)


def _printed(act: Act, case: Case) -> list[dict[str, Any]]:
    rows = act.tx.read((_DOCUMENTS_OF, {"case_id": case.id}))[0]
    return [dict(zip(_DOCUMENTS_OF.columns, row, strict=True)) for row in rows]


def _issued(row: Mapping[str, Any], printed: Mapping[str, Any], *, ref: str) -> Issued:
    name = str(row["name"])
    title = known()[name].title if name in known() else name
    kept = {field: printed[field] for field in ("file", "sha256", "size", "pages", "fingerprint") if printed}
    return Issued(str(row["id"]), ref, name, title, str(row["written_at"]), int(row["position"]), **kept)


def find_issued(view: Viewpoint, name: str) -> Issued:
    """Give the newest printed document of that name; raise `NotFound` naming what there is."""
    found = [one for one in issued_documents(view) if one.file is not None]
    named = [one for one in found if one.name == name]
    if not named:
        names = tuple(dict.fromkeys(one.name for one in found))
        raise NotFound(
            message=f"{view.case.ref} n'a pas de document « {name} » que vous puissiez lire.",
            who="vous",
            remedies=(suggest(name, names),) if names else ("effectuer les envois : jalon outbox deliver",),
        )
    return named[-1]


def verify(document: Issued, *, folder: Path) -> Verified:
    """Compare the bytes kept with the hash written when the document was issued."""
    if document.file is None:
        return Verified(document, "à imprimer")
    path = folder / document.file
    if not path.is_file():
        return Verified(document, "disparu")
    same = hashlib.sha256(path.read_bytes()).hexdigest() == document.sha256
    return Verified(document, "intact" if same else "altéré")


def print_again(view: Viewpoint, document: Issued, *, folder: Path, press: "Press") -> Rebuilt:
    """Print a document again from its frozen letter and compare it with what was issued.

    Where what prints is not what printed then, the bytes issued are given as they are. Raises
    `Unsound` when they are missing or altered, or when the same press gives other bytes.
    """
    if verify(document, folder=folder).verdict != "intact":
        raise Unsound(message=f"Le document {document.file} de {document.ref} a disparu ou a été altéré.")
    kept = (folder / str(document.file)).read_bytes()
    member = next(one for one in view.family.cases.values() if one.ref == document.ref)
    row = next(one for one in outbox_of(view, member) if one["id"] == document.id)
    printed = press.render(
        document.name,
        sources=view.pinned.bundle.documents,
        letter=orjson.loads(row["letter"]),
        issued_at=str(row["written_at"]),
        reference=f"{document.ref} n° {document.position}",
    )
    if canonical(printed.fingerprint) != document.fingerprint:
        return Rebuilt(kept, rebuilt=False)
    if printed.pdf != kept:
        raise Unsound(
            message=f"Le document {document.name} de {document.ref} ne se refait pas à l'identique."
        )
    return Rebuilt(kept, rebuilt=True)
