from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from forms.letter import SAMPLE
from notifications.composition import Attachment, compose
from notifications.errors import Unwritable
from notifications.rendering import Written, write_mail
from notifications.sources import shipped_sources

WRITTEN = Written("GEN25-0001 – reçu à l'été", "Reçu.\n.point\nFrom ici\n", "<p>Reçu.</p>\n")
AT = datetime(2025, 7, 10, 9, tzinfo=UTC)
RECEIPT = Attachment("Accusé de réception.pdf", "application/pdf", bytes(range(256)))


def composed(
    written: Written = WRITTEN,
    *,
    sender: str = "Délégation <appels@exemple.org>",
    name: str = "Mairie d'Évian, direction",
    email: str = "mairie@evian.example",
    message_id: str = "outbox-7@jalon.example",
    date: datetime = AT,
    case_ref: str = "GEN25-0001",
    attachments: tuple[Attachment, ...] = (),
) -> EmailMessage:
    return compose(
        written,
        sender=sender,
        recipient_name=name,
        recipient_email=email,
        message_id=message_id,
        date=date,
        case_ref=case_ref,
        attachments=attachments,
    )


def read(message: EmailMessage) -> EmailMessage:
    """The mail as its recipient's software reads it."""
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    assert [part.defects for part in read.walk()] == [[] for _ in read.walk()]
    return read


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_headers_are_read_back_as_they_were_given() -> None:
    assert dict(read(composed())) == {
        "From": "Délégation <appels@exemple.org>",
        "To": '"Mairie d\'Évian, direction" <mairie@evian.example>',
        "Subject": "GEN25-0001 – reçu à l'été",
        "Date": "Thu, 10 Jul 2025 09:00:00 +0000",
        "Message-ID": "<outbox-7@jalon.example>",
        "In-Reply-To": "<case-976697444efe33e87da9db36@jalon.example>",
        "References": "<case-976697444efe33e87da9db36@jalon.example>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "fr",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/alternative; boundary="=_05ae89796554bebf05e633a1_a"',
    }


def test_headers_are_the_same_before_they_travel() -> None:
    message = composed()

    assert [(name, str(value)) for name, value in message.items()] == [
        (name, str(value)) for name, value in read(message).items()
    ]
    assert [box.addr_spec for box in message["To"].addresses] == ["mairie@evian.example"]


def test_both_readings_of_the_body_come_back() -> None:
    message = read(composed())

    assert (body(message, "plain"), body(message, "html")) == (WRITTEN.text, WRITTEN.html)


def test_a_file_comes_back_with_its_accents() -> None:
    message = read(composed(attachments=(RECEIPT,)))

    assert message.get_content_type() == "multipart/mixed"
    assert [
        (part.get_filename(), part.get_content_type(), part.get_content())
        for part in message.iter_attachments()
    ] == [(RECEIPT.name, RECEIPT.media_type, RECEIPT.content)]
    assert body(message, "plain") == WRITTEN.text


def test_a_text_file_travels_as_the_bytes_it_is() -> None:
    listing = Attachment("liste.csv", "text/csv", "nom;é\n".encode())

    (part,) = read(composed(attachments=(listing,))).iter_attachments()

    assert part.get_payload(decode=True) == listing.content


def test_the_wire_holds_ascii_lines_of_bearable_length() -> None:
    written = write_mail("filing_receipt", sources=shipped_sources(), letter=SAMPLE)

    content = composed(written, attachments=(RECEIPT,)).as_bytes()

    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 100


def test_the_same_mail_gives_the_same_bytes() -> None:
    first, second = (composed(attachments=(RECEIPT,)).as_bytes() for _ in range(2))

    assert first == second


def test_mails_of_a_case_make_one_thread_and_have_each_their_identifier() -> None:
    first, second = composed(message_id="outbox-1@j.example"), composed(message_id="outbox-2@j.example")
    other = composed(case_ref="GEN25-0002", message_id="outbox-3@j.example")

    assert first["References"] == second["References"] != other["References"]
    assert len({mail["Message-ID"] for mail in (first, second, other)}) == 3


def test_the_date_keeps_its_offset() -> None:
    paris = timezone(timedelta(hours=2))

    assert composed(date=AT.astimezone(paris))["Date"] == "Thu, 10 Jul 2025 11:00:00 +0200"


def test_a_date_without_zone_is_refused() -> None:
    with pytest.raises(Unwritable) as refused:
        composed(date=AT.replace(tzinfo=None))

    assert refused.value.code == "MAI-107"


def test_an_accented_address_travels_as_it_is() -> None:
    message = composed(email="é@exemple.org", name="Mairie d'Évian")

    assert "To: Mairie d'Évian <é@exemple.org>\r\n".encode() in message.as_bytes()
    assert message["To"].addresses[0].addr_spec == "é@exemple.org"


@pytest.mark.parametrize(
    "payload", ["a\nBcc: x@y.fr", "a\r\n\r\n<p>", "=?utf-8?q?a=0ABcc=3A_x=40y.fr?=", "a\u2028b"]
)
@pytest.mark.parametrize("field", ["subject", "sender", "name", "email", "message_id", "case_ref", "file"])
def test_a_header_hidden_in_any_field_is_refused(field: str, payload: str) -> None:
    given = {
        "sender": f"{payload} <a@b.fr>",
        "name": payload,
        "email": f"{payload}@b.fr",
        "message_id": payload,
    }

    with pytest.raises(Unwritable):
        composed(
            Written(payload if field == "subject" else "Objet", "t", "h"),
            attachments=(Attachment(payload, "text/plain", b""),) if field == "file" else (),
            case_ref=payload if field == "case_ref" else "A",
            **{field: given[field]} if field in given else {},  # type: ignore[arg-type]  # texts all
        )


def test_no_content_can_end_its_part() -> None:
    boundary = composed(attachments=(RECEIPT,)).get_boundary() or ""
    forged = Written("Objet", f"--{boundary}\n\n--{boundary}--\n", f"--{boundary}--\n")
    evil = Attachment("a.txt", "text/plain", f"--{boundary}\n".encode())

    message = read(composed(forged, attachments=(evil,)))

    assert (body(message, "plain"), body(message, "html")) == (forged.text, forged.html)
    assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [evil.content]
