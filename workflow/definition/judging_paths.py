"""Every state can be reached, and from every one a case can end: no orphan, no dead end, no trap."""

import networkx as nx

from workflow.definition.examination import Examination
from workflow.definition.graphs import graph, leading_to, reachable, told_path
from workflow.definition.machine_model import MachineModel
from workflow.definition.tree import Path


def judge_paths(exam: Examination) -> None:
    """Report, machine by machine, the states nothing leads to and those nothing leads out of."""
    for path, _, machine in exam.machines():
        if machine.initial in machine.states:
            _unreachable(exam, path, machine)
            _endless(exam, path, machine)


def _unreachable(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report the first state of each group that nothing reaches; the others only follow from it."""
    drawn = graph(machine)
    held = reachable(drawn, machine.initial)
    lost = [state for state in machine.states if state not in held]
    among = nx.condensation(drawn.subgraph(lost)) if lost else nx.DiGraph()
    for group in (node for node in among if among.in_degree(node) == 0):
        members = sorted(among.nodes[group]["members"], key=lost.index)
        after = [
            state for state in lost if state in nx.descendants(drawn, members[0]) and state != members[0]
        ]
        follow = f" ; à sa suite : {', '.join(after)}" if after else ""
        exam.say(
            "DEF-040",
            (*path, "states", members[0]),
            f"Aucun chemin ne mène à l'état « {members[0]} »{follow}.",
            remedy="Ajoutez une transition qui y mène, ou retirez l'état.",
            on_key=True,
        )


def _endless(exam: Examination, path: Path, machine: MachineModel) -> None:
    drawn = graph(machine)
    usual = graph(machine, lambda move: not move.transition.exceptional)
    ends = [name for name, state in machine.states.items() if state.final]
    if not ends:
        exam.say(
            "DEF-041",
            (*path, "states"),
            "Aucun état n'est final : rien ne se termine jamais.",
            remedy="Marquez « final: true » les états où plus rien n'est attendu.",
            on_key=True,
        )
        return
    ending = leading_to(usual, ends)
    stuck = [state for state in reachable(drawn, machine.initial) if state not in ending]
    among = nx.condensation(usual.subgraph(stuck)) if stuck else nx.DiGraph()
    for group in (node for node in among if among.out_degree(node) == 0):
        members = among.nodes[group]["members"]
        first = next(state for state in machine.states if state in members)
        told = told_path(exam.definition, drawn, start=machine.initial, end=first)
        if drawn.out_degree(first) == 0:
            _dead_end(exam, (*path, "states", first), first, told)
        else:
            _trap(exam, (*path, "states", first), first, told)


def _dead_end(exam: Examination, path: Path, state: str, told: str) -> None:
    exam.say(
        "DEF-041",
        path,
        f"Impasse : {told} → plus personne ne peut agir à l'état « {state} », qui n'est pas final.",
        remedy="Ajoutez une transition qui en part, ou marquez l'état « final: true ».",
        on_key=True,
    )


def _trap(exam: Examination, path: Path, state: str, told: str) -> None:
    exam.say(
        "DEF-042",
        path,
        f"Piège : {told} → depuis l'état « {state} », aucun chemin ordinaire ne mène à une fin.",
        remedy="Ajoutez une transition vers un état final qui ne soit pas « exceptional ».",
        on_key=True,
    )
