"""Deadlines lead somewhere, in time, and say what silence means."""

from workflow.definition.examination import Examination
from workflow.definition.literals import Span, UnknownValue
from workflow.definition.machine_model import Deadline, MachineModel
from workflow.definition.tree import Path
from workflow.definition.wording import say_span
from workflow.definition.words import AUTOMATIC, CLOCK, SAME

_DAYS = {"days": (1, 1), "working days": (1, 2), "months": (28, 31), "years": (365, 366)}
"""The least and the most calendar days of each unit; working days taken loosely."""


def judge_deadlines(exam: Examination) -> None:
    """Report deadlines that fire or open nothing, and moves of the clock that no deadline fires."""
    for path, name, state, machine in exam.states():
        for slot, deadline in state.deadlines.items():
            here = (*path, "deadlines", slot)
            _one_effect(exam, here, deadline, machine, name)
            _reminders(exam, here, deadline)
            if isinstance(deadline.after, UnknownValue):
                exam.say(
                    "DEF-064",
                    (*here, "after"),
                    f"Aucun délai n'est connu : rien ne bornera l'attente à l'état « {state.label} ».",
                    remedy="Donnez la durée dès qu'un texte la fixe.",
                )
    for path, name, transition, machine in exam.transitions():
        if CLOCK in transition.by:
            _fired(exam, path, name, machine)


def _one_effect(exam: Examination, path: Path, deadline: Deadline, machine: MachineModel, state: str) -> None:
    if (deadline.fire is None) == (deadline.opens is None):
        exam.say(
            "DEF-060",
            path,
            "Un délai porte soit « fire » (il déplace), soit « opens » (il permet) ; un seul des deux.",
            remedy="Gardez ou ajoutez l'un des deux.",
            on_key=True,
        )
        return
    key, trigger = ("fire", deadline.fire) if deadline.fire else ("opens", deadline.opens)
    transition = machine.transitions.get(trigger or "")
    if transition is None:
        return
    automatic = AUTOMATIC.intersection(transition.by)
    if (key == "fire" and transition.by != (CLOCK,)) or (key == "opens" and automatic):
        wanted = "par « clock »" if key == "fire" else "d'une personne"
        exam.say(
            "DEF-061",
            (*path, key),
            f"« {key} » veut une transition {wanted} ; « {trigger} » est par « {', '.join(transition.by)} ».",
            remedy="Nommez une autre transition, ou changez son « by ».",
        )
    if state not in transition.origins:
        exam.say(
            "DEF-062",
            (*path, key),
            f"La transition « {trigger} » ne part pas de l'état « {state} ».",
            remedy=f"Ajoutez « {state} » à son « from », ou nommez une autre transition.",
        )


def _reminders(exam: Examination, path: Path, deadline: Deadline) -> None:
    if bool(deadline.remind) != bool(deadline.mails):
        lone = "remind" if deadline.remind else "mails"
        exam.say(
            "DEF-066",
            (*path, lone),
            f"« {lone} » seul n'a pas d'effet : un rappel veut une date (remind) et un courriel (mails).",
            remedy="Ajoutez l'autre clé, ou retirez celle-ci.",
            on_key=True,
        )
    if isinstance(deadline.after, UnknownValue) or deadline.since is not None:
        return
    for index, reminder in enumerate(deadline.remind):
        if days_of(reminder, most=False) >= days_of(deadline.after, most=True):
            exam.say(
                "DEF-065",
                (*path, "remind", index),
                f"Un rappel {say_span(reminder)} avant la fin d'un délai de {say_span(deadline.after)} "
                "tombe avant son début.",
                remedy="Rapprochez le rappel de l'échéance.",
            )


def _fired(exam: Examination, path: Path, name: str, machine: MachineModel) -> None:
    transition = machine.transitions[name]
    for index, origin in enumerate(transition.origins):
        state = machine.states.get(origin)
        if state is not None and name not in {deadline.fire for deadline in state.deadlines.values()}:
            exam.say(
                "DEF-063",
                (*path, "from", index),
                f"Aucun délai de l'état « {origin} » ne déclenche « {name} » : elle ne partira jamais de là.",
                remedy=f"Ajoutez à l'état « {origin} » un délai « fire: {name} ».",
            )
    target = machine.states.get(transition.target)
    if transition.target != SAME and target is not None and target.final and target.silence is None:
        exam.say(
            "DEF-067",
            (*path, "to"),
            f"Le silence mène à « {transition.target} » sans que rien ne dise ce qu'il vaut.",
            remedy=f"Ajoutez « silence: none » et sa source à l'état « {transition.target} ».",
        )


def days_of(span: Span, *, most: bool) -> int:
    """Give the least, or the most, calendar days a span can last."""
    least, largest = _DAYS[span.unit]
    return span.count * (largest if most else least)
