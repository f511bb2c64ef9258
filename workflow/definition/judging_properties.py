"""The definition's own promises, tried on every path: `before … visit`, `before … rule`, `never … after`.

Each is reachability in the graph with states or moves deleted; guards may hold or not.
"""

from workflow.definition.examination import Examination
from workflow.definition.graphs import Move, graph, reachable, told_path
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Property
from workflow.definition.tree import Path


def judge_properties(exam: Examination) -> None:
    """Report promises that a path breaks, or that cannot be tried yet."""
    machine = _served(exam, "application") or _served(exam, "meeting")
    for index, promise in enumerate(exam.definition.properties):
        path: Path = ("properties", index)
        if promise.silence_of is not None:
            exam.say(
                "DEF-110",
                (*path, "silence_of"),
                f"« {promise.name} » : cette forme de propriété est prévue, pas encore prouvée.",
                remedy="Retirez-la : ce qui n'est pas prouvé n'est pas promis.",
                on_key=True,
            )
        elif _shape(promise) is None:
            exam.say(
                "DEF-111",
                (*path, "name"),
                f"« {promise.name} » ne dit pas ce qu'elle promet.",
                remedy="Écrivez « before » avec « visit » ou « rule », ou bien « after » avec « never ».",
            )
        elif (
            machine is not None and machine.initial in machine.states and _known(exam, path, promise, machine)
        ):
            _try(exam, path, promise, machine)


def _served(exam: Examination, served: str) -> MachineModel | None:
    return next((machine for _, _, machine in exam.machines() if machine.serves == served), None)


def _shape(promise: Property) -> str | None:
    """Tell which of the three forms a property has; None when it has none of them."""
    given = {key for key in ("before", "visit", "rule", "since", "after", "never") if getattr(promise, key)}
    forms = {
        frozenset({"before", "visit"}): "visit",
        frozenset({"before", "rule"}): "rule",
        frozenset({"before", "rule", "since"}): "rule",
        frozenset({"after", "never"}): "never",
    }
    return forms.get(frozenset(given))


def _known(exam: Examination, path: Path, promise: Property, machine: MachineModel) -> bool:
    sound = True
    for key in ("before", "visit", "after", "never"):
        state = getattr(promise, key)
        if state and state not in machine.states:
            exam.require(state, machine.states, (*path, key), code="DEF-014", noun="État")
            sound = False
    return sound


def _try(exam: Examination, path: Path, promise: Property, machine: MachineModel) -> None:
    target = promise.before or promise.never or ""
    starts = [machine.initial]
    if promise.after:
        starts = [promise.after]
    elif promise.since:
        starts = [state for state in machine.states if _can_change(exam, machine, state)]

    def kept(move: Move) -> bool:
        if promise.rule and promise.rule in move.transition.rules:
            return False
        return promise.visit is None or promise.visit not in {move.origin, move.target}

    drawn = graph(machine, kept)
    for start in starts:
        if target in reachable(drawn, start) and start not in {promise.visit, target}:
            told = told_path(exam.definition, drawn, start=start, end=target)
            exam.say(
                "DEF-113",
                (*path, "name"),
                f"« {promise.name} » ne tient pas. Depuis « {start} » : {told} → « {target} ».",
                remedy="Fermez ce chemin, ou corrigez la propriété.",
            )
            return


def _can_change(exam: Examination, machine: MachineModel, state: str) -> bool:
    """Tell whether answers can change in a state: by its editors, or by a child that asks for it."""
    model = machine.states[state]
    opened = (exam.definition.machines.get(opening.machine) for opening in model.open.values())
    asked = any(
        transition.does == "answer"
        for child in opened
        if child is not None
        for transition in child.transitions.values()
    )
    held = state in reachable(graph(machine), machine.initial)
    return held and (model.draft or bool(model.editable_by) or asked)
