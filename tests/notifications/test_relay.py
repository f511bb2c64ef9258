import pytest

from notifications.errors import InvalidRelay
from notifications.relay import Relay, read_relay


@pytest.mark.parametrize(
    ("url", "relay"),
    [
        ("smtp://relais.exemple.fr", Relay("relais.exemple.fr", 587, "starttls", 30, "", "", "")),
        (
            "smtp://relais.exemple.fr:25/?starttls=never",
            Relay("relais.exemple.fr", 25, "none", 30, "", "", ""),
        ),
        (
            "smtps://u%40x:p%2Fw@relais.exemple.fr",
            Relay("relais.exemple.fr", 465, "tls", 30, "", "u@x", "p/w"),
        ),
        ("smtp://127.0.0.1:2525", Relay("127.0.0.1", 2525, "none", 30, "", "", "")),
        ("smtp://u:p@localhost:25", Relay("localhost", 25, "none", 30, "", "u", "p")),
        ("smtp://[::1]:25", Relay("::1", 25, "none", 30, "", "", "")),
        ("smtp://localhost?starttls=required", Relay("localhost", 587, "starttls", 30, "", "", "")),
        ("smtp://r.fr/?timeout=5&helo=jalon.fr", Relay("r.fr", 587, "starttls", 5, "jalon.fr", "", "")),
    ],
)
def test_an_address_is_read(url: str, relay: Relay) -> None:
    assert read_relay(url) == relay


@pytest.mark.parametrize(
    "url",
    [
        "smtp://",
        "smtp:relais",
        "http://relais.fr",
        "smtp://relais.fr:99999",
        "smtp://relais.fr:port",
        "smtp://relais..fr",
        "smtp://rel ais.fr",
        "smtp://relais.fr/dossier",
        "smtp://relais.fr#a",
        "smtp://relais.fr/?tls=yes",
        "smtp://relais.fr/?starttls=peut-être",
        "smtp://relais.fr/?timeout=0",
        "smtp://relais.fr/?timeout=1.5",
        "smtp://relais.fr/?timeout=²",
        "smtp://relais.fr/?helo=a%0Ab",
        "smtps://relais.fr/?starttls=required",
    ],
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(InvalidRelay) as refused:
        read_relay(url)

    assert refused.value.code == "MAI-400"


def test_a_secret_never_goes_in_clear_to_another_machine() -> None:
    with pytest.raises(InvalidRelay) as refused:
        read_relay("smtp://user:hush@relais.fr/?starttls=never")

    assert "hush" not in f"{refused.value} {refused.value.remedies}"


def test_a_secret_is_not_shown() -> None:
    assert "hush" not in repr(read_relay("smtps://user:hush@relais.fr"))
