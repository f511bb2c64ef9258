"""Moves that no person makes: what they may carry, which comes first, and that they come to rest."""

import networkx as nx

from workflow.definition.examination import Examination
from workflow.definition.graphs import Move, circles, graph, leaving
from workflow.definition.machine_model import ChildrenJoin, MachineModel, Transition
from workflow.definition.tree import Path
from workflow.definition.words import AUTOMATIC, CLOCK, ENGINE, PARENT, SAME

_PERSONAL = (
    ("rules", "rules"),
    ("while", "open_while"),
    ("form", "form"),
    ("relays", "relays"),
    ("unlike", "unlike"),
)


def judge_automatic(exam: Examination) -> None:
    """Report automatic moves that ask something of a person, hide one another, or never rest."""
    for path, _, transition, machine in exam.transitions():
        if AUTOMATIC.intersection(transition.by):
            _carried(exam, path, transition)
        if PARENT in transition.by and machine.serves != "child":
            exam.say(
                "DEF-052",
                (*path, "by"),
                f"« parent » n'a pas de sens ici : « {machine.label} » n'est l'enfant de rien.",
                remedy="Donnez un rôle, « engine » ou « clock ».",
            )
    for path, _, machine in exam.machines():
        _hidden(exam, path, machine)
        _restless(exam, path, machine)


def _carried(exam: Examination, path: Path, transition: Transition) -> None:
    if len(transition.by) > 1:
        exam.say(
            "DEF-051",
            (*path, "by"),
            "Une transition automatique n'a pas d'autre auteur.",
            remedy="Écrivez deux transitions : l'une automatique, l'autre pour les personnes.",
        )
    asked = [key for key, name in _PERSONAL if getattr(transition, name)]
    if transition.reason != "none":
        asked.append("reason")
    for key in asked:
        exam.say(
            "DEF-050",
            (*path, key),
            f"Une transition automatique ne porte pas « {key} » : personne n'est là pour y répondre.",
            remedy=f"Retirez « {key} », ou confiez la transition à un rôle.",
            on_key=True,
        )


def _hidden(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report moves of the engine that an earlier one without condition always pre-empts."""
    for state, ways in leaving(machine).items():
        engine = {name: transition for name, transition in ways if ENGINE in transition.by}
        always = next((name for name, transition in engine.items() if not transition.when), None)
        names = list(engine)
        for name in names[names.index(always) + 1 :] if always else ():
            exam.say(
                "DEF-053",
                (*path, "transitions", name),
                f"Depuis « {state} », « {always} » part toujours d'abord, sans condition : "
                f"« {name} » ne partira jamais.",
                remedy=f"Écrivez « {name} » avant « {always} », ou donnez un « when » à « {always} ».",
                on_key=True,
            )


def _restless(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report circles of moves that no person interrupts."""
    for name, transition in machine.transitions.items():
        if ENGINE in transition.by and transition.target == SAME:
            _circle(exam, (*path, "transitions", name), [*transition.origins, SAME], "DEF-054")
    automatic = graph(machine, lambda move: move.automatic and PARENT not in move.transition.by)
    drawn: list[Move] = [automatic.edges[edge]["move"] for edge in automatic.edges]
    for move in (one for one in drawn if CLOCK in one.transition.by):
        if nx.has_path(automatic, move.target, move.origin):
            way = nx.shortest_path(automatic, move.target, move.origin)
            _circle(exam, (*path, "transitions", move.trigger), [move.origin, *way], "DEF-055")
            return
    at_once = graph(machine, lambda move: ENGINE in move.transition.by and not _waits(move, machine))
    for circle in circles(at_once):
        last = at_once.edges[circle[-2], circle[-1]]["move"]
        _circle(exam, (*path, "transitions", last.trigger), circle, "DEF-054")


def _circle(exam: Examination, path: Path, states: list[str], code: str) -> None:
    told = " → ".join(states)
    exam.say(
        code,
        path,
        f"Boucle que personne n'arrête : {told}.",
        remedy="Faites passer ce chemin par un acte d'une personne, ou par un autre état.",
        on_key=True,
    )


def _waits(move: Move, machine: MachineModel) -> bool:
    """Tell whether a move waits for children made anew at each entry into its origin."""
    fresh = {slot for slot, spawn in machine.states[move.origin].spawn.items() if spawn.again != "keep"}
    joins = [condition for condition in move.transition.when if isinstance(condition, ChildrenJoin)]
    return any(fresh.intersection(join.children) for join in joins)
