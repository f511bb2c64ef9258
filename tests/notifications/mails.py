"""Mails ready to be sent."""

from datetime import UTC, datetime
from email.message import EmailMessage

from notifications.composition import Attachment, compose
from notifications.rendering import Written


def ready(number: int = 1, *, to: str = "mairie@evian.example", text: str = "Reçu.\n") -> EmailMessage:
    """A small mail with one file, known by its number."""
    return compose(
        Written(f"Objet nº {number} – reçu", text, "<p>Reçu.</p>\n"),
        sender="Délégation <appels@exemple.org>",
        recipient_name="Mairie d'Évian",
        recipient_email=to,
        message_id=f"outbox-{number}@jalon.example",
        date=datetime(2025, 7, 10, 9, tzinfo=UTC),
        case_ref="GEN25-0001",
        attachments=(Attachment("reçu.pdf", "application/pdf", bytes(range(256))),),
    )
