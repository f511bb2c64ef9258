"""The turnstile: one at a time, in order of arrival, and nobody waits for the dead."""

import os
import signal
import time
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from threading import Thread

import pytest

from workflow.store.turnstile import Busy, Turnstile

PROCESSES = get_context("spawn")


def hold(path: str, held: Event) -> None:
    with Turnstile(Path(path)):
        held.set()
        time.sleep(60)


def add_up(path: str, counter: str, times: int) -> None:
    turnstile = Turnstile(Path(path))
    for _ in range(times):
        with turnstile:
            total = int(Path(counter).read_text())
            Path(counter).write_text(str(total + 1))


def test_four_processes_lose_no_count(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")
    arguments = (str(tmp_path / "lock"), str(counter), 100)

    workers = [PROCESSES.Process(target=add_up, args=arguments) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    assert counter.read_text() == "400"


def test_those_who_wait_pass_in_the_order_they_came(tmp_path: Path) -> None:
    path, passed = tmp_path / "lock", list[int]()
    first = Turnstile(path)

    def come(number: int) -> None:
        with Turnstile(path):
            passed.append(number)

    waiting = []
    with first:
        for number in range(8):
            thread = Thread(target=come, args=(number,))
            thread.start()
            waiting.append(thread)
            time.sleep(0.02)
    for thread in waiting:
        thread.join(30)

    assert passed == list(range(8))


def test_nobody_waits_for_a_holder_that_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held = PROCESSES.Event()
    holder = PROCESSES.Process(target=hold, args=(str(path), held))
    holder.start()
    assert held.wait(30)

    os.kill(holder.pid or 0, signal.SIGKILL)
    holder.join(30)
    with Turnstile(path, patience=5.0):
        passed = True

    assert passed


def test_whoever_waits_too_long_is_told_to_try_again_and_leaves_the_queue(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with Turnstile(path):
        with pytest.raises(Busy) as busy, Turnstile(path, patience=0.05):
            pass
        assert busy.value.code == "BASE-001"

    with Turnstile(path, patience=1.0):
        passed = True

    assert passed
