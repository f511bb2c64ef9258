"""What only shows once children are counted in: acts never possible, cases that nothing moves any more."""

from collections.abc import Iterator
from itertools import combinations

from workflow.definition.examination import Examination
from workflow.definition.exploration.space import Situation, Space
from workflow.definition.exploration.steps import Step
from workflow.definition.exploration.telling import tell
from workflow.definition.graphs import leaving
from workflow.definition.literals import UnknownValue
from workflow.definition.machine_model import ChildrenJoin, MachineModel, Transition
from workflow.definition.offspring import Offspring
from workflow.definition.tree import Path
from workflow.definition.words import CLOCK, ENGINE, OPEN, PARENT


def judge_situations(exam: Examination) -> None:
    """Report, over every situation of each machine, what a path shows; machines already faulted are left."""
    for path, name, machine in exam.machines():
        born = Offspring.of(exam.definition, machine)
        for trigger, transition in machine.transitions.items():
            _unheard(exam, (*path, "transitions", trigger), transition, born)
        if exam.faulted(name):
            continue
        space = exam.space(name)
        if space is not None:
            _impossible(exam, path, space)
            _stuck(exam, path, space)
            _at_once(exam, path, space)


def _unheard(exam: Examination, path: Path, transition: Transition, born: Offspring) -> None:
    """Report automatic moves that wait for children in states of which the case is never told."""
    if ENGINE not in transition.by:
        return
    for index, join in enumerate(transition.when):
        if not isinstance(join, ChildrenJoin):
            continue
        states = {
            state: told
            for slot in join.children
            for one in born.machines(slot)
            for state, told in one.states.items()
        }
        for key in ("all", "any"):
            for rank, state in enumerate(getattr(join, key)):
                if state == OPEN or (state in states and not states[state].final):
                    exam.say(
                        "DEF-058",
                        (*path, "when", index, key, rank),
                        f"Le dossier n'apprend que la fin de ses enfants : « {state} » n'en est pas une.",
                        remedy="Attendez un état final des enfants, ou confiez la transition à un rôle.",
                    )


def _impossible(exam: Examination, path: Path, space: Space) -> None:
    """Report transitions whose conditions never hold together where the case can be."""
    made = {step.trigger for _, step, _ in space.edges() if step.slot is None}
    reached = {state for state, _ in space.ways}
    for name, transition in space.model.transitions.items():
        held = [origin for origin in transition.origins if origin in reached]
        if name in made or not held or PARENT in transition.by or _never_due(space.model, name, transition):
            continue
        exam.say(
            "DEF-048",
            (*path, "transitions", name),
            f"« {transition.label} » n'est jamais possible : à l'état « {held[0]} », ce qui est attendu de "
            "ses enfants ne peut pas être vrai à la fois.",
            remedy="Revoyez « when » : les enfants ouverts là, et les états attendus d'eux.",
            on_key=True,
        )


def _never_due(model: MachineModel, name: str, transition: Transition) -> bool:
    """Tell whether only a deadline that nobody knows would fire it: that is told elsewhere."""
    deadlines = [
        deadline
        for origin in transition.origins
        if origin in model.states
        for deadline in model.states[origin].deadlines.values()
        if deadline.fire == name
    ]
    return CLOCK in transition.by and all(isinstance(one.after, UnknownValue) for one in deadlines)


def _usual(step: Step) -> bool:
    return not step.exceptional


def _stuck(exam: Examination, path: Path, space: Space) -> None:
    """Report situations from which no ordinary way leads to an end, the nearest one of each group."""
    ending = space.leading_to(space.is_final, chosen=_usual)
    stuck = [one for one in space.ways if one not in ending]
    told: set[str] = set()
    for here in (group[0] for group in space.bottoms(stuck, chosen=_usual)):
        way = space.path(space.starts, here.__eq__)
        if way is None or here[0] in told:
            continue
        told.add(here[0])
        label = space.model.states[here[0]].label
        exam.say(
            "DEF-049",
            (*path, "states", here[0]),
            f"Blocage : {tell(way, exam.definition)} → à l'état « {label} », plus aucune suite ordinaire ne "
            f"mène à une fin{_present(space, here)}.",
            remedy="Donnez une suite à ce cas : un autre état attendu des enfants, ou un acte d'un rôle.",
            on_key=True,
            way=way,
        )


def _present(space: Space, situation: Situation) -> str:
    """Tell which children there are, each class by one of its states."""
    told: list[str] = []
    for kind, held in zip(space.kinds, situation[1], strict=True):
        present = [one.members[0] for rank, one in enumerate(kind.classes) if held >> rank & 1]
        told += [f"{kind.slot} : {', '.join(present)}"] if present else []
    return f" (enfants — {' ; '.join(told)})" if told else ""


def _at_once(exam: Examination, path: Path, space: Space) -> None:
    """Report two automatic moves whose joins can hold together: only their order tells them apart."""
    ways = leaving(space.model)
    told: set[tuple[str, str]] = set()
    for here in space.ways:
        pairs = _competing(space, here, ways[here[0]])
        for first, second in pairs:
            if (first, second) in told:
                continue
            told.add((first, second))
            exam.say(
                "DEF-056",
                (*path, "transitions", second),
                f"À l'état « {here[0]} », « {first} » et « {second} » peuvent être vraies ensemble"
                f"{_present(space, here)} : seul leur ordre décide.",
                remedy=f"Précisez le « when » de l'une, ou retirez celui de « {second} », qui sera le sinon.",
                on_key=True,
            )


def _competing(
    space: Space, here: Situation, ways: list[tuple[str, Transition]]
) -> Iterator[tuple[str, str]]:
    engine = [
        name
        for name, transition in ways
        if ENGINE in transition.by
        and transition.when
        and all(isinstance(condition, ChildrenJoin) for condition in transition.when)
        and space.joined(transition, here)
    ]
    yield from combinations(engine, 2)
