"""A rule that refuses must leave a way: somebody who can mend what it reads, or another act that goes on."""

from workflow.definition.examination import Examination
from workflow.definition.exploration.space import Situation, Space
from workflow.definition.exploration.steps import Step
from workflow.definition.exploration.telling import tell
from workflow.definition.machine_model import Transition
from workflow.definition.tree import Path
from workflow.definition.words import AUTOMATIC


def judge_mending(exam: Examination) -> None:
    """Report acts whose rules, should one refuse, nobody could satisfy and nothing could go round."""
    for path, name, machine in exam.machines():
        if machine.serves != "application" or exam.faulted(name):
            continue
        space = exam.space(name)
        for trigger, transition in machine.transitions.items() if space is not None else ():
            if transition.rules and not transition.exceptional and not AUTOMATIC.intersection(transition.by):
                _mended(exam, (*path, "transitions", trigger, "rules"), space, trigger, transition)


def _mended(exam: Examination, path: Path, space: Space | None, trigger: str, transition: Transition) -> None:
    assert space is not None  # noqa: S101 -- asked by the caller

    def other(step: Step) -> bool:
        return not step.exceptional and not (step.slot is None and step.trigger == trigger)

    def lets_go(situation: Situation) -> bool:
        return space.is_final(situation) or space.may_edit(situation)

    free = space.leading_to(lets_go, chosen=other)
    held = space.path(space.starts, lambda one: one[0] in transition.origins and one not in free)
    if held is not None:
        exam.say(
            "DEF-117",
            path,
            f"Si une règle de « {transition.label} » refuse, plus personne ne peut corriger le dossier ni le "
            f"conclure autrement : {tell(held, exam.definition)}.",
            remedy="Permettez là une demande de compléments, un retour en arrière ou une autre issue.",
            on_key=True,
            way=held,
        )
