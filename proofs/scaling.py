"""Judging grows with what is judged, and no faster; the largest call that ships is judged at once.

Definitions are made, not written: a chain of acts of every length, a crowd of machines of one size.
"""

from collections.abc import Callable, Sequence
from functools import partial
from math import log
from statistics import linear_regression

from bench.processor import Cost, least_cost, ordinary_cost
from proofs.generated import chain, machines
from proofs.outcomes import Outcome
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.judge import Judgement, examine
from workflow.definition.resolved import Resolved

EXPONENT = 1.2
"""The steepest slope, both scales logarithmic, still taken for a straight line as a clock measures it."""

CROWD_SECONDS, LARGEST_SECONDS = 5.0, 2.0
"""What judging may cost, in seconds of an ordinary processor."""

_LENGTHS = {False: (100, 200, 400, 800), True: (100, 200, 500, 1000, 2000)}
_CROWD = {False: 60, True: 300}
_STATES = 40
_ROUNDS = {False: 3, True: 5}


def prove(*, full: bool, seed: int) -> Outcome:
    """Time the judge on chains, on a crowd and on what ships; a squared judge must be seen as such."""
    lengths, rounds = _LENGTHS[full], _ROUNDS[full]
    costs = [_least(_judged, size, rounds=rounds) for size in lengths]
    slope = exponent(lengths, costs)
    crowd = machines(_CROWD[full], states=_STATES)
    crowd_cost = least_cost(partial(_share, crowd, parts=_CROWD[True] / _CROWD[full]), within=CROWD_SECONDS)
    largest = max((load(code) for code in shipped_codes()), key=_situations)
    largest_cost = least_cost(partial(_share, largest, parts=1), within=LARGEST_SECONDS)
    squared = [_least(_squared, size, rounds=1) for size in lengths[:3]]
    failures = [
        *_over("exponent", slope, EXPONENT),
        *_over("machines_s", crowd_cost.seconds, CROWD_SECONDS),
        *_over("largest_s", largest_cost.seconds, LARGEST_SECONDS),
        *_unsound(chain(lengths[-1])),
        *_unsound(crowd),
    ]
    return Outcome(
        promise="F3",
        name="scaling",
        figures={
            "exponent": slope,
            "chains": f"{lengths[0]}..{lengths[-1]}",
            "machines_s": crowd_cost.seconds,
            "largest": largest.definition.code,
            "largest_s": largest_cost.seconds,
            "slowness": max(crowd_cost.slowness, largest_cost.slowness),
            "situations": _situations(largest),
        },
        seed=seed,
        planted_caught=exponent(lengths[:3], squared) > EXPONENT,
        failures=tuple(failures),
    )


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """Give the power of the size that the cost follows: 1 for a straight line, 2 for a square."""
    return linear_regression([log(size) for size in sizes], [log(cost) for cost in costs]).slope


def _least(perform: Callable[[int], None], size: int, *, rounds: int) -> float:
    """Give the least that it took: what disturbs a measure only ever adds."""
    return min(ordinary_cost(partial(perform, size)).seconds for _ in range(rounds))


def _share(made: Resolved, *, parts: float) -> Cost:
    """Give what judging costs, times the parts of which this is one."""
    cost = ordinary_cost(lambda: examine(made))
    return Cost(cost.seconds * parts, cost.slowness)


def _judged(size: int) -> None:
    examine(chain(size))


def _squared(size: int) -> None:
    """Judge a chain by a judge in which a bug was planted: it looks at each act beside each other one."""
    _judged(size)
    for machine in chain(size).definition.machines.values():
        for one in machine.transitions.values():
            sum(one.label == other.label for _ in range(20) for other in machine.transitions.values())


def _situations(resolved: Resolved) -> int:
    """Give the situations explored over all the machines of a definition."""
    judgement: Judgement = examine(resolved)
    return sum(explored.situations for explored in judgement.explored)


def _unsound(made: Resolved) -> list[str]:
    """Say what is told of a definition that was made sound: time spent on another measures nothing."""
    return [f"{problem.code} {problem.message}" for problem in examine(made).problems[:1]]


def _over(name: str, figure: float, most: float) -> list[str]:
    return [f"{name} {figure:.2f}: more than {most}"] if figure > most else []
