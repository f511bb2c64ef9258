"""What deadlines are counted from: a deed every path has done, a date every path has answered."""

from collections.abc import Iterator

from forms.nearest import suggest
from workflow.definition.examination import Examination
from workflow.definition.facts_given import born_with
from workflow.definition.graphs import Move, graph, reachable, told_path
from workflow.definition.literals import Span, UnknownValue
from workflow.definition.machine_model import Deadline, Deed, MachineModel
from workflow.definition.model import Form
from workflow.definition.tree import Path

_DEEDS: tuple[str, ...] = Deed.__args__  # type: ignore[attr-defined]  # the words of a closed list


def judge_origins(exam: Examination) -> None:
    """Report deadlines counted from nothing, from what a path may lack, or over as soon as begun."""
    for path, name, state, machine in exam.states():
        for slot, deadline in state.deadlines.items():
            here = (*path, "deadlines", slot)
            if deadline.since is not None:
                _origin(exam, (*here, "from"), deadline, machine, name)
            elif isinstance(deadline.after, Span) and deadline.after.count == 0:
                _nothing(exam, (*here, "after"), "Un délai compté de l'entrée")
    for path, _, machine in exam.machines():
        for slot, clock in machine.clocks.items():
            if not isinstance(clock.after, UnknownValue) and clock.after.count == 0:
                _nothing(exam, (*path, "clocks", slot, "after"), "Un délai")


def _nothing(exam: Examination, path: Path, what: str) -> None:
    exam.say(
        "DEF-131",
        path,
        f"{what} de zéro jour n'en est pas un.",
        remedy="Donnez une durée, ou dites par « from » d'où elle se compte.",
    )


def _origin(exam: Examination, path: Path, deadline: Deadline, machine: MachineModel, state: str) -> None:
    origin = deadline.since or ""
    known = (*_DEEDS, *_dates(exam))
    if origin not in known:
        exam.say(
            "DEF-130",
            path,
            f"« {origin} » n'est ni une nature d'acte ni une date répondue.",
            remedy=suggest(origin, known),
        )
        return
    if deadline.is_from_answer() and _asked_at_birth(exam, machine, origin):
        return
    drawn = graph(machine, lambda move: not _sets(exam, move, origin))
    if machine.initial in machine.states and state in reachable(drawn, machine.initial):
        told = told_path(exam.definition, drawn, start=machine.initial, end=state)
        exam.say(
            "DEF-130",
            path,
            f"On peut entrer à « {state} » sans « {origin} » : {told}. Ce délai n'aurait pas d'origine.",
            remedy="Comptez-le d'autre chose, ou fermez ce chemin.",
        )


def _dates(exam: Examination) -> Iterator[str]:
    """Give the dates that forms ask, as comparisons name them."""
    for form in exam.definition.forms.values():
        yield from (f"{form.into}.{name}" for name, field in form.fields.items() if field.kind == "date")


def _asked_at_birth(exam: Examination, machine: MachineModel, origin: str) -> bool:
    return origin in born_with(exam.definition, machine)


def _sets(exam: Examination, move: Move, origin: str) -> bool:
    """Tell whether a move does that deed, or has that date answered."""
    if move.transition.does == origin:
        return True
    form = exam.definition.forms.get(move.transition.form or "")
    return form is not None and _requires(form, origin)


def _requires(form: Form, origin: str) -> bool:
    part, _, name = origin.partition(".")
    return form.into == part and name in form.fields and form.fields[name].required
