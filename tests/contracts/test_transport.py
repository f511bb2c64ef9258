"""What every transport promises, the one for tests included."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from notifications.folder import Folder
from notifications.smtp import Smtp
from notifications.transport import Memory, Transport
from tests.notifications.mails import ready
from tests.notifications.relays import read, real_relay

Arrived = Callable[[], list[EmailMessage]]


@pytest.fixture(params=["memory", "folder", "smtp"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Transport, Arrived]]:
    """A transport, and what has arrived at its end, in order."""
    if request.param == "memory":
        memory = Memory()
        yield memory, lambda: [read(message.as_bytes()) for message in memory.sent]
    elif request.param == "folder":
        yield Folder(tmp_path), lambda: [read(path.read_bytes()) for path in sorted(tmp_path.iterdir())]
    else:
        with real_relay() as (url, boxes):
            relay = Smtp(url)
            yield relay, lambda: [read(content) for _, _, content in boxes.accepted]
            relay.close()


def test_a_mail_arrives_as_it_was_sent(post: tuple[Transport, Arrived]) -> None:
    transport, arrived = post

    transport.send(ready())

    assert [mail.as_bytes() for mail in arrived()] == [read(ready().as_bytes()).as_bytes()]
    assert arrived()[0]["Subject"] == "Objet nº 1 – reçu"
    assert [part.get_filename() for part in arrived()[0].iter_attachments()] == ["reçu.pdf"]


def test_it_has_arrived_when_send_returns(post: tuple[Transport, Arrived]) -> None:
    transport, arrived = post

    counts = []
    for number in range(1, 4):
        transport.send(ready(number))
        counts.append(len(arrived()))

    assert counts == [1, 2, 3]
    assert [mail["Message-ID"] for mail in arrived()] == [f"<outbox-{n}@jalon.example>" for n in (1, 2, 3)]


def test_a_second_attempt_is_recognised_by_its_identifier(post: tuple[Transport, Arrived]) -> None:
    transport, arrived = post

    transport.send(ready())
    transport.send(ready())

    assert {mail["Message-ID"] for mail in arrived()} == {"<outbox-1@jalon.example>"}
    assert len({mail.as_bytes() for mail in arrived()}) == 1


def test_it_may_be_closed_twice_and_sent_to_again(post: tuple[Transport, Arrived]) -> None:
    transport, arrived = post

    transport.close()
    transport.send(ready(1))
    transport.close()
    transport.close()
    transport.send(ready(2))
    transport.close()

    assert len(arrived()) == 2


def test_an_accented_address_arrives(post: tuple[Transport, Arrived]) -> None:
    transport, arrived = post

    transport.send(ready(to="é@exemple.org"))

    assert len(arrived()) == 1
