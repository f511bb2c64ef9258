"""What people see and are told: who is awaited, acts told apart, a mail or a reason for none."""

from collections.abc import Iterator
from itertools import product

from workflow.definition.examination import Examination
from workflow.definition.graphs import Move, mover, moves
from workflow.definition.machine_model import MachineModel, StateModel
from workflow.definition.tree import Path
from workflow.definition.words import AUTOMATIC, GIVER

_SEEN = frozenset({"application", "record"})
"""What people outside make, follow and see end."""


def judge_people(exam: Examination) -> None:
    """Report what would leave people waiting, confused or untold."""
    for path, _, machine in exam.machines():
        _masks(exam, path, machine)
        _twins(exam, path, machine)
        if machine.serves in _SEEN:
            _untold(exam, path, machine)
    for path, _, machine in exam.machines():
        ways: dict[str, list[Move]] = {}
        for move in moves(machine):
            ways.setdefault(move.origin, []).append(move)
        for name, state in machine.states.items():
            here = (*path, "states", name)
            if state.final:
                _over(exam, here, state)
            else:
                _awaited(exam, here, name, state, ways.get(name, []), root=machine.serves in _SEEN)
    for path, name, state, machine in exam.states():
        if state.final and state.outcome is None and machine.serves in _SEEN:
            exam.say(
                "DEF-043",
                path,
                f"L'état final « {name} » ne dit pas son issue.",
                remedy="Ajoutez « outcome: positive », « negative » ou « neutral ».",
                on_key=True,
            )


def _over(exam: Examination, path: Path, state: StateModel) -> None:
    """Report final states that still wait for somebody, or for a day."""
    key = "next_actor" if state.next_actor is not None else "deadlines" if state.deadlines else None
    if key is not None:
        exam.say(
            "DEF-159",
            (*path, key),
            f"« {state.label} » est final : plus rien n'y est attendu, et « {key} » dit le contraire.",
            remedy=f"Retirez « {key} », ou « final: true ».",
            on_key=True,
        )


def _masks(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report phases shown as one that is itself shown as another."""
    for name, phase in machine.phases.items():
        shown = machine.phases.get(phase.shown_as or "")
        if shown is not None and shown.shown_as is not None:
            exam.say(
                "DEF-036",
                (*path, "phases", name, "shown_as"),
                f"« {name} » se montre comme « {phase.shown_as} », qui se montre elle-même comme une autre.",
                remedy="Nommez une phase qui se montre sous son nom.",
            )


def _twins(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report two acts of one state that bear one name for one person."""
    first: dict[tuple[str, str, str], str] = {}
    for name, transition in machine.transitions.items():
        for origin, role in product(transition.origins, set(transition.by) - AUTOMATIC):
            other = first.setdefault((transition.label, origin, role), name)
            if other != name:
                exam.say(
                    "DEF-044",
                    (*path, "transitions", name, "label"),
                    f"À l'état « {origin} », rien ne distingue pour une personne « {other} » de « {name} ».",
                    remedy="Donnez un autre « label » à l'un des deux actes.",
                )
                break


def _untold(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report moves that change what people outside see, with neither mail to them nor reason for none."""
    for name, found in _visible(machine).items():
        transition = found.transition
        told = any(_is_outside(exam, role) for role in transition.mails.values())
        if not told and transition.silent is None:
            exam.say(
                "DEF-080",
                (*path, "transitions", name),
                f"Le porteur verra « {found.origin} » devenir « {found.target} » sans courriel qui le dise.",
                remedy="Ajoutez un courriel au porteur, ou « silent: » et la raison de n'en pas envoyer.",
                on_key=True,
            )


def _visible(machine: MachineModel) -> dict[str, Move]:
    seen: dict[str, Move] = {}
    for move in moves(machine):
        if _shown(machine, move.origin) != _shown(machine, move.target):
            seen.setdefault(move.trigger, move)
    return seen


def _shown(machine: MachineModel, state: str) -> str:
    phase = machine.states[state].phase
    model = machine.phases.get(phase)
    return (model.shown_as if model is not None else None) or phase


def _is_outside(exam: Examination, role: str) -> bool:
    held = exam.definition.roles.get(role)
    return held is not None and held.kind == "outside"


def _awaited(
    exam: Examination, path: Path, name: str, state: StateModel, ways: list[Move], *, root: bool
) -> None:
    leaving = [move for move in ways if not move.transition.exceptional]
    if state.next_actor is None and leaving and not all(move.automatic for move in leaving):
        who = mover(exam.definition, next(move.transition for move in leaving if not move.automatic))
        exam.say(
            "DEF-081",
            path,
            f"Rien ne dit qui est attendu à l'état « {name} ».",
            remedy=f"Ajoutez « next_actor: » et un rôle, par exemple celui de : {who}.",
            on_key=True,
        )
    roles = set(_personal_roles(leaving))
    outside = bool(roles) and all(role == GIVER or _is_outside(exam, role) for role in roles)
    if (
        root
        and outside
        and not state.draft
        and not state.deadlines
        and not any(move.automatic for move in leaving)
    ):
        exam.say(
            "DEF-082",
            path,
            f"À l'état « {name} », seul le dehors peut agir, sans délai ni rappel.",
            remedy="Ajoutez un délai avec un rappel, ou un acte pour un rôle de la maison.",
            on_key=True,
        )


def _personal_roles(leaving: list[Move]) -> Iterator[str]:
    for move in leaving:
        yield from (role for role in move.transition.by if role not in AUTOMATIC)
