"""Rounds of children: not cut short by an ordinary act, and asked anew when they must be."""

import networkx as nx

from workflow.definition.examination import Examination
from workflow.definition.exploration.space import Situation, Space
from workflow.definition.exploration.steps import Step
from workflow.definition.exploration.telling import tell
from workflow.definition.graphs import graph
from workflow.definition.machine_model import ChildrenJoin, MachineModel
from workflow.definition.tree import Path
from workflow.definition.words import SAME


def judge_rounds(exam: Examination) -> None:
    """Report ordinary acts that cancel children still awaited, and new rounds that ask nobody."""
    for path, name, machine in exam.machines():
        _asks_nobody(exam, path, machine)
        space = exam.space(name) if not exam.faulted(name) else None
        if space is not None:
            _cut_short(exam, path, space)
            _still_asked(exam, path, space)


def _cut_short(exam: Examination, path: Path, space: Space) -> None:
    told: set[str] = set()
    for here, step, target in space.edges():
        slot = _cancelled(space, here, step, target)
        if slot is None or step.trigger in told:
            continue
        told.add(step.trigger)
        way = space.path(space.starts, here.__eq__)
        shown = f" ({tell(way, exam.definition)})" if way is not None else ""
        label = step.transition.label if step.transition is not None else ""
        exam.say(
            "DEF-158",
            (*path, "transitions", step.trigger),
            f"« {label} » annulerait des enfants « {slot} » encore attendus{shown}.",
            remedy="Attendez-les par « when », écrivez « on_leave: keep », ou « exceptional: true ».",
            on_key=True,
            way=way,
        )


def _cancelled(space: Space, here: Situation, step: Step, target: Situation) -> str | None:
    """Name the children that a step cancels although it neither ends the case nor is an exception.

    A move that one child's unfavourable end is enough for has its answer: the others no longer matter.
    """
    transition = step.transition
    if step.slot is not None or transition is None or step.exceptional or step.lands == SAME:
        return None
    if space.is_final(target):
        return None
    answered = {
        slot
        for join in transition.when
        if isinstance(join, ChildrenJoin) and join.any
        for slot in join.children
        if all(_refuses(space, slot, state) for state in join.any)
    }
    leaves = {slot: one.on_leave for slot, one in space.model.states[here[0]].children()}
    for kind, held in zip(space.kinds, here[1], strict=True):
        if leaves.get(kind.slot) == "cancel" and kind.slot not in answered and held & kind.open & ~kind.kept:
            return kind.slot
    return None


def _refuses(space: Space, slot: str, state: str) -> bool:
    """Tell whether a state of a child is an unfavourable end."""
    models = (kind.model for kind in space.kinds if kind.slot == slot)
    return any(state in model.states and model.states[state].outcome == "negative" for model in models)


def _still_asked(exam: Examination, path: Path, space: Space) -> None:
    """Report children that go on being asked although nothing reads their answer any more."""
    told: set[str] = set()
    for _, step, target in space.edges():
        if step.slot is not None or step.lands == SAME:
            continue
        offered = dict(space.model.states[target[0]].children())
        for kind, held, read in zip(space.kinds, target[1], space.read, strict=True):
            idle = target[0] not in read and kind.slot not in offered and held & kind.open
            if idle and kind.asks and kind.slot not in told:
                told.add(kind.slot)
                label = step.transition.label if step.transition is not None else ""
                exam.say(
                    "DEF-165",
                    (*path, "transitions", step.trigger),
                    f"Après « {label} », « {kind.slot} » resterait demandé, et rien ne lit plus la réponse.",
                    remedy="Écrivez « on_leave: cancel » et « on_parent_end: cancel » là où il est demandé.",
                    on_key=True,
                )


def _asks_nobody(exam: Examination, path: Path, machine: MachineModel) -> None:
    drawn = graph(machine)
    for name, state in machine.states.items():
        for slot, spawn in state.spawn.items():
            again = any(name in drawn.succ[one] for one in _after(drawn, name))
            if spawn.again == "keep" and spawn.giver is not None and again:
                exam.say(
                    "DEF-167",
                    (*path, "states", name, "spawn", slot, "again"),
                    f"De retour à « {name} », personne n'est interrogé : d'anciennes réponses suffisent.",
                    remedy="Écrivez « again: renew » pour demander de nouveau.",
                )


def _after(drawn: "nx.DiGraph[str]", state: str) -> set[str]:
    return {state, *nx.descendants(drawn, state)} if state in drawn else set()
