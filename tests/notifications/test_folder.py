from email.message import EmailMessage
from pathlib import Path

import pytest

from notifications.errors import TryAgain
from notifications.folder import Folder
from tests.notifications.mails import ready


def test_a_mail_is_one_file_named_after_its_identifier(tmp_path: Path) -> None:
    Folder(tmp_path / "mails").send(ready())

    assert {path.name: path.read_bytes() for path in (tmp_path / "mails").iterdir()} == {
        "outbox-1@jalon.example.eml": ready().as_bytes()
    }


def test_the_same_mail_twice_is_one_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path)

    folder.send(ready(1))
    folder.send(ready(2))
    folder.send(ready(1))

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "outbox-1@jalon.example.eml",
        "outbox-2@jalon.example.eml",
    ]


def test_nobody_else_may_read_a_mail(tmp_path: Path) -> None:
    Folder(tmp_path).send(ready())

    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0]


@pytest.mark.parametrize("identifier", ["../../etc/passwd@x", "a/b@x", ".cache@x", "a" * 200 + "@x"])
def test_an_identifier_never_leads_out_of_the_folder(tmp_path: Path, identifier: str) -> None:
    message = EmailMessage()
    message.set_raw("Message-ID", f"<{identifier}>")

    Folder(tmp_path / "mails").send(message)

    assert [path.name for path in tmp_path.iterdir()] == ["mails"]
    (written,) = (tmp_path / "mails").iterdir()
    assert not written.name.startswith(".")
    assert len(written.name) <= 150


def test_identifiers_that_differ_only_by_what_a_name_cannot_hold_are_two_files(tmp_path: Path) -> None:
    for identifier in ("a/b@x", "a:b@x"):
        message = EmailMessage()
        message.set_raw("Message-ID", f"<{identifier}>")
        Folder(tmp_path).send(message)

    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "mails").write_text("a file stands here")

    with pytest.raises(TryAgain) as put_off:
        Folder(tmp_path / "mails").send(ready())

    assert (put_off.value.code, put_off.value.perhaps_sent) == ("MAI-206", False)


def test_a_disk_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(TryAgain, match="No space left"):
            Folder(tmp_path).send(ready())

    assert list(tmp_path.iterdir()) == []
