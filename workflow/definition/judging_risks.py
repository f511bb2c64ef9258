"""What holds and yet may go ill: people outside who are not reminded, roles that nothing uses."""

from collections.abc import Iterator

from workflow.definition.examination import Examination
from workflow.definition.graphs import leaving
from workflow.definition.literals import Span
from workflow.definition.machine_model import StateModel, Transition
from workflow.definition.tree import Path
from workflow.definition.wording import say_span
from workflow.definition.words import AUTOMATIC, GIVER

_OUTSIDE = "outside"


def judge_risks(exam: Examination) -> None:
    """Warn of what keeps nobody from publishing, and that somebody would regret."""
    for path, _, machine in exam.machines():
        ways = leaving(machine)
        for name, state in machine.states.items():
            if state.deadlines and _awaits_outside(exam, state, ways[name]):
                _unreminded(exam, (*path, "states", name), state)
    _idle(exam)


def _awaits_outside(exam: Examination, state: StateModel, ways: list[tuple[str, Transition]]) -> bool:
    """Tell whether only people outside can act before the delay ends."""
    acting = [
        role
        for _, transition in ways
        if not transition.exceptional
        for role in transition.by
        if role not in AUTOMATIC
    ]
    awaited = acting or ([state.next_actor] if state.next_actor else [])
    return bool(awaited) and all(role == GIVER or _is_outside(exam, role) for role in awaited)


def _unreminded(exam: Examination, path: Path, state: StateModel) -> None:
    for slot, deadline in state.deadlines.items():
        after = deadline.after
        # A delay of no day at all is an appointment, not a wait.
        if deadline.fire and isinstance(after, Span) and after.count > 0 and not deadline.remind:
            exam.say(
                "DEF-083",
                (*path, "deadlines", slot),
                f"À l'état « {state.label} », le dehors a {say_span(after)} et aucun rappel.",
                remedy="Ajoutez « remind: » et un délai, « mails: » et le courriel qui le porte.",
                on_key=True,
            )


def _idle(exam: Examination) -> None:
    """Report roles outside that nothing asks, tells or lets act: whoever holds one could do nothing."""
    if not exam.definition.machines or any(problem.level == "error" for problem in exam.problems):
        return  # A role may be idle because of another fault, which is told first.
    used = set(_named(exam))
    for name, role in exam.definition.roles.items():
        if role.kind == _OUTSIDE and name not in used:
            exam.say(
                "DEF-105",
                ("roles", name),
                f"Rien n'emploie le rôle « {name} » : qui le tient ne peut rien faire, ni rien apprendre.",
                remedy="Retirez-le, ou donnez-lui un acte, un avis ou un courriel.",
                on_key=True,
            )


def _named(exam: Examination) -> Iterator[str]:
    """Give the roles that some machine names, and those that others may not be held with."""
    for role in exam.definition.roles.values():
        yield from role.incompatible
    for _, _, machine in exam.machines():
        yield from (*machine.created.mails.values(), *machine.cancelled.mails.values())
        for transition in machine.transitions.values():
            yield from (*transition.by, *transition.mails.values())
        for state in machine.states.values():
            yield from (*state.editable_by, state.next_actor or "")
            yield from (spawn.giver or "" for spawn in state.spawn.values())
            for opening in state.open.values():
                yield from (*opening.by, opening.giver or "")
            for deadline in state.deadlines.values():
                yield from deadline.mails.values()


def _is_outside(exam: Examination, role: str) -> bool:
    held = exam.definition.roles.get(role)
    return held is not None and held.kind == _OUTSIDE
