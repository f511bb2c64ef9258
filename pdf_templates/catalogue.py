"""The documents Jalon prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from forms.errors import Refused
from forms.nearest import suggest


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document: its id, its French title, and the template it is written from."""

    name: str
    title: str
    template: str


class UnknownDocument(Refused):
    """No document has this name; the remedy names the nearest one."""

    default_code = "DOC-001"
    default_who = "l'administrateur de l'appel à projets"


_DOCUMENTS: Final = (
    Document("receipt", "Accusé de réception", "receipt.html.j2"),
    Document("opinion_request", "Demande d'avis", "opinion_request.html.j2"),
    Document("instruction_sheet", "Fiche d'instruction", "instruction_sheet.html.j2"),
    Document("award_letter", "Lettre d'attribution", "award_letter.html.j2"),
    Document("refusal_letter", "Lettre de refus", "refusal_letter.html.j2"),
    Document("inadmissibility_letter", "Lettre d'irrecevabilité", "inadmissibility_letter.html.j2"),
    Document("convention", "Convention", "convention.html.j2"),
    Document("record_receipt", "Accusé de réception d'une fiche", "record_receipt.html.j2"),
    Document("record_sheet", "Fiche de présentation", "record_sheet.html.j2"),
    Document("label_certificate", "Attestation de label", "label_certificate.html.j2"),
    Document("mission_order", "Ordre de mission", "mission_order.html.j2"),
    Document("agenda", "Ordre du jour", "agenda.html.j2"),
    Document("minutes", "Procès-verbal", "minutes.html.j2"),
)
_BY_NAME: Final = MappingProxyType({document.name: document for document in _DOCUMENTS})


def known() -> Mapping[str, Document]:
    """Give every document by its name, in the order of a case's life."""
    return _BY_NAME


def document(name: str) -> Document:
    """Find a document. Raises `UnknownDocument` with the nearest name."""
    if name not in _BY_NAME:
        raise UnknownDocument(
            message=f"Le document « {name} » n'existe pas.",
            seen={"document": name},
            remedies=(suggest(name, _BY_NAME),),
        )
    return _BY_NAME[name]
