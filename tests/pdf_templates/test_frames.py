"""Messages come whole or not at all."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdf_templates.frames import Hangup, read, receive, send, spelt


@given(st.lists(st.binary(max_size=50), max_size=4))
def test_what_is_sent_is_received_in_order(messages: list[bytes]) -> None:
    stream = BytesIO()

    send(stream, *messages)

    stream.seek(0)
    assert [receive(stream) for _ in messages] == messages


@pytest.mark.parametrize("kept", range(11))
def test_a_message_cut_short_is_a_hangup(kept: int) -> None:
    stream = BytesIO()
    send(stream, b"abc")

    with pytest.raises(Hangup):
        receive(BytesIO(stream.getvalue()[:kept]))


def test_a_mapping_comes_back_as_it_was_spelt() -> None:
    assert read(spelt({"é": [1, None, {"a": True}]})) == {"é": [1, None, {"a": True}]}


def test_a_message_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(TypeError):
        read(b"[1]")
