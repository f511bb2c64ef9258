"""Statements prepared once and sent in groups: one message out, one back (libpq's pipeline mode).

Used below the driver's cursors because on a step of the engine messages to the server, and
then the work around each statement, are what costs.
"""

import select
from collections.abc import Sequence
from contextlib import suppress
from itertools import count

import psycopg
from psycopg import errors, pq

from workflow.store.base import Row, Value

Command = tuple[str, Sequence[Value]]
"""A statement with numbered parameters (`$1`), and their values in order."""

_WHOLE_NUMBERS = frozenset({20, 21, 23})
_LONGEST = 200


class Pipeline:
    """One connection in pipeline mode, and the names of what it has prepared."""

    def __init__(self, connection: pq.abc.PGconn) -> None:
        """Enter pipeline mode for good."""
        self._connection = connection
        self._connection.enter_pipeline_mode()
        self._connection.nonblocking = 1
        self._answers, self._room = select.poll(), select.poll()
        self._answers.register(connection.socket, select.POLLIN)
        self._room.register(connection.socket, select.POLLIN | select.POLLOUT)
        self._prepared: dict[str, bytes] = {}
        self._names = count()
        self._posted: list[tuple[str, bool]] = []
        self.messages = 0

    def post(self, command: Command) -> None:
        """Send a command now and look at its result only at the next exchange.

        The server works on it meanwhile.
        """
        text, values = command
        self._posted.append((text, self._send(text, values)))
        self._connection.flush()

    def exchange(self, commands: Sequence[Command]) -> list[list[Row]]:
        """Send commands together and give the rows of each; raise the first error, the rest skipped."""
        found: list[list[Row]] = []
        for start in range(0, len(commands), _LONGEST):
            found += self._exchange(commands[start : start + _LONGEST])
        return found

    def drain(self) -> None:
        """Wait for what was posted and forget its results, errors too."""
        if self._posted:
            with suppress(psycopg.Error):
                self._exchange(())

    def _exchange(self, commands: Sequence[Command]) -> list[list[Row]]:
        self.messages += 1
        sent = self._posted + [(text, self._send(text, values)) for text, values in commands]
        posted, self._posted = len(self._posted), []
        self._connection.pipeline_sync()
        self._flush()
        failed: psycopg.Error | None = None
        found: list[list[Row]] = []
        for text, prepared in sent:
            if prepared:
                failed = failed or self._failure(self._results())
                if failed is not None:
                    self._prepared.pop(text, None)
            result = self._results()
            failed = failed or self._failure(result)
            found.append([] if failed or result is None else _rows(result))
        self._results()
        if failed is not None:
            raise failed
        return found[posted:]

    def _send(self, text: str, values: Sequence[Value]) -> bool:
        name = self._prepared.get(text)
        fresh = name is None
        if name is None:
            name = self._prepared[text] = f"j{next(self._names)}".encode()
            self._connection.send_prepare(name, text.encode())
        self._connection.send_query_prepared(name, [None if v is None else _written(v) for v in values])
        return fresh

    def _flush(self) -> None:
        while self._connection.flush():
            self._room.poll()
            self._connection.consume_input()

    def _results(self) -> pq.abc.PGresult | None:
        """Give the result of the command next in line, read to its end."""
        first = self._result()
        if first is not None and first.status != pq.ExecStatus.PIPELINE_SYNC:
            while self._result() is not None:
                pass
        return first

    def _result(self) -> pq.abc.PGresult | None:
        # The driver waits without letting other threads run, and one of them may hold the very
        # lock that is awaited: so the waiting is done here.
        while self._connection.is_busy():
            self._answers.poll()
            self._connection.consume_input()
        return self._connection.get_result()

    def _failure(self, result: pq.abc.PGresult | None) -> psycopg.Error | None:
        if result is None or result.status == pq.ExecStatus.FATAL_ERROR:
            state = result.error_field(pq.DiagnosticField.SQLSTATE) if result is not None else None
            kind = errors.lookup(state.decode()) if state else psycopg.OperationalError
            told = result.error_message if result is not None else self._connection.error_message
            return kind(told.decode(errors="replace"))
        return None


def _written(value: Value) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _rows(result: pq.abc.PGresult) -> list[Row]:
    if result.ntuples == 0:
        return []
    numbers = [result.ftype(column) in _WHOLE_NUMBERS for column in range(result.nfields)]
    get = result.get_value
    return [
        tuple(_read(get(row, column), number=number) for column, number in enumerate(numbers))
        for row in range(result.ntuples)
    ]


def _read(value: bytes | None, *, number: bool) -> Value:
    if value is None:
        return None
    return int(value) if number else value.decode()
