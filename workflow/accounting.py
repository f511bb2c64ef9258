"""Where a case renders account of a project: read from what its acts do, whatever its states are called."""

from dataclasses import dataclass

from workflow.definition.machine_model import MachineModel, Transition
from workflow.definition.model import Definition
from workflow.definition.words import BUDGET_KIND, SETTLE


@dataclass(frozen=True, slots=True)
class Accounting:
    """The states of a machine as they bear on an account.

    From `rendered` it may be settled without being rendered again; in `awaited` it is still to be rendered.
    """

    rendered: frozenset[str]
    awaited: frozenset[str]

    def stands(self, state: str, *, settled: bool) -> bool:
        """Tell whether an account in that state is rendered, or was settled and not opened again."""
        return state in self.rendered or (settled and state not in self.awaited)


def accounting_of(definition: Definition, model: MachineModel) -> Accounting | None:
    """Give how cases of a machine render account; None where no act of it settles anything.

    What was sent back keeps the budget it brought: only the state tells that it awaits another. An
    exceptional act counts for nothing here, as it may leave any state at any time.
    """
    acts = [one for one in model.transitions.values() if not one.exceptional]
    settling = [one for one in model.transitions.values() if one.does == SETTLE]
    if not settling:
        return None
    rendering = [one for one in acts if one.does != SETTLE and _asks_for_a_budget(definition, one)]
    rendered = _origins(*settling)
    reached = frozenset[str]()
    while reached != rendered:
        reached = rendered
        others = (one for one in acts if one not in rendering and one.target in reached)
        rendered |= _origins(*others)
    return Accounting(rendered, _origins(*rendering) - rendered)


def _asks_for_a_budget(definition: Definition, transition: Transition) -> bool:
    form = definition.forms.get(transition.form or "")
    return form is not None and any(field.kind == BUDGET_KIND for field in form.fields.values())


def _origins(*transitions: Transition) -> frozenset[str]:
    """Give the states from which one of these acts may be done."""
    return frozenset(origin for one in transitions for origin in one.origins)
