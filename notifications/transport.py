"""The one seam through which mails leave, and the choice of what stands behind it."""

from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from notifications.errors import InvalidRelay
from notifications.folder import Folder

__all__ = ["Folder", "Memory", "Transport", "open_transport"]


class Transport(Protocol):
    """Somewhere mails go, one at a time, each to the one recipient it names."""

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over; it has arrived when this returns.

        Raises `TryAgain` when it may succeed later, `GiveUp` when it never will.
        """

    def close(self) -> None:
        """Let go of connections. May be called twice; sending again opens anew."""


class Memory:
    """A transport for tests: keeps what was sent, in order, in `sent`."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        self.sent.append(message)

    def close(self) -> None:
        pass


def open_transport(url: str | None, *, folder: Path) -> Transport:
    """Choose where mails go: the relay at `url` when there is one, else files in `folder`.

    Nothing is connected or created yet. Raises `InvalidRelay` for any other address.
    """
    if not url:
        return Folder(folder)
    scheme = url.partition(":")[0].lower()
    if scheme not in {"smtp", "smtps"}:
        raise InvalidRelay(
            message=f"« {scheme}: » n'est pas une adresse de relais de courriel.",
            seen={"protocole": scheme},
            remedies=("Écrivez « smtp://relais:587 » ou « smtps://relais », ou retirez le réglage.",),
        )
    from notifications.smtp import Smtp  # noqa: PLC0415 -- slow import

    return Smtp(url)
