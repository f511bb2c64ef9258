import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.errors import Unwritable
from notifications.headers import (
    Mailbox,
    file_name,
    header_text,
    identifier,
    mailbox,
    media_type,
    sender_mailbox,
)

HIDDEN = [
    "\n",
    "\r\n ",
    "\r",
    "\x00",
    "\x0b",
    "\x85",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ud800",
]
ENCODED = ["=?utf-8?q?a=0ABcc=3A_b=40c.fr?=", "=?UTF-8?B?YQpCY2M6IGI=?=", "=?us-ascii?Q?a?="]


@pytest.mark.parametrize("hidden", [*HIDDEN, *ENCODED])
@pytest.mark.parametrize("around", ["{}", "Objet{}Bcc: x@y.fr", "{}fin", "début{}"])
def test_what_hides_in_a_header_is_refused(hidden: str, around: str) -> None:
    with pytest.raises(Unwritable) as refused:
        header_text(around.format(hidden), field="L'objet")

    assert refused.value.code == "MAI-104"


@given(st.text(), st.sampled_from(HIDDEN + ENCODED), st.text())
def test_no_text_around_it_hides_it(before: str, hidden: str, after: str) -> None:
    with pytest.raises(Unwritable):
        header_text(before + hidden + after, field="L'objet")


@pytest.mark.parametrize("text", ["", "Reçu à l'été – 75\u202f000 €", "a = ? b", "北京 Hà Nội"])
def test_an_ordinary_text_goes_through(text: str) -> None:
    assert header_text(text, field="L'objet") == text


@pytest.mark.parametrize(
    "address",
    [
        "", "a", "a@", "@b.fr", "a@b@c.fr", "a b@c.fr", "a@b.fr, c@d.fr", "a@b.fr;c@d.fr", "a@b.fr c@d.fr",
        "<a@b.fr>", "Nom <a@b.fr>", "a@b.fr (x)", '"a"@b.fr', "g: a@b.fr;", "@x.fr:a@b.fr", "a..b@c.fr",
        ".a@b.fr", "a@-b.fr", "a@b..fr", "a@[127.0.0.1]", "a@b.fr\n", "a\u202e@b.fr", "=?utf-8?q?a?=@b.fr",
        "a" * 65 + "@b.fr", "a@" + "b." * 130 + "fr", "a@" + "é" * 63 + ".fr", "a%0Ab@", "a\\@b.fr",
    ],
)  # fmt: skip
def test_anything_but_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(Unwritable):
        mailbox(name="", address=address, field="L'adresse")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("a.b+c@exemple.org", "a.b+c@exemple.org"),
        ("root@localhost", "root@localhost"),
        ("é@exemple.org", "é@exemple.org"),
        ("a@münchen.example", "a@xn--mnchen-3ya.example"),
        ("a@аpple.com", "a@xn--pple-43d.com"),
    ],
)
def test_a_plain_address_is_kept_with_its_domain_in_ascii(address: str, kept: str) -> None:
    assert mailbox(name=" Mairie, direction ", address=address, field="L'adresse") == Mailbox(
        "Mairie, direction", kept
    )


def test_a_name_that_hides_a_header_is_refused() -> None:
    with pytest.raises(Unwritable):
        mailbox(name="Mairie\r\n Bcc: x@y.fr", address="a@b.fr", field="L'adresse")


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("a@b.fr", Mailbox("", "a@b.fr")),
        ("<a@b.fr>", Mailbox("", "a@b.fr")),
        ("Délégation, DCTCIV <a@b.fr>", Mailbox("Délégation, DCTCIV", "a@b.fr")),
    ],
)
def test_a_sender_is_an_address_with_or_without_a_name(text: str, box: Mailbox) -> None:
    assert sender_mailbox(text) == box


@pytest.mark.parametrize("text", ["", "Nom", "a@b.fr, c@d.fr", "A <a@b.fr> B <c@d.fr>", "A\n<a@b.fr>"])
def test_any_other_sender_is_refused(text: str) -> None:
    with pytest.raises(Unwritable):
        sender_mailbox(text)


@pytest.mark.parametrize("text", ["outbox-1@jalon.example", "<outbox-1@jalon.example>"])
def test_an_identifier_loses_its_brackets(text: str) -> None:
    assert identifier(text) == "outbox-1@jalon.example"


@pytest.mark.parametrize("text", ["", "a", "<a>", "a@b> <c@d", "a b@c", "a@b\n", "é@b", "a" * 250 + "@b"])
def test_anything_but_an_identifier_is_refused(text: str) -> None:
    with pytest.raises(Unwritable):
        identifier(text)


@pytest.mark.parametrize(
    "text", ["../a.pdf", "a/b.pdf", "a\\b", "..", " ", "", "a\n.pdf", "a\u202efdp.exe", "a" * 151]
)
def test_a_name_that_is_not_a_file_s_is_refused(text: str) -> None:
    with pytest.raises(Unwritable):
        file_name(text)


@pytest.mark.parametrize("text", ["pdf", "a/b/c", "text/plain; charset=x", "Text/Plain", "a/b\n", "/", ""])
def test_anything_but_a_media_type_is_refused(text: str) -> None:
    with pytest.raises(Unwritable):
        media_type(text)


def test_a_media_type_is_cut_in_two() -> None:
    assert media_type("application/pdf") == ("application", "pdf")
