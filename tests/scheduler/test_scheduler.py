"""The metronome wakes the engine through the real scheduler, and stops when told to from inside."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from notifications.transport import Memory
from pdf_templates.child import Press
from scheduler import Post, run
from tests.commands.shell import Shell, build
from workflow.house import CLOCK, House
from workflow.opening import open_house
from workflow.ticking import due_before

EVERY = timedelta(milliseconds=20)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A demonstration in which opinions are awaited."""
    build(tmp_path / "jalon", demo=True)
    return Shell(tmp_path / "jalon")


@pytest.fixture
def post() -> Iterator[Post]:
    with Press() as press:
        yield Post(transport=Memory(), press=press, sender="jalon@example.org")


def after(beats: int) -> tuple[Callable[[], bool], list[None]]:
    """A condition that holds once so many beats were heard, and the beats heard."""
    heard: list[None] = []

    def enough() -> bool:
        heard.append(None)
        return len(heard) >= beats

    return enough, heard


def opened(shell: Shell) -> House:
    return open_house(home=shell.home, url=None, clock=lambda: datetime.now(UTC))


def test_a_beat_does_what_is_due_and_sends_what_it_wrote(shell: Shell, post: Post) -> None:
    ref = shell.awaiting()
    house = opened(shell)
    enough, heard = after(2)

    run(house, post=post, every=EVERY, until=enough)

    with house.look(CLOCK) as look:
        left = due_before(look, datetime.now(UTC))
    house.close()
    assert len(heard) == 2
    assert left == []
    assert shell.done("case", "show", ref, "--json", person="instructor").json["state"] == "En instruction"
    assert isinstance(post.transport, Memory)
    assert len(post.transport.sent) > 5


def test_three_beats_send_nothing_twice(shell: Shell, post: Post) -> None:
    shell.filed()
    house = opened(shell)
    enough, heard = after(3)

    run(house, post=post, every=EVERY, until=enough)

    house.close()
    assert isinstance(post.transport, Memory)
    assert (len(heard), len(post.transport.sent)) == (3, 2)


def test_a_beat_that_fails_does_not_stop_the_clock(
    shell: Shell, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    shell.filed()
    house = opened(shell)
    heard: list[None] = []

    def enough() -> bool:
        heard.append(None)
        if len(heard) == 1:
            raise ZeroDivisionError
        return True

    run(house, post=post, every=EVERY, until=enough)

    house.close()
    assert len(heard) == 2
    assert "ZeroDivisionError" in caplog.text
