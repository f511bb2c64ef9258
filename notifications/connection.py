"""Opening a connection to a relay: encrypted and identified as its address says."""

import smtplib
import ssl

from notifications import replies
from notifications.errors import TryAgain
from notifications.relay import Relay


def connect(relay: Relay, *, helo: str, context: ssl.SSLContext | None) -> smtplib.SMTP:
    """Open a connection ready for mails; `helo` is the name we give. Raises `TryAgain`.

    No failure here is the fault of a mail, so none is ever given up for it.
    """
    try:
        connection = _reached(relay, helo=helo, context=context)
    except OSError as error:
        raise _not_reached(error) from error
    try:
        _prepare(connection, relay, context=context)
    except BaseException:
        connection.close()
        raise
    return connection


def _reached(relay: Relay, *, helo: str, context: ssl.SSLContext | None) -> smtplib.SMTP:
    if relay.encryption == "tls":
        return smtplib.SMTP_SSL(relay.host, relay.port, helo, timeout=relay.timeout, context=context)
    return smtplib.SMTP(relay.host, relay.port, helo, timeout=relay.timeout)


def _prepare(connection: smtplib.SMTP, relay: Relay, *, context: ssl.SSLContext | None) -> None:
    try:
        if relay.encryption == "starttls":
            connection.starttls(context=context)
        connection.ehlo_or_helo_if_needed()
    except OSError as error:
        raise _not_reached(error) from error
    if relay.user:
        _identify(connection, relay)


def _identify(connection: smtplib.SMTP, relay: Relay) -> None:
    try:
        connection.login(relay.user, relay.password)
    except smtplib.SMTPResponseException as error:
        raise replies.unidentified(_reply(error)) from error
    except smtplib.SMTPServerDisconnected as error:
        raise replies.unreachable(error) from error
    except smtplib.SMTPException as error:
        raise replies.unidentified((0, str(error).encode())) from error
    except OSError as error:
        raise replies.unreachable(error) from error


def _not_reached(error: OSError) -> TryAgain:
    match error:
        case smtplib.SMTPNotSupportedError() | ssl.SSLError():
            return replies.unencrypted(str(error))
        case smtplib.SMTPResponseException():
            return replies.closed_door(_reply(error))
        case _:
            return replies.unreachable(error)


def _reply(error: smtplib.SMTPResponseException) -> replies.Reply:
    told = error.smtp_error
    return error.smtp_code, told if isinstance(told, bytes) else told.encode("utf-8", "replace")
