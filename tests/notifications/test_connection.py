"""Encrypted connections to a real server, with a certificate made for the run."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from notifications.errors import TryAgain
from notifications.smtp import Smtp
from tests.notifications.mails import ready
from tests.notifications.relays import real_relay

OPENSSL = shutil.which("openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for the loopback and its key, made for this run."""
    if OPENSSL is None:
        pytest.skip("openssl makes the certificate, and is not here")
    folder = tmp_path_factory.mktemp("certificate")
    key, chain = folder / "key.pem", folder / "chain.pem"
    subprocess.run(
        [
            OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", key, "-out", chain,
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return chain, key


@pytest.fixture(scope="module")
def served(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    """What the relay shows."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture(scope="module")
def trusting(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    """Trusts that certificate and no other."""
    return ssl.create_default_context(cafile=certificate[0])


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_mail_goes_over_an_encrypted_connection(
    scheme: str, served: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    with real_relay(scheme=scheme, encryption=served) as (url, boxes):
        relay = Smtp(url, context=trusting)
        relay.send(ready(1))
        relay.send(ready(2))
        relay.close()

    assert [content for _, _, content in boxes.accepted] == [ready(1).as_bytes(), ready(2).as_bytes()]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_nobody_vouches_for_is_not_trusted(scheme: str, served: ssl.SSLContext) -> None:
    with real_relay(scheme=scheme, encryption=served) as (url, boxes):
        relay = Smtp(url)
        with pytest.raises(TryAgain) as put_off:
            relay.send(ready())
        relay.close()

    assert (put_off.value.code, boxes.accepted) == ("MAI-205", [])
