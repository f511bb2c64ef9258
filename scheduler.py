"""The clock of a running instance: wakes the engine now and then, and knows nothing of what is due.

What is due is a query on stored data, so a beat that comes late, twice, or from two processes
at once changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.blocking import BlockingScheduler

from notifications.transport import Transport
from pdf_templates.child import Press
from workflow.deliveries import deliver
from workflow.house import House
from workflow.ticking import tick


@dataclass(frozen=True, slots=True)
class Post:
    """How documents are printed and mails leave, and under which address."""

    transport: Transport
    press: Press
    sender: str


def run(house: House, *, post: Post, every: timedelta, until: Callable[[], bool] = lambda: False) -> None:
    """Beat at once, then every so often, until interrupted or until `until()` holds after a beat.

    Beats that were missed are made up for by one; two never overlap. Blocks the calling thread,
    which is the one that uses the house.
    """
    # Nothing of the scheduler is stored, and its jobs run in this very thread.
    scheduler = BlockingScheduler(executors={"default": DebugExecutor()}, timezone="UTC")

    def beat_and_see() -> None:
        beat(house, post=post)
        if until():
            # The scheduler is holding its own locks here: it is told to stop from beside.
            Thread(target=scheduler.shutdown, kwargs={"wait": False}).start()

    scheduler.add_job(
        beat_and_see,
        "interval",
        seconds=every.total_seconds(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
        next_run_time=house.clock(),
    )
    scheduler.start()


def beat(house: House, *, post: Post) -> None:
    """Do what is due, then let leave what waits."""
    for _ in tick(house):
        pass
    for _ in deliver(house, transport=post.transport, press=post.press, sender=post.sender):
        pass
