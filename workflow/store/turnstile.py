"""A fair lock between processes, beside a SQLite base: writers pass in the order they came.

Each comer takes a number, locks the byte of that number for as long as it waits and writes,
and waits until nobody holds a number before its own. The kernel frees the bytes of a process
that dies, so nobody waits for the dead (open-file-description locks, Linux).
"""

import fcntl
import os
import struct
import time
from pathlib import Path
from types import TracebackType

from forms.errors import Refused

_LOCK = struct.Struct("hhqqi4x")
_NUMBER = struct.Struct("<q")
_GATE = 0
_FIRST = 1024
_SHORTEST = 0.0001
_LONGEST = 0.005


class Busy(Refused):
    """Others have been writing for too long: try again."""


class Turnstile:
    """One place in the queue; each connection owns one."""

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        """Open the lock file, made if absent. `patience` is in seconds."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._patience = patience
        self._mine = 0

    def __enter__(self) -> None:
        """Wait for one's turn; raise `Busy` when patience is over, having left the queue."""
        self._set(fcntl.F_WRLCK, at=_GATE, wait=True)
        try:
            text = os.pread(self._file, _NUMBER.size, 0)
            last = _NUMBER.unpack(text)[0] if len(text) == _NUMBER.size else _FIRST
            self._mine = max(last, _FIRST) + 1
            self._set(fcntl.F_WRLCK, at=self._mine, wait=True)
            os.pwrite(self._file, _NUMBER.pack(self._mine), 0)
        finally:
            self._set(fcntl.F_UNLCK, at=_GATE, wait=False)
        try:
            self._await_those_before()
        except BaseException:
            self._leave()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next one pass."""
        self._leave()

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)

    def _leave(self) -> None:
        self._set(fcntl.F_UNLCK, at=self._mine, wait=False)

    def _await_those_before(self) -> None:
        before = self._mine - _FIRST
        pause, spent = _SHORTEST, 0.0
        while not self._set(fcntl.F_WRLCK, at=_FIRST, length=before, wait=False):
            if spent >= self._patience:
                raise Busy(
                    message="La base est occupée par d'autres écritures ; rien n'a été modifié.",
                    code="BASE-001",
                    who="vous",
                    remedies=("recommencer dans quelques instants",),
                )
            time.sleep(pause)
            spent += pause
            pause = min(pause * 2, _LONGEST)
        # Numbers only rise: whoever held one of those before is gone for good.
        self._set(fcntl.F_UNLCK, at=_FIRST, length=before, wait=False)

    def _set(self, kind: int, *, at: int, wait: bool, length: int = 1) -> bool:
        command = fcntl.F_OFD_SETLKW if wait else fcntl.F_OFD_SETLK
        try:
            fcntl.fcntl(self._file, command, _LOCK.pack(kind, os.SEEK_SET, at, length, 0))
        except BlockingIOError:
            return False
        return True
