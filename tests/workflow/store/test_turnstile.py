"""Writers pass one at a time, in the order they came, and nobody waits for the dead."""

import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

from tests.workflow.elsewhere import ROOT
from workflow.store.turnstile import Busy, Turnstile

PATIENCE = 30
_WAIT_INSIDE = (
    "import sys; from pathlib import Path; from workflow.store.turnstile import Turnstile\n"
    "with Turnstile(Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()"
)


def comers(path: Path) -> int:
    """Tell the last number somebody took."""
    content = path.read_bytes()
    return int(struct.unpack("<q", content)[0]) if len(content) == 8 else 0


def until(holds: Callable[[], bool]) -> None:
    """Wait for something another thread or process does."""
    for _ in range(PATIENCE * 200):
        if holds():
            return
        sleep(0.005)
    pytest.fail("what was awaited never came")


class Queue:
    """A turnstile with people in it: threads, and processes that may be killed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.passed: list[str] = []
        self._gates: dict[str, Event] = {}
        self._threads: list[Thread] = []
        self._processes: list[subprocess.Popen[bytes]] = []
        path.touch()

    def comes(self, name: str) -> None:
        """Let a thread come and take its number; it stays inside until told to leave."""
        last, gate = comers(self.path), Event()
        self._gates[name] = gate
        thread = Thread(target=self._pass, args=(name, gate), daemon=True)
        self._threads.append(thread)
        thread.start()
        until(lambda: comers(self.path) != last)

    def process(self) -> subprocess.Popen[bytes]:
        """Let another process come and take its number."""
        last = comers(self.path)
        process = subprocess.Popen(
            [sys.executable, "-c", _WAIT_INSIDE, str(self.path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._processes.append(process)
        until(lambda: comers(self.path) != last)
        return process

    def leaves(self, name: str) -> None:
        """Let who is inside leave."""
        self._gates[name].set()

    def _pass(self, name: str, gate: Event) -> None:
        turnstile = Turnstile(self.path)
        with turnstile:
            self.passed.append(name)
            gate.wait(PATIENCE)
        turnstile.close()

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()
        for gate in self._gates.values():
            gate.set()
        for thread in self._threads:
            thread.join(PATIENCE)


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    queue = Queue(tmp_path / "jalon.sqlite3-lock")
    yield queue
    queue.close()


def test_writers_pass_in_the_order_they_came(queue: Queue) -> None:
    names = [f"writer {number}" for number in range(8)]
    for name in names:
        queue.comes(name)

    for name in names:
        until(lambda name=name: queue.passed[-1:] == [name])  # type: ignore[misc]  # bound now
        queue.leaves(name)

    assert queue.passed == names


def test_only_one_is_inside(queue: Queue) -> None:
    for name in ("first", "second", "third"):
        queue.comes(name)
    until(lambda: queue.passed == ["first"])

    sleep(0.05)

    assert queue.passed == ["first"]


def test_the_death_of_who_is_inside_lets_the_next_one_pass(queue: Queue) -> None:
    process = queue.process()
    assert process.stdout is not None
    assert process.stdout.read(2) == b"in"
    queue.comes("next")
    assert queue.passed == []

    os.kill(process.pid, signal.SIGKILL)

    until(lambda: queue.passed == ["next"])


def test_the_death_of_one_who_waits_changes_nothing_of_the_order(queue: Queue) -> None:
    queue.comes("inside")
    queue.comes("before")
    dying = queue.process()
    queue.comes("after")

    os.kill(dying.pid, signal.SIGKILL)
    dying.wait()
    sleep(0.05)
    queue.leaves("inside")
    until(lambda: len(queue.passed) == 2)
    queue.leaves("before")
    until(lambda: len(queue.passed) == 3)

    assert queue.passed == ["inside", "before", "after"]


def test_who_has_waited_long_enough_leaves_and_keeps_nobody_waiting(queue: Queue) -> None:
    queue.comes("inside")
    hasty = Turnstile(queue.path, patience=0.01)

    with pytest.raises(Busy) as caught, hasty:
        pass
    queue.comes("after")
    queue.leaves("inside")

    until(lambda: queue.passed == ["inside", "after"])
    hasty.close()
    assert (caught.value.code, caught.value.who) == ("BASE-001", "vous")


@pytest.mark.parametrize("content", [b"", b"\0" * 8, b"damaged!", struct.pack("<q", -5)])
def test_a_damaged_number_is_no_reason_to_stop(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lock"
    path.write_bytes(content)
    turnstile = Turnstile(path, patience=1)

    for _ in range(2):
        with turnstile:
            pass

    turnstile.close()
    assert comers(path) > 1024
