"""Budgets that children bring: given before they are accepted, judged as the decision judged the budget."""

from collections.abc import Iterator

from rules.registry import BUDGET
from workflow.definition.examination import Examination
from workflow.definition.machine_model import MachineModel, Transition
from workflow.definition.own_rules import reads_of
from workflow.definition.tree import Path
from workflow.definition.words import AMEND, APPLICATION, BUDGET_KIND, SETTLE

_DECIDE = "decide"


def judge_budgets(exam: Examination) -> None:
    """Report acts that accept a budget nobody gives, forms with two, and amendments judged on less."""
    for name, form in exam.definition.forms.items():
        budgets = [key for key, field in form.fields.items() if field.kind == BUDGET_KIND]
        for key in budgets[1:]:
            message = f"« {budgets[0]} » est déjà un budget de ce formulaire : rien ne dirait lequel vaut."
            path: Path = ("forms", name, "fields", key)
            exam.say(
                "DEF-208", path, message, remedy="Gardez-en un, ou faites deux formulaires.", on_key=True
            )
    wanted = _judged_at_decision(exam)
    for path, name, machine in exam.machines():
        for key, transition in machine.transitions.items():
            if transition.does in {AMEND, SETTLE}:
                _accepted(exam, (*path, "transitions", key), transition, machine, name)
            if transition.does == AMEND:
                _judged(exam, (*path, "transitions", key), transition, wanted)


def _accepted(
    exam: Examination, path: Path, transition: Transition, machine: MachineModel, name: str
) -> None:
    if machine.serves == APPLICATION:
        message = (
            f"« {transition.label} » accepte un budget, que seul apporte ce qui s'ouvre sur une demande."
        )
        remedy = "Faites de cet acte celui d'un circuit ouvert sur la demande."
    elif not any(_brings(exam, form) for form in _forms(exam, machine, name)):
        message = f"« {transition.label} » accepte un budget que personne ne donne."
        remedy = "Demandez-le par un champ « kind: budget » du formulaire d'un acte d'avant."
    else:
        return
    exam.say("DEF-207", (*path, "does"), message, remedy=remedy)


def _forms(exam: Examination, machine: MachineModel, name: str) -> Iterator[str | None]:
    """Give the forms by which a case of a machine is opened, or moved."""
    yield from (transition.form for transition in machine.transitions.values())
    for _, _, state, _model in exam.states():
        yield from (opening.form for opening in state.open.values() if opening.machine == name)


def _brings(exam: Examination, name: str | None) -> bool:
    form = exam.definition.forms.get(name or "")
    return form is not None and any(field.kind == BUDGET_KIND for field in form.fields.values())


def _judged_at_decision(exam: Examination) -> tuple[str, ...]:
    """Give the rules of the budget that the decisions of applications evaluate."""
    return tuple(
        dict.fromkeys(
            rule
            for _, _, transition, machine in exam.transitions()
            if machine.serves == APPLICATION and transition.does == _DECIDE
            for rule in transition.rules
            if BUDGET in reads_of(exam.definition, rule)
        )
    )


def _judged(exam: Examination, path: Path, transition: Transition, wanted: tuple[str, ...]) -> None:
    lacking = [rule for rule in wanted if rule not in transition.rules]
    if lacking:
        message = f"« {transition.label} » n'évalue pas ce que la décision évaluait : {', '.join(lacking)}."
        remedy = "Ajoutez ces règles : le budget accepté remplace celui qui a été décidé."
        exam.say("DEF-209", path, message, remedy=remedy, on_key=True)
