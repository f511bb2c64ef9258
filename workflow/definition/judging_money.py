"""The envelope on every path: reserved once, before any favourable end, and given back by every other."""

from collections.abc import Iterator

from workflow.definition.examination import Examination
from workflow.definition.exploration.space import Situation, Space
from workflow.definition.exploration.steps import Step
from workflow.definition.exploration.telling import tell
from workflow.definition.facts_given import sets
from workflow.definition.tree import Path
from workflow.definition.words import GRANTED, SAME

_Held = tuple[Situation, bool]
"""A situation, and whether the case holds money of the envelope."""


def judge_money(exam: Examination) -> None:
    """Report paths on which money is kept for nothing, granted unreserved, or reserved blindly."""
    for path, name, machine in exam.machines():
        marked = any(one.envelope is not None for one in machine.transitions.values())
        if not marked or machine.serves != "application" or exam.faulted(name):
            continue
        space = exam.space(name)
        if space is not None:
            _blind(exam, path, space)
            _unbalanced(exam, path, space)


def _blind(exam: Examination, path: Path, space: Space) -> None:
    """Report reservations made before any amount was decided."""

    def silent(step: Step) -> bool:
        return not sets(space.definition, step).intersection(GRANTED)

    for name, transition in space.model.transitions.items():
        if transition.envelope != "reserve":
            continue
        way = space.path_to_step(
            space.starts,
            lambda _origin, step, _target, told=transition: step.transition is told and silent(step),  # type: ignore[misc] # bound now
            chosen=silent,
        )
        if way is not None:
            exam.say(
                "DEF-155",
                (*path, "transitions", name, "envelope"),
                f"« {transition.label} » réserve sans montant : {tell(way, exam.definition)}.",
                remedy="Donnez-lui un formulaire dont le montant accordé est obligatoire.",
                way=way,
            )


def _unbalanced(exam: Examination, path: Path, space: Space) -> None:
    told: set[tuple[str, str]] = set()
    for step, target, held in _ends(space):
        state = space.model.states[target[0]]
        owed = state.outcome == "positive"
        key = (step.trigger, target[0])
        if held == owed or key in told:
            continue
        told.add(key)
        label = step.transition.label if step.transition is not None else step.trigger
        exam.say(
            "DEF-155",
            (*path, "transitions", step.trigger),
            f"« {label} » mène à « {target[0]} » "
            + ("sans que l'argent ait été réservé." if owed else "en gardant l'argent réservé."),
            remedy="Ajoutez « envelope: reserve » à la décision."
            if owed
            else "Ajoutez « envelope: release » à cet acte.",
            on_key=True,
        )


def _ends(space: Space) -> Iterator[tuple[Step, Situation, bool]]:
    """Give each way into a final state, with whether money is still held after it."""
    waiting: list[_Held] = [(start, False) for start in space.starts]
    known = set(waiting)
    for here, held in waiting:
        for step, target in space.ways[here]:
            mark = step.transition.envelope if step.slot is None and step.transition is not None else None
            after = {"reserve": True, "release": False}.get(mark or "", held)
            if (
                step.slot is None
                and step.lands != SAME
                and space.is_final(target)
                and not space.is_final(here)
            ):
                yield step, target, after
            if (target, after) not in known:
                known.add((target, after))
                waiting.append((target, after))
