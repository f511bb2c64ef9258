"""Delays that contradict the law's: an answer awaited for longer than the silence that would end the case."""

from collections.abc import Iterator

from workflow.definition.examination import Examination
from workflow.definition.judging_deadlines import days_of
from workflow.definition.literals import Span
from workflow.definition.machine_model import Clock, Deadline, MachineModel
from workflow.definition.tree import Path
from workflow.definition.wording import say_span


def judge_durations(exam: Examination) -> None:
    """Report each deadline that alone lasts as long as a clock running meanwhile and not paused by it."""
    for path, name, machine in exam.machines():
        for clock in machine.clocks.values():
            if isinstance(clock.after, Span) and not exam.faulted(name):
                for here, deadline in _meanwhile(exam, path, machine, clock):
                    _compared(exam, here, deadline, clock, clock.after)


def _meanwhile(
    exam: Examination, path: Path, machine: MachineModel, clock: Clock
) -> Iterator[tuple[Path, Deadline]]:
    """Give the deadlines that can run between what starts a clock and what stops it."""
    running = _running(machine, clock)
    pausing = clock.paused_while.children if clock.paused_while is not None else ()
    for name in running:
        state = machine.states[name]
        for slot, deadline in state.deadlines.items():
            yield (*path, "states", name, "deadlines", slot), deadline
        for slot, means in state.children():
            child = exam.definition.machines.get(means.machine)
            for inner, told in child.states.items() if child is not None and slot not in pausing else ():
                for key, deadline in told.deadlines.items():
                    yield ("machines", means.machine, "states", inner, "deadlines", key), deadline


def _running(machine: MachineModel, clock: Clock) -> list[str]:
    found = [machine.transitions[one].target for one in clock.starts if one in machine.transitions]
    found = [state for state in found if state in machine.states]
    for here in found:
        for name, transition in machine.transitions.items():
            target = transition.target
            if here in transition.origins and name not in clock.stops and target in machine.states:
                found += [target] if target not in found else []
    return [state for state in found if not machine.states[state].final]


def _compared(exam: Examination, path: Path, deadline: Deadline, clock: Clock, after: Span) -> None:
    if not isinstance(deadline.after, Span) or days_of(deadline.after, most=False) < days_of(
        after, most=False
    ):
        return
    exam.say(
        "DEF-068",
        (*path, "after"),
        f"{say_span(deadline.after)} : « {clock.label} » est acquis avant ({say_span(after)}).",
        remedy=f"Raccourcissez ce délai, ou suspendez « {clock.label} » par « paused_while ».",
    )
