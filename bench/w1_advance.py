"""W1 — advance one case durably, every step of the path included, beside the same statements bare."""

from statistics import median
from time import perf_counter

from bench.bases import Kind, databases
from bench.houses import STEPPER, furnish, opened
from bench.recording import Step, record
from bench.tables import Line, show
from workflow.engine import advance
from workflow.house import House

TRIGGERS = ("go", "back")


def measure(*, quick: bool) -> None:
    """Print the ratio to the floor on each database: median over rounds taken in turn."""
    cases, rounds = (50, 5) if quick else (100, 21)
    with databases() as kinds:
        show(
            "W1 — avancer un dossier durablement (rapport au plancher : plus haut est mieux)",
            [_measure_on(kind, cases=cases, rounds=rounds) for kind in kinds],
        )


def _measure_on(kind: Kind, *, cases: int, rounds: int) -> Line:
    base = kind.furnishable()
    with opened(base) as house:
        refs = furnish(house, cases=cases)
    recorded = _record(kind.copy(base), refs)
    floors, steps = [], []
    for _ in range(rounds):
        floors.append(_time_floor(kind, kind.copy(base), recorded))
        steps.append(_time_jalon(kind.copy(base), refs))
    ratios = [floor / step for floor, step in zip(floors, steps, strict=True)]
    return Line(
        kind.name,
        ratio=median(ratios),
        floor=len(recorded) / median(floors),
        measured=len(recorded) / median(steps),
        unit="pas/s",
        note=f"{len(recorded[0].statements)} instructions par pas",
    )


def _record(url: str, refs: list[str]) -> list[Step]:
    found = []
    with opened(url) as house:
        for number, (trigger, ref) in enumerate((t, r) for t in TRIGGERS for r in refs):
            with house.act(STEPPER) as act:
                found.append(record(act))
                advance(act, ref=ref, trigger=trigger, key=f"k{number}")
    return found


def _time_floor(kind: Kind, url: str, steps: list[Step]) -> float:
    start = perf_counter()
    kind.run(url, steps)
    return perf_counter() - start


def _time_jalon(url: str, refs: list[str]) -> float:
    with opened(url) as house:
        _warm(house)
        start = perf_counter()
        for number, (trigger, ref) in enumerate((t, r) for t in TRIGGERS for r in refs):
            with house.act(STEPPER) as act:
                advance(act, ref=ref, trigger=trigger, key=f"k{number}")
        return perf_counter() - start


def _warm(house: House) -> None:
    """Read the definition and the rights once, as a process that is up has done."""
    with house.look(STEPPER) as act:
        family, _ = act.read_family("STEP-0001")
        if family is not None:
            act.pinned(family.root)
