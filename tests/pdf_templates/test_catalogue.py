"""Documents are found by name, in the order of a case's life."""

import pytest

from pdf_templates.catalogue import Document, UnknownDocument, document, known


def test_documents_are_known_by_name() -> None:
    assert list(known()) == [
        "receipt",
        "opinion_request",
        "instruction_sheet",
        "award_letter",
        "refusal_letter",
        "inadmissibility_letter",
        "convention",
        "record_receipt",
        "record_sheet",
        "label_certificate",
        "mission_order",
        "agenda",
        "minutes",
    ]
    assert document("receipt") == Document("receipt", "Accusé de réception", "receipt.html.j2")


def test_an_unknown_document_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownDocument) as refused:
        document("convntion")

    assert (refused.value.code, refused.value.remedies) == (
        "DOC-001",
        (
            "Vouliez-vous « convention »\u202f?".replace(" ", "\u00a0").replace(
                "Vouliez-vous\u00a0", "Vouliez-vous "
            ),
        ),
    )
