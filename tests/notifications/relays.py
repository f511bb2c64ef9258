"""Relays to send to: a real server, and one that plays a script."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Event, Thread

from aiosmtpd.smtp import SMTP, Envelope, Session

CUT = "cut"
"""The relay hangs up instead of answering."""
HANG = "hang"
"""The relay goes silent until we hang up."""
WELCOME = {
    "CONNECT": "220 peer.example",
    "EHLO": "250-peer.example\r\n250 8BITMIME",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 go on",
    "CONTENT": "250 accepted",
    "RSET": "250 OK",
    "QUIT": "221 bye",
}


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


class Mailboxes:
    """What a real server accepted, in order: for each mail its sender, its recipients and its bytes."""

    def __init__(self) -> None:
        self.accepted: list[tuple[str, tuple[str, ...], bytes]] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- theirs
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.accepted.append((str(envelope.mail_from), tuple(envelope.rcpt_tos), content))
        return "250 kept"


@contextmanager
def real_relay(
    *, smtputf8: bool = True, scheme: str = "smtp", encryption: ssl.SSLContext | None = None
) -> Iterator[tuple[str, Mailboxes]]:
    """A real SMTP server on a free port of the loopback: its address, and what it accepts."""
    boxes = Mailboxes()
    loop = asyncio.new_event_loop()
    later = encryption if scheme == "smtp" else None
    at_once = encryption if scheme == "smtps" else None

    def speak() -> SMTP:
        return SMTP(
            boxes, enable_SMTPUTF8=smtputf8, tls_context=later, require_starttls=bool(later), loop=loop
        )

    server = loop.run_until_complete(loop.create_server(speak, "127.0.0.1", 0, ssl=at_once))
    port = server.sockets[0].getsockname()[1]
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield f"{scheme}://127.0.0.1:{port}/" + ("?starttls=required" if later else ""), boxes
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server) -> None:
    """Close the server and let the connections still open end."""
    server.close()
    await server.wait_closed()
    others = asyncio.all_tasks() - {task for task in [asyncio.current_task()] if task}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


class ScriptedRelay:
    """Answers each command by a script: one reply for all, or one for each time it is asked.

    `commands` are those received, over all connections; `contents` the mails received whole;
    `connections` how many times somebody came.
    """

    def __init__(self, script: Mapping[str, str | list[str]]) -> None:
        self.commands: list[str] = []
        self.contents: list[bytes] = []
        self.connections = 0
        self._script = {name: list(told) if isinstance(told, list) else told for name, told in script.items()}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ended = Event()
        self._thread = Thread(target=self._serve)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._listener.getsockname()[1]}/?timeout=1"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        port = self._listener.getsockname()[1]
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            pass
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            client, _ = self._listener.accept()
            with client:
                if self._ended.is_set():
                    return
                self.connections += 1
                with suppress(OSError):
                    self._talk(client)

    def _talk(self, client: socket.socket) -> None:
        lines = client.makefile("rb")
        with lines:
            going = self._answer(client, "CONNECT", lines.read)
            while going and (line := lines.readline()):
                command = line.decode("utf-8", "replace").strip()
                self.commands.append(command)
                name = command.partition(" ")[0].upper()
                going = self._answer(client, name, lines.read) and name != "QUIT"
                if going and name == "DATA" and self._started:
                    self.contents.append(b"".join(iter(lines.readline, b".\r\n")))
                    going = self._answer(client, "CONTENT", lines.read)

    def _answer(self, client: socket.socket, name: str, rest: Callable[[], bytes]) -> bool:
        told = self._script.get(name, WELCOME.get(name, "502 what"))
        reply = (told.pop(0) if told else WELCOME[name]) if isinstance(told, list) else told
        self._started = reply.startswith("354")
        if reply == CUT:
            return False
        if reply == HANG:
            rest()
            return False
        client.sendall(f"{reply}\r\n".encode())
        return True


@contextmanager
def scripted_relay(**script: str | list[str]) -> Iterator[ScriptedRelay]:
    """A relay that answers by the script, and welcomes what the script does not name."""
    relay = ScriptedRelay(script)
    relay.start()
    try:
        yield relay
    finally:
        relay.stop()
