"""Acts done at the same moment by threads, each with a house of its own on the same base."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

from workflow.house import House, open_base

PATIENCE = 60
"""Seconds after which a test that waits is a test that hangs."""


def at_once(
    url: str, *, home: Path, now: datetime, acts: Sequence[Callable[[House], object]]
) -> list[object]:
    """Start acts together; give what each returned or raised, in their order."""
    barrier = Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(index: int, act: Callable[[House], object]) -> None:
        house = House(base=open_base(url), home=home, clock=lambda: now)
        try:
            barrier.wait(PATIENCE)
            results[index] = act(house)
        except Exception as error:  # noqa: BLE001 -- told to the test
            results[index] = error
        finally:
            house.close()

    threads = [Thread(target=run, args=one, daemon=True) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "an act at once with others never ended"
    return results
