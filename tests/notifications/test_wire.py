from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.errors import Unwritable
from notifications.headers import Mailbox, header_text
from notifications.wire import Wired, box_header, encoded


def test_a_header_that_travels_as_it_reads_is_folded_as_it_is() -> None:
    assert Wired("Date", "Thu, 10 Jul 2025 09:00:00 +0000").fold(policy=SMTP) == (
        "Date: Thu, 10 Jul 2025 09:00:00 +0000\r\n"
    )


def test_accents_travel_in_encoded_words_and_read_as_accents() -> None:
    header = encoded("Subject", "Reçu", accented=False)

    assert (header, header.wire) == ("Reçu", "=?utf-8?q?Re=C3=A7u?=")
    assert encoded("Subject", "Reçu", accented=True).wire == "Reçu"


def test_a_mailbox_tells_its_address() -> None:
    header = box_header("To", Mailbox('Mairie "Évian"', "a@b.fr"), accented=False)

    assert [address.addr_spec for address in header.addresses] == ["a@b.fr"]


@given(st.text(min_size=1, max_size=120))
def test_any_subject_that_is_not_refused_reads_back_in_one_header(text: str) -> None:
    try:
        subject = header_text(text, field="L'objet").strip()
    except Unwritable:
        return
    line = encoded("Subject", subject, accented=False).fold(policy=SMTP)

    name, value = SMTP.header_source_parse(line.splitlines(keepends=True))
    assert "".join(str(SMTP.header_fetch_parse(name, value)).split()) == "".join(subject.split())
    assert all(part.startswith((" ", "Subject: ")) for part in line.removesuffix("\r\n").split("\r\n"))


@pytest.mark.parametrize("length", [200, 900])
def test_a_long_header_is_folded(length: int) -> None:
    line = encoded("Subject", "é" * length, accented=False).fold(policy=SMTP)

    assert max(map(len, line.split("\r\n"))) <= 78
