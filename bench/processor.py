"""What a piece of work costs the processor, whatever else the machine does."""

from collections.abc import Callable
from statistics import median
from time import process_time


def median_cost(perform: Callable[[], object], *, rounds: int) -> float:
    """Give the median processor time of one call, in seconds."""
    spent = []
    for _ in range(rounds):
        start = process_time()
        perform()
        spent.append(process_time() - start)
    return median(spent)
