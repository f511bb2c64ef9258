"""Tests run in a place that is not Paris, without our settings, and reach nothing beyond this machine."""

import os
import socket
from datetime import UTC, datetime, timedelta

import pytest


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as out, pytest.raises(AssertionError, match=r"a test connects to 192\.0\.2\.1"):
        out.connect(("192.0.2.1", 25))


def test_a_name_that_is_not_this_machine_is_not_looked_up() -> None:
    with pytest.raises(AssertionError, match=r"a test looks up 'relay\.example'"):
        socket.create_connection(("relay.example", 25))


def test_this_machine_answers_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        with socket.create_connection(("localhost", port)) as client:
            assert client.getpeername() == ("127.0.0.1", port)


def test_local_time_is_nobodys() -> None:
    local = datetime(2025, 6, 3, tzinfo=UTC).astimezone()

    assert local.utcoffset() == timedelta(hours=12, minutes=45)


def test_settings_of_the_person_at_the_machine_are_gone() -> None:
    assert {name for name in os.environ if name.startswith("JALON_")} <= {"JALON_TEST_POSTGRES"}
