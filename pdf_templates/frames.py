"""Messages between Jalon and the process that prints: a length, then that many bytes."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Final

_LENGTH: Final = struct.Struct(">Q")


class Hangup(EOFError):
    """The other side ended before a whole message came."""


def send(stream: IO[bytes], *parts: bytes) -> None:
    """Write messages and push them out."""
    for part in parts:
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one message. Raises `Hangup` when the stream ends first."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def spelt(value: Mapping[str, object]) -> bytes:
    """Spell a mapping for the other side."""
    return json.dumps(value, default=dict).encode()


def read(message: bytes) -> dict[str, object]:
    """Read a mapping the other side spelt."""
    value = json.loads(message)
    if not isinstance(value, dict):
        raise TypeError("a message is a mapping")
    return value


def _exactly(stream: IO[bytes], size: int) -> bytes:
    got = stream.read(size)
    if len(got) < size:
        raise Hangup
    return got
