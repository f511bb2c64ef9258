"""What a piece of work costs the processor, whatever else the machine does.

Promises that name seconds are made for an ordinary processor. Each is kept or broken by the seconds that
one would have taken: how slow this one is at that moment is measured beside the work, by a loop that is
always the same. A processor that is faster is given no credit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time

_PASSES, _ORDINARY = 400_000, 0.019
"""The loop that tells how slow a processor is, and the seconds an ordinary one takes for it.

The packaged Python of Debian 12 was seen to take that on a shared server of two cores.
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of an ordinary processor, and how many times slower than that this one was; at least 1."""

    seconds: float
    slowness: float


def median_cost(perform: Callable[[], object], *, rounds: int) -> float:
    """Give the median processor time of one call, in seconds."""
    spent = []
    for _ in range(rounds):
        start = process_time()
        perform()
        spent.append(process_time() - start)
    return median(spent)


def ordinary_cost(perform: Callable[[], object]) -> Cost:
    """Give what one call would have cost an ordinary processor, this one's pace taken before and after."""
    before = _pace()
    start = process_time()
    perform()
    spent = process_time() - start
    slowness = max(1.0, (before + _pace()) / 2 / _ORDINARY)
    return Cost(spent / slowness, slowness)


def least_cost(measure: Callable[[], Cost], *, within: float, tries: int = 3) -> Cost:
    """Measure again while a cost is over what is allowed, and give the least: noise only ever adds."""
    least = measure()
    for _ in range(tries - 1):
        if least.seconds <= within:
            break
        least = min(least, measure(), key=lambda cost: cost.seconds)
    return least


def _pace() -> float:
    start = process_time()
    total = 0
    for number in range(_PASSES):
        total += number * number
    return process_time() - start
