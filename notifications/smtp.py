"""Mails to a relay over SMTP: one connection kept for many mails, each answer told apart."""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage

from notifications import replies
from notifications.connection import connect
from notifications.errors import GiveUp, TryAgain
from notifications.relay import read_relay

_COMPLETED = 250
_WILL_FORWARD = 251
_START_INPUT = 354
_LEADING_DOT = re.compile(rb"(?m)^\.")


class _Stale(Exception):
    """A connection kept from an earlier mail turned out to be closed; nothing of this mail was given."""


class Smtp:
    """Sends through one relay, over a connection opened at the first mail and kept until `close`."""

    def __init__(self, url: str, *, context: ssl.SSLContext | None = None) -> None:
        """Read the relay's address (`notifications.relay`); `context` says which certificates are trusted."""
        self._relay = read_relay(url)
        self._context = context
        self._connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Give one mail to the relay, for the one recipient it names. Raises `TryAgain` or `GiveUp`."""
        kept = self._connection
        if kept is not None and kept.sock is not None:
            try:
                _give(kept, message, fresh=False)
            except _Stale:
                kept.close()
            else:
                return
        self._connection = self._connect(message)
        _give(self._connection, message, fresh=True)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and connection.sock is not None:
            with suppress(OSError):
                connection.quit()
            connection.close()

    def _connect(self, message: EmailMessage) -> smtplib.SMTP:
        if self._context is None and self._relay.encryption != "none":
            self._context = ssl.create_default_context()
        helo = self._relay.helo or _address(message, "From").rpartition("@")[2]
        return connect(self._relay, helo=helo, context=self._context)


def _give(connection: smtplib.SMTP, message: EmailMessage, *, fresh: bool) -> None:
    """Give one mail over a connection; one left in the middle of an exchange is closed."""
    try:
        _Exchange(connection, fresh=fresh).run(message)
    except (TryAgain, GiveUp):
        raise
    except BaseException:
        connection.close()
        raise


class _Exchange:
    """One mail over one connection, command by command, so that a cut is understood.

    The library closes the connection by itself when the network fails.
    """

    def __init__(self, connection: smtplib.SMTP, *, fresh: bool) -> None:
        self._connection = connection
        self._fresh = fresh

    def run(self, message: EmailMessage) -> None:
        recipient = _address(message, "To")
        self._begin(_address(message, "From"), recipient)
        taken = self._ask(lambda: self._connection.rcpt(recipient))
        self._expect(taken, _COMPLETED, _WILL_FORWARD, of_recipient=True)
        self._expect(self._ask(lambda: self._connection.docmd("DATA")), _START_INPUT)
        content = _wire(message)
        try:
            self._connection.send(content)
        except OSError as error:
            raise replies.unreachable(error) from error
        try:
            accepted = self._connection.getreply()
        except OSError as error:
            raise replies.unknown_fate() from error
        self._expect(accepted, _COMPLETED)

    def _begin(self, sender: str, recipient: str) -> None:
        """Name the sender; a kept connection that is closed here is stale, not refusing."""
        options: list[str] = []
        if not (sender + recipient).isascii():
            if not self._connection.has_extn("smtputf8"):
                raise replies.accents_refused(recipient)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        try:
            reply = self._ask(lambda: self._connection.mail(sender, options))
        except TryAgain as error:
            raise error if self._fresh else _Stale from error
        if replies.is_closing(reply) and not self._fresh:
            raise _Stale
        self._expect(reply, _COMPLETED)

    def _ask(self, command: Callable[[], replies.Reply]) -> replies.Reply:
        """Run one command; no answer to it means that the relay has not got the mail."""
        try:
            return command()
        except OSError as error:
            raise replies.unreachable(error) from error

    def _expect(self, reply: replies.Reply, *wanted: int, of_recipient: bool = False) -> None:
        """Go on with a wanted answer; after another, leave the connection ready for the next mail."""
        if reply[0] in wanted:
            return
        if replies.is_closing(reply):
            self._connection.close()
        else:
            with suppress(OSError):
                self._connection.rset()
        raise replies.refusal(reply, of_recipient=of_recipient)


def _address(message: EmailMessage, header: str) -> str:
    return str(message[header].addresses[0].addr_spec)


def _wire(message: EmailMessage) -> bytes:
    """Give the mail as it travels: dots that begin a line doubled, a lone dot at the end."""
    content = message.as_bytes()
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return _LEADING_DOT.sub(b"..", ended) + b".\r\n"
