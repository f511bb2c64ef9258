"""Which answers an act gives, and which facts of a rule those answers are."""

from collections.abc import Iterator

from workflow.definition.exploration.steps import Step
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Definition, Form
from workflow.definition.own_rules import reads_of
from workflow.definition.words import GRANTED

GRANTED_FACT = "granted"
"""The one fact of rules that no applicant writes: what is proposed, then decided."""


def born_with(definition: Definition, model: MachineModel) -> frozenset[str]:
    """Give the answers a case surely has from its making: an application in draft has none yet."""
    form = definition.forms.get(model.form or "") if model.is_record() else None
    return frozenset(answers_of(form, required=True))


def sets(definition: Definition, step: Step) -> frozenset[str]:
    """Give the answers (`<into>.<field>`) that a step surely gives: the required fields of its form."""
    return frozenset(answers_of(definition.forms.get(step.form or ""), required=True))


def changes_a_fact(definition: Definition, step: Step, rule: str) -> bool:
    """Tell whether a step may change a fact that a rule reads, editing by people apart."""
    if GRANTED_FACT not in reads_of(definition, rule) or step.slot is not None:
        return False
    return bool(set(GRANTED).intersection(answers_of(definition.forms.get(step.form or ""), required=False)))


def answers_of(form: Form | None, *, required: bool) -> Iterator[str]:
    """Give the answers a form gives, or those it cannot be without."""
    for name, field in form.fields.items() if form is not None else ():
        if field.required or not required:
            yield f"{form.into}.{name}" if form is not None else name
