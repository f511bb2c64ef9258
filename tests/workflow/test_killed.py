"""A process killed at the worst moment: before the commit nothing happened, after it nothing is lost."""

from email import message_from_bytes
from pathlib import Path

import pytest

from notifications.folder import Folder
from notifications.transport import open_transport
from pdf_templates.child import Press
from tests.notifications.relays import Mailboxes, real_relay
from tests.workflow.elsewhere import KILLED, SENDER, run
from tests.workflow.houses import TestHouse
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, after
from tests.workflow.tables import contents, rows_of
from workflow.deliveries import LEASE, deliver


def message_ids(boxes: Mailboxes) -> list[str]:
    return sorted(str(message_from_bytes(content)["Message-ID"]) for _, _, content in boxes.accepted)


def test_killed_before_the_commit_nothing_happened_and_nobody_waits(
    empty: TestHouse, url: str, tmp_path: Path
) -> None:
    ref = after(empty, GENERALISTE, 1)
    before = contents(url)

    status = run(url, tmp_path, empty.now, "die_in_act", "ines", ref, "admit")

    assert (status, contents(url)) == (KILLED, before)
    assert empty.advance("ines", ref, "admit").state == "opinions"
    assert empty.discrepancies() == []


def test_killed_between_commit_and_delivery_another_delivers_everything_once(
    empty: TestHouse, url: str, tmp_path: Path, press: Press
) -> None:
    ref = after(empty, GENERALISTE, 1)

    status = run(url, tmp_path, empty.now, "die_once_committed", "ines", ref, "admit")
    for _ in range(2):
        list(deliver(empty.house, transport=Folder(tmp_path / "mails"), press=press, sender=SENDER))

    expected = rows_of(url, "SELECT id FROM outbox WHERE kind = 'mail' ORDER BY id")
    written = sorted(path.name.partition("@")[0] for path in (tmp_path / "mails").iterdir())
    assert (status, empty.case(ref).state) == (KILLED, "opinions")
    assert [(name,) for name in written] == expected
    assert empty.discrepancies() == []


@pytest.mark.parametrize(("when", "received"), [("before", 1), ("after", 2)])
def test_killed_in_the_midst_of_a_delivery_it_is_tried_again_under_the_same_message_id(
    empty: TestHouse, url: str, tmp_path: Path, press: Press, when: str, received: int
) -> None:
    ref = after(empty, GENERALISTE, 1)
    list(deliver(empty.house, transport=Folder(tmp_path / "mails"), press=press, sender=SENDER))
    empty.advance("aude", ref, "withdraw")

    with real_relay() as (address, boxes):
        status = run(url, tmp_path, empty.now, "die_delivering", address, when)
        transport = open_transport(address, folder=tmp_path / "mails")
        meanwhile = list(deliver(empty.house, transport=transport, press=press, sender=SENDER))
        empty.now += LEASE
        later = list(deliver(empty.house, transport=transport, press=press, sender=SENDER))
        transport.close()

    # The one it died with waits for the end of its lease; the other goes at once. Only where the relay
    # had the mail before the death does it come twice, recognisable.
    ids = message_ids(boxes)
    retried = f"<{later[0].id}@example.org>"
    assert status == KILLED
    assert ([one.status for one in meanwhile], [one.status for one in later]) == (["done"], ["done"])
    assert ids.count(retried) == received
    assert sorted(set(ids)) == sorted(f"<{one.id}@example.org>" for one in (*meanwhile, *later))


def test_a_mail_in_a_folder_is_one_file_however_often_its_writer_died(
    empty: TestHouse, url: str, tmp_path: Path, press: Press
) -> None:
    ref = after(empty, GENERALISTE, 1)
    list(deliver(empty.house, transport=Folder(tmp_path / "mails"), press=press, sender=SENDER))
    empty.advance("aude", ref, "withdraw")

    for _ in range(2):
        assert run(url, tmp_path, empty.now, "die_delivering", "", "after") == KILLED
        empty.now += LEASE
    list(deliver(empty.house, transport=Folder(tmp_path / "mails"), press=press, sender=SENDER))

    files = [path for path in (tmp_path / "mails").iterdir() if path.suffix == ".eml"]
    assert len(files) == len(rows_of(url, "SELECT id FROM outbox WHERE kind = 'mail'"))
    assert {status for (status,) in rows_of(url, "SELECT status FROM outbox")} == {"done"}


def test_a_story_whose_process_was_killed_in_mid_path_goes_on_to_its_end(
    empty: TestHouse, url: str, tmp_path: Path
) -> None:
    narrator = Narrator(empty)
    ref = narrator.begin(GENERALISTE)
    narrator.go_on(ref, GENERALISTE.steps[:6])

    killed = [
        run(url, tmp_path, empty.now, verb, "sonia", ref, "enrol")
        for verb in ("die_in_act", "die_once_committed")
    ]
    narrator.go_on(ref, GENERALISTE.steps[7:])

    assert killed == [KILLED, KILLED]
    assert empty.refs(ref) == narrator.expected(ref, GENERALISTE.ends)
    assert empty.discrepancies() == []
