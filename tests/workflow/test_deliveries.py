"""What leaves the house leaves once: printed, stored under its hash, sent, whoever is killed on the way."""

import hashlib
import os
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from multiprocessing import get_context
from pathlib import Path

import pytest

from notifications.transport import Folder, Memory, Transport, open_transport
from pdf_templates.child import Press
from tests.notifications.relays import read, real_relay
from tests.workflow.houses import START, TestHouse, actor
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, Story
from tests.workflow.tables import rows_of
from workflow.deliveries import LEASE, Delivered, deliver
from workflow.engine import advance
from workflow.house import House, open_base

SENDER = "Jalon <jalon@example.org>"
PROCESSES = get_context("spawn")


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """Give one warm press for all tests."""
    with Press() as one:
        yield one


class KilledWhenSending:
    """A transport whose process dies at its first mail, before the mail is accepted."""

    def send(self, message: EmailMessage) -> None:
        assert message["Message-ID"]
        os.kill(os.getpid(), signal.SIGKILL)

    def close(self) -> None:
        """Never reached."""


def filed(house: TestHouse) -> str:
    story = Story(
        name="filed",
        call=GENERALISTE.call,
        file=GENERALISTE.file,
        creator=GENERALISTE.creator,
        cast=GENERALISTE.cast,
        steps=GENERALISTE.steps[:1],
        ends={},
    )
    return Narrator(house).tell(story)


def done(house: TestHouse, *, transport: Transport, press: Press) -> list[Delivered]:
    return list(deliver(house.house, transport=transport, press=press, sender=SENDER))


def test_documents_are_stored_under_their_hash_and_travel_with_their_mails(
    empty: TestHouse, press: Press
) -> None:
    filed(empty)
    transport = Memory()

    fates = done(empty, transport=transport, press=press)

    assert [(one.kind, one.name, one.status) for one in fates] == [
        ("document", "receipt", "done"),
        ("mail", "filing_receipt", "done"),
        ("mail", "new_file", "done"),
    ]
    (stored,) = empty.house.documents.glob("*.pdf")
    content = stored.read_bytes()
    assert stored.stem == hashlib.sha256(content).hexdigest()
    receipt, notice = transport.sent
    assert [part.get_content() for part in receipt.iter_attachments()] == [content]
    assert list(notice.iter_attachments()) == []
    assert empty.discrepancies() == []


def test_delivering_again_sends_nothing_more(empty: TestHouse, press: Press) -> None:
    filed(empty)
    transport = Memory()
    done(empty, transport=transport, press=press)

    again = done(empty, transport=transport, press=press)

    assert again == []
    assert len(transport.sent) == 2


def test_a_mail_that_cannot_be_written_is_parked_and_the_others_go_on(
    empty: TestHouse, press: Press, url: str
) -> None:
    filed(empty)
    rows_of(url, "UPDATE outbox SET letter = ? WHERE name = ?", "{}", "filing_receipt")
    transport = Memory()

    fates = {one.name: one for one in done(empty, transport=transport, press=press)}

    assert fates["filing_receipt"].status == "parked"
    assert fates["filing_receipt"].detail
    assert fates["new_file"].status == "done"
    assert len(transport.sent) == 1


def test_a_real_relay_gets_each_mail_once(empty: TestHouse, press: Press) -> None:
    filed(empty)

    with real_relay() as (address, boxes):
        transport = open_transport(address, folder=empty.house.mails)
        done(empty, transport=transport, press=press)
        done(empty, transport=transport, press=press)
        transport.close()

    ids = [read(content)["Message-ID"] for _, _, content in boxes.accepted]
    assert len(ids) == len(set(ids)) == 2


def die_delivering(url: str, home: str, now: datetime) -> None:
    """Deliver in a process that is killed as it hands over its first mail."""
    house = House(base=open_base(url), home=Path(home), clock=lambda: now)
    with Press() as press:
        list(deliver(house, transport=KilledWhenSending(), press=press, sender=SENDER))


def test_a_worker_killed_as_it_sends_loses_nothing_and_repeats_nothing(
    empty: TestHouse, press: Press, url: str, tmp_path: Path
) -> None:
    filed(empty)
    worker = PROCESSES.Process(target=die_delivering, args=(url, str(tmp_path), empty.now))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL
    transport = Memory()

    at_first = done(empty, transport=transport, press=press)
    empty.now += LEASE + timedelta(seconds=1)
    later = done(empty, transport=transport, press=press)

    # The row the dead worker had taken waits for its lease; nobody else's does.
    assert [one.name for one in at_first] == ["new_file"]
    assert [one.name for one in later] == ["filing_receipt"]
    assert len({mail["Message-ID"] for mail in transport.sent}) == 2
    assert empty.discrepancies() == []


def die_before_commit(url: str, home: str, ref: str) -> None:
    """Advance a case in a process that is killed when all is written and nothing committed."""
    house = House(base=open_base(url), home=Path(home), clock=lambda: START)
    with house.act(actor("ines")) as act:
        advance(act, ref=ref, trigger="admit")
        act.finish()
        act.tx.send()
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_killed_before_its_commit_leaves_nothing_and_the_story_goes_on(
    empty: TestHouse, url: str, tmp_path: Path
) -> None:
    ref = filed(empty)
    before = empty.case(ref).position

    worker = PROCESSES.Process(target=die_before_commit, args=(url, str(tmp_path), ref))
    worker.start()
    worker.join(60)

    assert worker.exitcode == -signal.SIGKILL
    assert empty.case(ref).position == before
    assert empty.discrepancies() == []
    narrator = Narrator(empty)
    narrator.go_on(ref, GENERALISTE.steps[1:])
    assert empty.case(ref).state == GENERALISTE.ends[""]
    assert empty.discrepancies() == []


def test_a_folder_holds_one_file_for_a_mail_said_twice(empty: TestHouse, press: Press) -> None:
    filed(empty)
    transport = Folder(empty.house.mails)

    done(empty, transport=transport, press=press)

    assert len(list(empty.house.mails.glob("*.eml"))) == 2
