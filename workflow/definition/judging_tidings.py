"""Whoever is awaited is told: by a mail of the act that makes them so, or of the child's birth."""

from workflow.definition.examination import Examination
from workflow.definition.graphs import moves
from workflow.definition.machine_model import MachineModel, StateModel, Transition
from workflow.definition.offspring import children
from workflow.definition.tree import Path
from workflow.definition.words import GIVER


def judge_tidings(exam: Examination) -> None:
    """Report those who become awaited and learn of it by no mail, and children that nobody hears of."""
    for path, _, machine in exam.machines():
        told: set[str] = set()
        for move in moves(machine):
            state = machine.states[move.target]
            if move.trigger not in told and not _learns(state, move.transition):
                told.add(move.trigger)
                exam.say(
                    "DEF-156",
                    (*path, "transitions", move.trigger),
                    f"« {move.transition.label} » fait attendre « {state.next_actor} » ; rien ne le lui dit.",
                    remedy=f"Ajoutez un courriel à « {state.next_actor} ».",
                    on_key=True,
                )
        if machine.serves == "child":
            _born_unheard(exam, path, machine)


def _learns(state: StateModel, transition: Transition) -> bool:
    """Tell whether who is awaited in a state acted himself, is written to, or is asked by a child of it."""
    awaited = state.next_actor
    if awaited is None or state.final or awaited in transition.by or awaited in transition.mails.values():
        return True
    return any(spawn.giver == awaited for spawn in state.spawn.values())


def _born_unheard(exam: Examination, path: Path, machine: MachineModel) -> None:
    first = machine.states.get(machine.initial)
    awaited = first.next_actor if first is not None else None
    readers = set(machine.created.mails.values())
    openers = {
        role
        for _, _, parent in exam.machines()
        for child in children(parent)
        if exam.definition.machines.get(child.means.machine) is machine and not child.spawned
        for role in getattr(child.means, "by", ())
    }
    if awaited is not None and awaited not in readers and awaited not in openers:
        exam.say(
            "DEF-157",
            path,
            f"« {awaited} » est attendu dès l'ouverture de « {machine.label} », et rien ne le lui dit.",
            remedy=f"Ajoutez « created: {{mails: …: {awaited}}} ».",
            on_key=True,
        )
    gone = readers - set(machine.cancelled.mails.values())
    if readers and gone and (GIVER in gone or awaited in gone):
        exam.say(
            "DEF-157",
            path,
            f"Si « {machine.label} » devient sans objet, « {min(gone)} », à qui on l'avait demandé, "
            "ne l'apprend pas.",
            remedy="Ajoutez un courriel à « cancelled: ».",
            on_key=True,
        )
