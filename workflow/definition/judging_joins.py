"""Joins that may never complete: children never made, outcomes nobody waits for, silence from outside."""

from collections.abc import Iterator

from forms.nearest import suggest
from workflow.definition.examination import Examination
from workflow.definition.machine_model import ChildrenJoin, MachineModel, Transition
from workflow.definition.model import Definition
from workflow.definition.offspring import (
    born_before,
    children,
    final_states,
    machines_of,
    stays_open_in_silence,
)
from workflow.definition.tree import Path
from workflow.definition.words import CLOCK, ENGINE, OPEN, SAME


def judge_joins(exam: Examination) -> None:
    """Report joins that name nothing, that come too early, or that may wait for ever."""
    for path, _, machine in exam.machines():
        misnamed: set[str] = set()
        for name, clock in machine.clocks.items():
            if clock.paused_while is not None:
                _names(exam, (*path, "clocks", name, "paused_while"), clock.paused_while, machine)
        for name, transition in machine.transitions.items():
            here = (*path, "transitions", name)
            for at, join in _joins(transition):
                if _names(exam, (*here, *at), join, machine):
                    _too_early(exam, (*here, *at), join, transition, machine)
                    _nothing_to_wait_for(exam, (*here, *at), join, transition, machine)
                else:
                    misnamed.update(transition.origins)
        for state in [name for name in machine.states if name not in misnamed]:
            _stuck(exam, path, state, machine)


def _joins(transition: Transition) -> Iterator[tuple[Path, ChildrenJoin]]:
    for index, condition in enumerate(transition.when):
        if isinstance(condition, ChildrenJoin):
            yield ("when", index), condition


def _names(exam: Examination, path: Path, join: ChildrenJoin, machine: MachineModel) -> bool:
    """Report what a join names wrongly; tell whether the rest is worth looking at."""
    slots = tuple(dict.fromkeys(child.slot for child in children(machine)))
    sound = True
    for index, slot in enumerate(join.children):
        if slot not in slots:
            remedy = (
                suggest(slot, slots) if slots else "Ouvrez d'abord des enfants par « spawn » ou « open »."
            )
            message = f"Aucun état n'ouvre d'enfants « {slot} »."
            exam.say("DEF-028", (*path, "children", index), message, remedy=remedy)
            sound = False
    known = {
        state: None
        for slot in join.children
        for child in machines_of(exam.definition, machine, slot)
        for state in child.states
    }
    named = [(key, *one) for key in ("all", "any", "none") for one in enumerate(getattr(join, key))]
    for key, index, state in named if sound else ():
        if state not in known and state != OPEN:
            exam.say(
                "DEF-014",
                (*path, key, index),
                f"État « {state} » : les enfants attendus n'ont pas cet état.",
                remedy=suggest(state, (*known, OPEN)),
            )
            sound = False
    if not (join.all or join.any or join.none):
        exam.say(
            "DEF-077",
            path,
            "Cette attente ne dit pas quoi attendre.",
            remedy="Ajoutez « all », « any » ou « none », avec des états des enfants.",
        )
        sound = False
    return sound


def _too_early(
    exam: Examination, path: Path, join: ChildrenJoin, transition: Transition, machine: MachineModel
) -> None:
    for index, slot in enumerate(join.children):
        for origin in transition.origins:
            if origin in machine.states and not born_before(machine, slot, origin):
                exam.say(
                    "DEF-074",
                    (*path, "children", index),
                    f"À l'état « {origin} », aucun enfant « {slot} » n'a encore pu être ouvert.",
                    remedy="Attendez ces enfants depuis un état qui les suit, ou ouvrez-les plus tôt.",
                )


def _nothing_to_wait_for(
    exam: Examination, path: Path, join: ChildrenJoin, transition: Transition, machine: MachineModel
) -> None:
    """Report an automatic *all* that an empty list of children blocks for ever."""
    awaited = [child for child in children(machine) if child.slot in join.children]
    if (
        ENGINE in transition.by
        and join.all
        and not join.or_none
        and not any(child.certain for child in awaited)
    ):
        exam.say(
            "DEF-076",
            path,
            "S'il n'y a aucun enfant à attendre, cette attente ne s'achève jamais.",
            remedy="Ajoutez « or_none: true », ou ouvrez les enfants avec « if_none: refuse ».",
        )


def _stuck(exam: Examination, path: Path, state: str, machine: MachineModel) -> None:
    """Look at a state that children alone hold back: each of their ends must let the case go."""
    leaving = [
        (name, transition)
        for name, transition in machine.transitions.items()
        if state in transition.origins and transition.target != SAME and not transition.exceptional
    ]
    waiting = [(name, transition) for name, transition in leaving if any(_joins(transition))]
    if not waiting or any(_free(exam.definition, transition) for _, transition in leaving):
        return
    joins = [join for _, transition in waiting for _, join in _joins(transition)]
    first = (*path, "transitions", waiting[0][0], "when")
    for slot in dict.fromkeys(slot for join in joins for slot in join.children):
        _every_end(exam, first, state, slot, machine, [join for join in joins if slot in join.children])
        _no_silence(exam, first, state, slot, machine)


def _free(definition: Definition, transition: Transition) -> bool:
    """Tell whether somebody of the house, or the clock, can move the case without its children."""
    inside = [
        role for role in transition.by if role in definition.roles and definition.roles[role].kind == "inside"
    ]
    return not any(_joins(transition)) and (bool(inside) or CLOCK in transition.by)


def _every_end(
    exam: Examination, path: Path, state: str, slot: str, machine: MachineModel, joins: list[ChildrenJoin]
) -> None:
    for child in machines_of(exam.definition, machine, slot):
        for end in final_states(child):
            if not any(_lets_go(join, end) for join in joins):
                exam.say(
                    "DEF-075",
                    path,
                    f"Quand un enfant « {slot} » finit à « {end} », plus rien ne quitte l'état « {state} ».",
                    remedy=f"Ajoutez « {end} » à l'attente, ou une transition pour ce cas.",
                    on_key=True,
                )


def _lets_go(join: ChildrenJoin, end: str) -> bool:
    if join.all or join.any:
        return end in join.all or end in join.any
    return end not in join.none


def _no_silence(exam: Examination, path: Path, state: str, slot: str, machine: MachineModel) -> None:
    givers = [child.means.giver for child in children(machine) if child.slot == slot]
    for child in machines_of(exam.definition, machine, slot):
        held = stays_open_in_silence(exam.definition, child, givers[0] if givers else None)
        if held is not None:
            exam.say(
                "DEF-078",
                path,
                f"Si le dehors se tait, l'enfant « {slot} » reste à « {held} » et le dossier à « {state} ».",
                remedy="Donnez à cet état un délai « fire », ou une transition à un rôle de la maison.",
                on_key=True,
            )
