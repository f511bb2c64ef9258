"""What another process does to a house, and where it dies; run as a module by tests."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import NoReturn

import tests
from notifications.transport import Transport, open_transport
from pdf_templates.child import Press
from tests.workflow.houses import actor
from tests.workflow.stories.telling import answers_of
from workflow.amending import amend_answers
from workflow.creation import create_application
from workflow.deliveries import deliver
from workflow.engine import advance
from workflow.house import House, open_base

ROOT = Path(tests.__file__ or "").parents[1]
SENDER = "jalon@example.org"
KILLED = -signal.SIGKILL


def start(url: str, home: Path, now: datetime, verb: str, *words: str) -> subprocess.Popen[bytes]:
    """Start a process that does one of the verbs below to the house of an address."""
    line = [sys.executable, "-m", "tests.workflow.elsewhere", url, str(home), now.isoformat(), verb, *words]
    return subprocess.Popen(line, cwd=ROOT)


def run(url: str, home: Path, now: datetime, verb: str, *words: str) -> int:
    """Let a process do it to its end, and give its status."""
    return start(url, home, now, verb, *words).wait()


def die() -> NoReturn:
    """Be killed here and now."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def save(house: House, person: str, ref: str, times: str) -> None:
    """Save a draft many times over."""
    for _ in range(int(times)):
        with house.act(actor(person)) as act:
            amend_answers(act, ref=ref, answers=answers_of("aude"))


def create(house: House, person: str, call: str, times: str) -> None:
    """Create many applications."""
    for _ in range(int(times)):
        with house.act(actor(person)) as act:
            create_application(act, code=call, answers=answers_of("aude"))


def die_in_act(house: House, person: str, ref: str, trigger: str) -> None:
    """Die with everything written and nothing committed."""
    with house.act(actor(person)) as act:
        advance(act, ref=ref, trigger=trigger)
        act.finish()
        act.tx.send()
        die()


def die_once_committed(house: House, person: str, ref: str, trigger: str) -> None:
    """Die with the act committed and nothing delivered."""
    with house.act(actor(person)) as act:
        advance(act, ref=ref, trigger=trigger)
    die()


class Dying(Transport):
    """Dies with a mail in hand, or as soon as it has been handed over."""

    def __init__(self, *, transport: Transport, handed_over: bool) -> None:
        self._transport, self._handed_over = transport, handed_over

    def send(self, message: EmailMessage) -> None:
        if self._handed_over:
            self._transport.send(message)
        die()

    def close(self) -> None:
        self._transport.close()


def die_delivering(house: House, relay: str, when: str) -> None:
    """Die at the first mail, `before` it is handed over or `after`."""
    transport = open_transport(relay or None, folder=house.mails)
    dying = Dying(transport=transport, handed_over=when == "after")
    with Press() as press:
        list(deliver(house, transport=dying, press=press, sender=SENDER))


VERBS: dict[str, Callable[..., None]] = {
    "save": save,
    "create": create,
    "die_in_act": die_in_act,
    "die_once_committed": die_once_committed,
    "die_delivering": die_delivering,
}


def main(url: str, home: str, now: str, verb: str, *words: str) -> None:
    moment = datetime.fromisoformat(now)
    house = House(base=open_base(url), home=Path(home), clock=lambda: moment)
    VERBS[verb](house, *words)
    house.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
