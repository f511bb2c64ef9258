"""The relay's side is played: real where everything goes well, by a script where it does not."""

import pytest

from notifications.errors import GiveUp, TryAgain
from notifications.smtp import Smtp
from tests.notifications.mails import ready
from tests.notifications.relays import CUT, HANG, read, real_relay, scripted_relay


def test_a_mail_is_given_with_its_envelope_and_its_bytes() -> None:
    with real_relay() as (url, boxes):
        relay = Smtp(url)
        relay.send(ready())
        relay.close()

    assert boxes.accepted == [("appels@exemple.org", ("mairie@evian.example",), ready().as_bytes())]


def test_many_mails_go_over_one_connection() -> None:
    with scripted_relay() as peer:
        relay = Smtp(peer.url)
        for number in range(1, 4):
            relay.send(ready(number))
        relay.close()

    assert peer.connections == 1
    assert [read(content)["Message-ID"] for content in peer.contents] == [
        f"<outbox-{number}@jalon.example>" for number in (1, 2, 3)
    ]
    assert peer.commands[0] == "ehlo exemple.org"
    assert peer.commands[-1] == "quit"


def test_lines_that_begin_with_a_dot_arrive_whole() -> None:
    with real_relay() as (url, boxes):
        relay = Smtp(url)
        relay.send(ready(text=".\n..\n.fin\n"))
        relay.close()

    assert boxes.accepted[0][2] == ready(text=".\n..\n.fin\n").as_bytes()


def test_closing_twice_or_before_anything_does_nothing() -> None:
    with scripted_relay() as peer:
        relay = Smtp(peer.url)
        relay.close()
        relay.send(ready())
        relay.close()
        relay.close()

    assert (peer.connections, len(peer.contents)) == (1, 1)


@pytest.mark.parametrize(
    ("command", "reply", "code"),
    [
        ("CONNECT", "421 busy", "MAI-202"),
        ("CONNECT", "554 no mail here", "MAI-202"),
        ("CONNECT", CUT, "MAI-201"),
        ("CONNECT", HANG, "MAI-201"),
        ("EHLO", CUT, "MAI-201"),
        ("MAIL", "421 closing", "MAI-202"),
        ("MAIL", "450 later", "MAI-202"),
        ("MAIL", "451 later", "MAI-202"),
        ("MAIL", "530 who are you", "MAI-204"),
        ("MAIL", CUT, "MAI-201"),
        ("RCPT", "421 closing", "MAI-202"),
        ("RCPT", "450 4.2.0 greylisted", "MAI-202"),
        ("RCPT", "451 later", "MAI-202"),
        ("RCPT", "452 mailbox full", "MAI-202"),
        ("RCPT", "gibberish", "MAI-202"),
        ("RCPT", CUT, "MAI-201"),
        ("RCPT", HANG, "MAI-201"),
        ("DATA", "421 closing", "MAI-202"),
        ("DATA", "451 later", "MAI-202"),
        ("DATA", CUT, "MAI-201"),
        ("CONTENT", "421 closing", "MAI-202"),
        ("CONTENT", "451 later", "MAI-202"),
        ("CONTENT", "452 no room", "MAI-202"),
        ("CONTENT", CUT, "MAI-203"),
        ("CONTENT", HANG, "MAI-203"),
    ],
)
def test_what_may_pass_is_tried_again(command: str, reply: str, code: str) -> None:
    with scripted_relay(**{command: reply}) as peer:
        relay = Smtp(peer.url)
        with pytest.raises(TryAgain) as put_off:
            relay.send(ready())
        relay.close()

    assert (put_off.value.code, put_off.value.perhaps_sent) == (code, code == "MAI-203")


@pytest.mark.parametrize(
    ("command", "reply", "code"),
    [
        ("MAIL", "550 not you", "MAI-302"),
        ("RCPT", "550 5.1.1 unknown", "MAI-301"),
        ("RCPT", "551 moved", "MAI-301"),
        ("RCPT", "553 bad name", "MAI-301"),
        ("DATA", "554 no valid recipients", "MAI-302"),
        ("CONTENT", "550 looks bad", "MAI-302"),
        ("CONTENT", "552 too big", "MAI-302"),
    ],
)
def test_what_is_final_is_given_up(command: str, reply: str, code: str) -> None:
    with scripted_relay(**{command: reply}) as peer:
        relay = Smtp(peer.url)
        with pytest.raises(GiveUp) as given_up:
            relay.send(ready())
        relay.close()

    assert (given_up.value.code, dict(given_up.value.seen)) == (code, {"réponse": reply})


@pytest.mark.parametrize("reply", ["450 later", "550 unknown"])
@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA", "CONTENT"])
def test_a_refused_mail_leaves_the_connection_to_the_next(command: str, reply: str) -> None:
    with scripted_relay(**{command: [reply]}) as peer:
        relay = Smtp(peer.url)
        with pytest.raises((TryAgain, GiveUp)):
            relay.send(ready(1))
        relay.send(ready(2))
        relay.close()

    assert peer.connections == 1
    assert read(peer.contents[-1])["Message-ID"] == "<outbox-2@jalon.example>"


@pytest.mark.parametrize("reply", [CUT, "421 idle too long"])
def test_a_connection_closed_between_mails_is_opened_anew(reply: str) -> None:
    with scripted_relay(MAIL=["250 OK", reply]) as peer:
        relay = Smtp(peer.url)
        relay.send(ready(1))
        relay.send(ready(2))
        relay.close()

    assert peer.connections == 2
    assert [read(content)["Message-ID"] for content in peer.contents] == [
        "<outbox-1@jalon.example>",
        "<outbox-2@jalon.example>",
    ]


@pytest.mark.parametrize("command", ["RCPT", "DATA", "CONTENT"])
def test_a_mail_cut_on_a_kept_connection_is_not_sent_again_by_itself(command: str) -> None:
    replies = {"RCPT": "250 OK", "DATA": "354 go on", "CONTENT": "250 accepted"}
    with scripted_relay(**{command: [replies[command], CUT]}) as peer:
        relay = Smtp(peer.url)
        relay.send(ready(1))
        with pytest.raises(TryAgain):
            relay.send(ready(2))
        relay.send(ready(2))
        relay.close()

    assert peer.connections == 2
    assert [read(content)["Message-ID"] for content in peer.contents][-1] == "<outbox-2@jalon.example>"


def test_a_second_attempt_bears_the_same_identifier() -> None:
    with scripted_relay(CONTENT=[CUT]) as peer:
        relay = Smtp(peer.url)
        with pytest.raises(TryAgain):
            relay.send(ready())
        relay.send(ready())
        relay.close()

    assert [read(content)["Message-ID"] for content in peer.contents] == ["<outbox-1@jalon.example>"] * 2


def test_nobody_at_the_address_is_tried_again() -> None:
    with scripted_relay() as peer:
        url = peer.url
    with pytest.raises(TryAgain) as put_off:
        Smtp(url).send(ready())

    assert put_off.value.code == "MAI-201"


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_encryption_that_is_asked_for_and_not_had_sends_nothing(scheme: str) -> None:
    with scripted_relay() as peer:
        url = peer.url.replace("smtp", scheme, 1) + ("&starttls=required" if scheme == "smtp" else "")
        with pytest.raises(TryAgain) as put_off:
            Smtp(url).send(ready())

    assert put_off.value.code == "MAI-205"
    assert [command for command in peer.commands if command.startswith("mail")] == []


@pytest.mark.parametrize(
    ("replies", "code"),
    [
        ({"EHLO": "250-peer\r\n250 AUTH PLAIN", "AUTH": "535 wrong"}, "MAI-204"),
        ({"EHLO": "250-peer\r\n250 AUTH PLAIN", "AUTH": "454 later"}, "MAI-204"),
        ({"EHLO": "250-peer\r\n250 AUTH GSSAPI"}, "MAI-204"),
        ({"EHLO": "250 peer"}, "MAI-204"),
        ({"EHLO": "250-peer\r\n250 AUTH PLAIN", "AUTH": CUT}, "MAI-201"),
    ],
)
def test_a_relay_that_does_not_know_us_makes_no_mail_lost(replies: dict[str, str], code: str) -> None:
    with scripted_relay(**replies) as peer, pytest.raises(TryAgain) as put_off:
        Smtp(peer.url.replace("//", "//user:secret@")).send(ready())

    assert put_off.value.code == code
    assert "secret" not in f"{put_off.value} {dict(put_off.value.seen)}"


def test_we_say_who_we_are_before_the_first_mail() -> None:
    with scripted_relay(EHLO="250-peer\r\n250 AUTH PLAIN", AUTH="235 welcome") as peer:
        relay = Smtp(peer.url.replace("//", "//user:secret@") + "&helo=jalon.example")
        relay.send(ready())
        relay.close()

    assert peer.commands[:3] == [
        "ehlo jalon.example",
        "AUTH PLAIN AHVzZXIAc2VjcmV0",
        "mail FROM:<appels@exemple.org>",
    ]


def test_an_accented_address_goes_to_a_relay_that_takes_it() -> None:
    with real_relay() as (url, boxes):
        relay = Smtp(url)
        relay.send(ready(to="é@exemple.org"))
        relay.close()

    assert boxes.accepted[0][1] == ("é@exemple.org",)


def test_an_accented_address_is_given_up_where_it_is_not_taken() -> None:
    with real_relay(smtputf8=False) as (url, boxes):
        relay = Smtp(url)
        with pytest.raises(GiveUp) as given_up:
            relay.send(ready(to="é@exemple.org"))
        relay.send(ready(2))
        relay.close()

    assert (given_up.value.code, dict(given_up.value.seen)) == ("MAI-303", {"adresse": "é@exemple.org"})
    assert len(boxes.accepted) == 1


class Stopped(BaseException):
    """What a signal raises in the middle of anything."""


def test_an_exchange_left_in_the_middle_is_not_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise Stopped

    with scripted_relay() as peer:
        relay = Smtp(peer.url)
        with monkeypatch.context() as patch:
            patch.setattr("smtplib.SMTP.rcpt", stop)
            with pytest.raises(Stopped):
                relay.send(ready(1))
        relay.send(ready(2))
        relay.close()

    assert (peer.connections, len(peer.contents)) == (2, 1)
