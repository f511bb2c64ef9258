"""Joins that may never complete: children never made, outcomes nobody waits for, silence from outside."""

from collections.abc import Iterator

from forms.nearest import suggest
from workflow.definition.examination import Examination
from workflow.definition.graphs import leaving
from workflow.definition.machine_model import ChildrenJoin, MachineModel, Transition
from workflow.definition.offspring import Offspring, final_states, stays_open_in_silence
from workflow.definition.tree import Path
from workflow.definition.words import CLOCK, ENGINE, OPEN, SAME

_OUTCOMES = ("all", "any", "none")
_Leaving = list[tuple[str, Transition]]


def judge_joins(exam: Examination) -> None:
    """Report joins that name nothing, that come too early, or that may wait for ever."""
    for path, _, machine in exam.machines():
        born = Offspring.of(exam.definition, machine)
        misnamed: set[str] = set()
        for name, clock in machine.clocks.items():
            if clock.paused_while is not None:
                _names(exam, (*path, "clocks", name, "paused_while"), clock.paused_while, born)
        for name, transition in machine.transitions.items():
            for index, join in _joins(transition):
                here = (*path, "transitions", name, "when", index)
                if _names(exam, here, join, born):
                    _too_early(exam, here, join, transition, born)
                    _nothing_to_wait_for(exam, here, join, transition, born)
                else:
                    misnamed.update(transition.origins)
        for state, ways in leaving(machine).items():
            if state not in misnamed:
                _held_back(exam, path, state, ways, born)


def _joins(transition: Transition) -> Iterator[tuple[int, ChildrenJoin]]:
    for index, condition in enumerate(transition.when):
        if isinstance(condition, ChildrenJoin):
            yield index, condition


def _names(exam: Examination, path: Path, join: ChildrenJoin, born: Offspring) -> bool:
    """Report what a join names wrongly; tell whether the rest is worth looking at."""
    sound = True
    for index, slot in enumerate(join.children):
        if slot not in born.slots:
            exam.unexplored.add(str(path[1]))
            remedy = suggest(slot, born.slots) if born.slots else "Ouvrez d'abord des enfants par « spawn »."
            message = f"Aucun état n'ouvre d'enfants « {slot} »."
            exam.say("DEF-028", (*path, "children", index), message, remedy=remedy)
            sound = False
    known = {state for slot in join.children for child in born.machines(slot) for state in child.states}
    named = [(key, *one) for key in _OUTCOMES for one in enumerate(getattr(join, key))]
    for key, index, state in named if sound else ():
        if state not in known and state != OPEN:
            exam.say(
                "DEF-014",
                (*path, key, index),
                f"État « {state} » : les enfants attendus n'ont pas cet état.",
                remedy=suggest(state, (*known, OPEN)),
            )
            sound = False
    if not named:
        exam.say(
            "DEF-077",
            path,
            "Cette attente ne dit pas quoi attendre.",
            remedy="Ajoutez « all », « any » ou « none », avec des états des enfants.",
        )
    return sound and bool(named)


def _too_early(
    exam: Examination, path: Path, join: ChildrenJoin, transition: Transition, born: Offspring
) -> None:
    for index, slot in enumerate(join.children):
        for origin in transition.origins:
            if origin in born.machine.states and origin not in born.present(slot):
                exam.say(
                    "DEF-074",
                    (*path, "children", index),
                    f"À l'état « {origin} », aucun enfant « {slot} » n'a encore pu être ouvert.",
                    remedy="Attendez ces enfants depuis un état qui les suit, ou ouvrez-les plus tôt.",
                )


def _nothing_to_wait_for(
    exam: Examination, path: Path, join: ChildrenJoin, transition: Transition, born: Offspring
) -> None:
    """Report an automatic *all* that an empty list of children blocks for ever."""
    certain = any(child.certain for slot in join.children for child in born.slots[slot])
    if ENGINE in transition.by and join.all and not join.or_none and not certain:
        exam.say(
            "DEF-076",
            path,
            "S'il n'y a aucun enfant à attendre, cette attente ne s'achève jamais.",
            remedy="Ajoutez « or_none: true », ou ouvrez les enfants avec « if_none: refuse ».",
        )


def _held_back(exam: Examination, path: Path, state: str, ways: _Leaving, born: Offspring) -> None:
    """Look at a state that children alone hold back: each of their ends must let the case go."""
    usual = [
        (name, transition)
        for name, transition in ways
        if transition.target != SAME and not transition.exceptional
    ]
    waiting = [name for name, transition in usual if any(_joins(transition))]
    if not waiting or any(_free(exam, transition) for _, transition in usual):
        return
    joins = [join for _, transition in usual for _, join in _joins(transition)]
    where = (*path, "transitions", waiting[0], "when")
    for slot in dict.fromkeys(slot for join in joins for slot in join.children):
        awaited = [join for join in joins if slot in join.children]
        giver = born.slots[slot][0].means.giver
        for child in born.machines(slot):
            _every_end(exam, where, state, slot, child, awaited)
            _no_silence(exam, where, state, slot, child, giver)


def _free(exam: Examination, transition: Transition) -> bool:
    """Tell whether somebody of the house, or the clock, can move the case without its children."""
    roles = exam.definition.roles
    inside = any(role in roles and roles[role].kind == "inside" for role in transition.by)
    return not any(_joins(transition)) and (inside or CLOCK in transition.by)


def _every_end(
    exam: Examination, path: Path, state: str, slot: str, child: MachineModel, joins: list[ChildrenJoin]
) -> None:
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


def _no_silence(
    exam: Examination, path: Path, state: str, slot: str, child: MachineModel, giver: str | None
) -> None:
    held = stays_open_in_silence(exam.definition, child, giver)
    if held is not None:
        exam.say(
            "DEF-078",
            path,
            f"Si le dehors se tait, l'enfant « {slot} » reste à « {held} » et le dossier à « {state} ».",
            remedy="Donnez à cet état un délai « fire », ou une transition à un rôle de la maison.",
            on_key=True,
        )
