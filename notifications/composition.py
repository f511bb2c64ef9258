"""From words to a message ready to leave: headers, two readings of one body, attached files.

The same arguments give the same bytes. Headers are judged by `notifications.headers`, then
given in their wire form by `notifications.wire`.
"""

from binascii import b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from hashlib import sha256

from notifications.errors import Unwritable
from notifications.headers import (
    file_name,
    header_text,
    identifier,
    mailbox,
    media_type,
    sender_mailbox,
)
from notifications.rendering import Written
from notifications.wire import Wired, box_header, encoded


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent with a mail; `media_type` is such as `application/pdf`."""

    name: str
    media_type: str
    content: bytes


def compose(
    written: Written,
    *,
    sender: str,
    recipient_name: str,
    recipient_email: str,
    message_id: str,
    date: datetime,
    case_ref: str,
    attachments: Sequence[Attachment] = (),
) -> EmailMessage:
    """Put a written mail into its envelope, for one recipient.

    `sender` is an address or « Nom <adresse> »; `message_id` comes from the outbox row, so that a
    second attempt is recognised; `date` is an aware instant; mails of one `case_ref` make one
    thread. Raises `Unwritable` for a header, an address or a file name that hides something.
    """
    origin = sender_mailbox(sender)
    target = mailbox(name=recipient_name, address=recipient_email, field="L'adresse du destinataire")
    own = identifier(message_id)
    accented = not (target.address + origin.address).isascii()
    message = EmailMessage(SMTPUTF8 if accented else SMTP)
    for header in (
        box_header("From", origin, accented=accented),
        box_header("To", target, accented=accented),
        encoded("Subject", header_text(written.subject, field="L'objet"), accented=accented),
        Wired("Date", format_datetime(_aware(date))),
        Wired("Message-ID", f"<{own}>"),
        Wired("In-Reply-To", _thread(case_ref, own)),
        Wired("References", _thread(case_ref, own)),
        _AUTOMATIC,
        _FRENCH,
        _MIME,
    ):
        message.set_raw(header.name, header)
    _fill(message, written, attachments, boundary=sha256(own.encode()).hexdigest()[:24])
    return message


_AUTOMATIC = Wired("Auto-Submitted", "auto-generated")
_FRENCH = Wired("Content-Language", "fr")
_MIME = Wired("MIME-Version", "1.0")
_QUOTED = Wired("Content-Transfer-Encoding", "quoted-printable")
_PLAIN = Wired("Content-Type", 'text/plain; charset="utf-8"')
_HTML = Wired("Content-Type", 'text/html; charset="utf-8"')


def _fill(
    message: EmailMessage, written: Written, attachments: Sequence[Attachment], *, boundary: str
) -> None:
    """Give the body and the files; boundaries hold « =_ », which no encoded content does."""
    words: MIMEPart = message
    if attachments:
        words = MIMEPart(SMTP)
        _multipart(message, "mixed", f"=_{boundary}_m", [words, *map(_file, attachments)])
    readings = [_reading(written.text, _PLAIN), _reading(written.html, _HTML)]
    _multipart(words, "alternative", f"=_{boundary}_a", readings)


def _multipart(whole: MIMEPart, kind: str, boundary: str, parts: Sequence[MIMEPart]) -> None:
    whole["Content-Type"] = Wired("Content-Type", f'multipart/{kind}; boundary="{boundary}"')
    whole.set_payload([*parts])


def _reading(text: str, kind: Wired) -> MIMEPart:
    part = MIMEPart(SMTP)
    part["Content-Type"] = kind
    part["Content-Transfer-Encoding"] = _QUOTED
    part.set_payload(b2a_qp(text.encode()).decode("ascii"))
    return part


def _file(attachment: Attachment) -> MIMEPart:
    kind, subtype = media_type(attachment.media_type)
    part = MIMEPart(SMTP)
    part.set_content(
        attachment.content,
        maintype=kind,
        subtype=subtype,
        disposition="attachment",
        filename=file_name(attachment.name),
    )
    return part


def _thread(case_ref: str, own: str) -> str:
    """Name the thread of a case: no mail bears this identifier, all of its mails answer it."""
    digest = sha256(header_text(case_ref, field="La référence du dossier").encode()).hexdigest()[:24]
    return f"<case-{digest}@{own.partition('@')[2]}>"


def _aware(date: datetime) -> datetime:
    if date.tzinfo is None:
        raise Unwritable(
            code="MAI-107",
            message="La date du courriel n'a pas de fuseau.",
            seen={"date": date.isoformat()},
            remedies=("Signalez cette anomalie à l'administrateur.",),
        )
    return date
