"""What leaves the house: printed and kept under its hash, sent once, parked with its cause when it cannot."""

import hashlib
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

import orjson
import pypdf
import pytest

from notifications.errors import GiveUp, TryAgain
from notifications.folder import Folder
from notifications.sources import shipped_sources as shipped_mails
from notifications.transport import Memory, Transport, open_transport
from pdf_templates.child import Press
from pdf_templates.sources import shipped_sources as shipped_documents
from tests.commands.shell import plain
from tests.notifications.relays import real_relay
from tests.workflow.elsewhere import SENDER
from tests.workflow.houses import TestHouse, actor, bundle_of
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import AsShipped, Narrator, after
from tests.workflow.tables import rows_of, tamper
from workflow.answering import set_answers
from workflow.definition.bundle import Bundle, pack
from workflow.deliveries import LEASE, Delivered, deliver


def delivered(house: TestHouse, press: Press, *, to: Transport | None = None) -> list[Delivered]:
    """Deliver everything that waits, to the folder of the house when no other transport is given."""
    transport = to or Folder(house.house.mails)
    return list(deliver(house.house, transport=transport, press=press, sender=SENDER))


def fates(found: list[Delivered]) -> list[tuple[str, str, str]]:
    return sorted((one.kind, one.name, one.status) for one in found)


def mails_in(folder: Path) -> list[EmailMessage]:
    found = []
    for path in sorted(folder.glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        found.append(message)
    return found


def test_a_filing_is_printed_kept_and_sent_with_its_receipt(empty: TestHouse, url: str, press: Press) -> None:
    ref = after(empty, GENERALISTE, 1)

    found = delivered(empty, press)

    ((name, file, sha256, size, pages),) = rows_of(
        url, "SELECT name, file, sha256, size, pages FROM documents"
    )
    pdf = (empty.house.documents / str(file)).read_bytes()
    receipt = next(one for one in mails_in(empty.house.mails) if one["To"] and "aude@" in one["To"])
    (attached,) = receipt.iter_attachments()
    assert fates(found) == [
        ("document", "receipt", "done"),
        ("mail", "filing_receipt", "done"),
        ("mail", "new_file", "done"),
    ]
    assert {one.case_ref for one in found} == {ref}
    assert (name, file, size) == ("receipt", f"{sha256}.pdf", len(pdf))
    assert hashlib.sha256(pdf).hexdigest() == sha256
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == pages
    assert attached.get_content() == pdf
    assert (attached.get_filename(), attached.get_content_type()) == ("receipt.pdf", "application/pdf")
    assert ref in str(receipt["Subject"])
    assert empty.discrepancies() == []


def test_what_is_internal_goes_without_the_applicants_document(empty: TestHouse, press: Press) -> None:
    after(empty, GENERALISTE, 1)

    delivered(empty, press)

    inside = next(one for one in mails_in(empty.house.mails) if "ines@" in one["To"])
    assert list(inside.iter_attachments()) == []


def test_delivering_again_sends_nothing(empty: TestHouse, press: Press) -> None:
    after(empty, GENERALISTE, 2)
    sent = Memory()
    delivered(empty, press, to=sent)
    count = len(sent.sent)

    assert delivered(empty, press, to=sent) == []
    assert (count, len(sent.sent)) == (6, 6)


def test_every_story_of_a_gate_leaves_nothing_behind(empty: TestHouse, url: str, press: Press) -> None:
    after(empty, GENERALISTE, len(GENERALISTE.steps))

    found = delivered(empty, press)

    assert {one.status for one in found} == {"done"}
    assert len(found) == len(rows_of(url, "SELECT id FROM outbox"))
    assert len(rows_of(url, "SELECT id FROM documents")) == len(list(empty.house.documents.iterdir())) == 7
    assert empty.discrepancies() == []


def test_a_real_server_receives_each_mail_once(empty: TestHouse, press: Press) -> None:
    after(empty, GENERALISTE, 2)

    with real_relay() as (address, boxes):
        transport = open_transport(address, folder=empty.house.mails)
        found = delivered(empty, press, to=transport)
        transport.close()

    recipients = sorted(recipient for _, recipients, _ in boxes.accepted for recipient in recipients)
    assert {one.status for one in found} == {"done"}
    assert recipients == [
        "aude@example.org",
        "aude@example.org",
        "ines@example.org",
        "lima@example.org",
        "pascal@example.org",
        "quito@example.org",
    ]
    assert not empty.house.mails.exists()


CHANGED = """\
Madame, Monsieur,

Le demandeur, Département de l'Aude, a fourni, le 21 mai 2025 à 14:00
(heure de Paris), les éléments demandés pour le projet « Gestion de
l'eau du bassin Catamayo-Chira ».

Rappel de la demande :

> La durée et le contact.

Ce que la correction a changé :

- téléphone du contact : (rien) → 01 02 03 04 05
- durée en mois : 24 → 30

Ce que vous avez à faire
------------------------
"""
SHAKEN = (
    "Avis dont la base a changé Ce sur quoi ces avis reposent n’est plus ce qu’il était quand ils ont été "
    "demandés ou rendus. Ambassade de France – Équateur : avis rendu le 20 mai 2025 ; dossier changé depuis, "
    "le 21 mai 2025. Rubrique changée Avant Après Durée en mois 24 30 6. La proposition"
)


def test_a_correction_tells_what_it_changed_to_the_service_and_on_its_sheet(
    empty: TestHouse, url: str, press: Press
) -> None:
    ref = after(empty, GENERALISTE, 3)
    asked = {"items": "La durée et le contact.", "fields": "months, lead.contact.phone"}
    empty.open("ines", ref, "correction", asked)
    empty.later(days=1)
    given = (("months", "30"), ("lead.contact.phone", "01 02 03 04 05"))
    with empty.house.act(actor("aude")) as act:
        set_answers(act, ref=ref, given=given)
    empty.advance("aude", f"{ref}/correction", "answer")
    Narrator(empty).go_on(ref, GENERALISTE.steps[3:6])

    delivered(empty, press)

    mail = next(one for one in mails_in(empty.house.mails) if "répondu à la demande" in str(one["Subject"]))
    body = mail.get_body(("plain",))
    assert body is not None
    assert plain(body.get_content()).replace("\r\n", "\n").startswith(CHANGED)
    ((file,),) = rows_of(url, "SELECT file FROM documents WHERE name = 'instruction_sheet'")
    pages = pypdf.PdfReader(empty.house.documents / str(file)).pages
    assert SHAKEN in " ".join(" ".join(page.extract_text() for page in pages).split())
    assert empty.discrepancies() == []


class Templated(AsShipped):
    """The shipped call published with a mail and a document that cannot be written."""

    def bundle(self, call: str) -> Bundle:
        mails = shipped_mails() | {name: "{{ 1 // 0 }}" for name in shipped_mails() if "new_file" in name}
        documents = shipped_documents() | {
            name: "{{ 1 // 0 }}" for name in shipped_documents() if "opinion_request" in name
        }
        return pack(bundle_of(call).definition, mails=mails, documents=documents)


def test_what_cannot_be_written_is_parked_with_its_cause_and_the_rest_goes(
    empty: TestHouse, url: str, press: Press
) -> None:
    narrator = Narrator(empty, names=Templated())
    narrator.go_on(narrator.begin(GENERALISTE), GENERALISTE.steps[:2])

    found = delivered(empty, press)

    assert fates(found) == [
        ("document", "opinion_request", "parked"),
        ("document", "opinion_request", "parked"),
        ("document", "opinion_request", "parked"),
        ("document", "receipt", "done"),
        ("mail", "admitted", "done"),
        ("mail", "filing_receipt", "done"),
        ("mail", "new_file", "parked"),
    ]
    problems = rows_of(url, "SELECT problem FROM outbox WHERE status = 'parked'")
    assert all(problem for (problem,) in problems)
    waiting = rows_of(url, "SELECT name FROM outbox WHERE status = 'pending'")
    assert waiting == [("opinion_request",)] * 3


def test_a_mail_to_nobody_is_parked_at_once_and_said(empty: TestHouse, url: str) -> None:
    narrator = Narrator(empty)
    ref = narrator.begin(GENERALISTE)
    tamper(url, "DELETE FROM rights WHERE person_id = 'ines'")
    tamper(url, "UPDATE settings SET value = 'x' WHERE name = 'rights_version'")
    empty.advance("aude", ref, "submit")

    parked = rows_of(url, "SELECT name, problem FROM outbox WHERE status = 'parked'")

    problem = "Aucun titulaire de ce rôle, et aucune adresse fonctionnelle connue."
    assert parked == [("new_file", problem)]


class Failing(Transport):
    """Fails as told, and counts."""

    def __init__(self, error: Exception) -> None:
        self.error, self.tried = error, 0

    def send(self, message: EmailMessage) -> None:
        assert message["Message-ID"]
        self.tried += 1
        raise self.error

    def close(self) -> None:
        pass


def test_what_fails_for_now_is_tried_again_later_and_parked_in_the_end(
    empty: TestHouse, url: str, press: Press
) -> None:
    after(empty, GENERALISTE, 1)
    relay = Failing(TryAgain(message="Le relais ne répond pas."))

    first = delivered(empty, press, to=relay)
    at_once = delivered(empty, press, to=relay)
    for _ in range(200):
        empty.later(hours=1)
        delivered(empty, press, to=relay)

    rows = rows_of(url, "SELECT status, problem, attempts FROM outbox WHERE kind = 'mail'")
    assert [one.status for one in first if one.kind == "mail"] == ["pending"] * 2
    assert at_once == []
    assert {(status, problem) for status, problem, _ in rows} == {("parked", "Le relais ne répond pas.")}
    assert sum(int(str(attempts)) for _, _, attempts in rows) == relay.tried


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (GiveUp(message="Adresse refusée."), "Adresse refusée."),
        (ValueError("inattendu"), "Erreur imprévue : ValueError('inattendu')."),
    ],
)
def test_what_fails_for_good_is_parked(
    empty: TestHouse, url: str, press: Press, error: Exception, told: str
) -> None:
    after(empty, GENERALISTE, 1)

    found = delivered(empty, press, to=Failing(error))

    assert [(one.status, one.detail) for one in found if one.kind == "mail"] == [("parked", told)] * 2


def test_an_altered_document_is_not_sent(empty: TestHouse, url: str, press: Press) -> None:
    after(empty, GENERALISTE, 1)
    delivered(empty, press, to=Failing(TryAgain(message="Plus tard.")))
    (path,) = empty.house.documents.iterdir()
    path.write_bytes(b"%PDF-1.7 altered")
    empty.later(hours=12)

    found = delivered(empty, press)

    assert fates(found) == [("mail", "filing_receipt", "parked"), ("mail", "new_file", "done")]


def test_a_worker_that_was_overtaken_settles_nothing(empty: TestHouse, url: str, press: Press) -> None:
    after(empty, GENERALISTE, 1)
    delivered(empty, press, to=Failing(TryAgain(message="Plus tard.")))
    empty.later(hours=12)
    sent = Memory()

    class Slow(Memory):
        def send(self, message: EmailMessage) -> None:
            # Longer than a lease: meanwhile another worker takes the row over and settles it.
            empty.now += LEASE + timedelta(seconds=1)
            delivered(empty, press, to=sent)
            super().send(message)

    slow = Slow()
    found = delivered(empty, press, to=slow)

    ids = [str(one["Message-ID"]) for one in slow.sent]
    assert found == []
    assert {str(one["Message-ID"]) for one in sent.sent} >= set(ids)
    assert {status for (status,) in rows_of(url, "SELECT status FROM outbox")} == {"done"}


def test_the_letter_sent_is_the_one_frozen_with_the_act(empty: TestHouse, url: str, press: Press) -> None:
    ref = after(empty, GENERALISTE, 1)
    Narrator(empty).go_on(ref, GENERALISTE.steps[1:5])
    ((letter,),) = rows_of(url, "SELECT letter FROM outbox WHERE name = 'filing_receipt'")

    delivered(empty, press)

    case = orjson.loads(str(letter))["case"]
    assert case["state_label"] == "Déposé"
