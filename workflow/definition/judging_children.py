"""Children: opened on sound machines, asked from somebody, never without end."""

import networkx as nx

from workflow.definition.examination import Examination
from workflow.definition.graphs import circles
from workflow.definition.machine_model import MachineModel, Spawn
from workflow.definition.offspring import Child, children
from workflow.definition.tree import Path
from workflow.definition.words import GIVER

_SCOPES = {
    "lead.region": "region",
    "authorities.regions": "region",
    "countries": "country",
    "joint_countries": "country",
}


def judge_children(exam: Examination) -> None:
    """Report children that could not be made, asked, or told apart."""
    for path, _, machine in exam.machines():
        first: dict[str, str] = {}
        for child in children(machine):
            here = _path(path, child)
            _machine(exam, here, child)
            _giver(exam, here, child)
            if first.setdefault(child.slot, child.means.machine) != child.means.machine:
                exam.say(
                    "DEF-073",
                    (*here, "machine"),
                    f"« {child.slot} » nomme déjà des enfants de la machine « {first[child.slot]} ».",
                    remedy="Donnez un autre nom à ces enfants : les attentes les désignent par lui.",
                )
        if machine.serves != "child":
            _nobody_asked(exam, path, machine)
    _nested(exam)
    _unused(exam)


def _path(path: Path, child: Child) -> Path:
    return (*path, "states", child.state, "spawn" if child.spawned else "open", child.slot)


def _machine(exam: Examination, path: Path, child: Child) -> None:
    machine = exam.definition.machines.get(child.means.machine)
    if machine is not None and machine.serves != "child":
        exam.say(
            "DEF-070",
            (*path, "machine"),
            f"« {child.means.machine} » n'est pas une machine d'enfants : elle sert « {machine.serves} ».",
            remedy="Nommez une machine dont « serves » est « child » ou absent.",
        )


def _giver(exam: Examination, path: Path, child: Child) -> None:
    machine = exam.definition.machines.get(child.means.machine)
    role = exam.definition.roles.get(child.means.giver or "")
    if machine is not None and child.means.giver is None and _asks(machine):
        exam.say(
            "DEF-033",
            path,
            f"« {child.means.machine} » s'adresse à « giver », et rien ne dit ici qui c'est.",
            remedy="Ajoutez « giver: » et un rôle.",
            on_key=True,
        )
    if role is None or not isinstance(child.means, Spawn):
        return
    wanted = _SCOPES.get(child.means.for_each)
    if role.kind == "outside" and wanted not in {None, role.scope}:
        exam.say(
            "DEF-034",
            (*path, "giver"),
            f"Pour chaque « {child.means.for_each} », il faut un rôle de portée « {wanted} » ; "
            f"« {child.means.giver} » est de portée « {role.scope} ».",
            remedy="Nommez un autre rôle, ou changez « for_each ».",
        )


def _asks(machine: MachineModel) -> bool:
    """Tell whether a machine speaks of the role its cases are asked from."""
    told = [
        *machine.created.mails.values(),
        *machine.cancelled.mails.values(),
        *(role for transition in machine.transitions.values() for role in transition.by),
        *(role for transition in machine.transitions.values() for role in transition.mails.values()),
        *(state.next_actor for state in machine.states.values()),
        *(
            role
            for state in machine.states.values()
            for deadline in state.deadlines.values()
            for role in deadline.mails.values()
        ),
    ]
    return GIVER in told


def _nobody_asked(exam: Examination, path: Path, machine: MachineModel) -> None:
    if _asks(machine):
        exam.say(
            "DEF-033",
            path,
            f"« {machine.label} » s'adresse à « giver », mais n'est l'enfant de rien.",
            remedy="Nommez un rôle à la place de « giver ».",
            on_key=True,
        )


def _nested(exam: Examination) -> None:
    """Report machines that end up opening themselves."""
    opens: nx.DiGraph[str] = nx.DiGraph()
    for path, name, machine in exam.machines():
        for child in children(machine):
            opens.add_edge(name, child.means.machine, path=_path(path, child))
    for circle in circles(opens):
        told = " → ".join(circle)
        where = opens.edges[circle[-2], circle[-1]]["path"]
        exam.say(
            "DEF-071",
            (*where, "machine"),
            f"Des enfants sans fin : {told}.",
            remedy="Ouvrez une autre machine, ou retirez cet enfant.",
        )


def _unused(exam: Examination) -> None:
    if exam.unsound:
        return
    used = {child.means.machine for _, _, machine in exam.machines() for child in children(machine)}
    for path, name, machine in exam.machines():
        if machine.serves == "child" and name not in used:
            exam.say(
                "DEF-072",
                path,
                f"La machine « {name} » n'est ouverte par aucun état.",
                remedy="Retirez-la, ou ouvrez-la par « spawn » ou « open ».",
                on_key=True,
            )
