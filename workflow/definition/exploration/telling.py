"""A path told in French: who does what, the last steps after a landmark."""

from workflow.definition.exploration.space import Path
from workflow.definition.exploration.steps import Step
from workflow.definition.model import Definition

_STEPS_TOLD = 4
_ARROW = " → "


def tell(path: Path, definition: Definition) -> str:
    """Tell a path: « porteur de la demande dépose le dossier → le délai passe (« Expiration ») ».

    A long one is told from the act before its last four steps on; `tell_all` gives every step.
    """
    steps = path.steps
    told = tell_all(path, definition)
    if len(steps) <= _STEPS_TOLD:
        return _ARROW.join(told) or "dès l'ouverture"
    landmark = label_of(steps[-_STEPS_TOLD - 1])
    return f"après « {landmark} » : {_ARROW.join(told[-_STEPS_TOLD:])}"


def tell_all(path: Path, definition: Definition) -> tuple[str, ...]:
    """Tell every step of a path."""
    return tuple(tell_step(step, definition) for step in path.steps)


def tell_step(step: Step, definition: Definition) -> str:
    """Tell one step: who, then what."""
    if step.kind == "open":
        return f"{_who(step, definition)} ouvre « {label_of(step)} »"
    if not step.roles:
        mover = "le système" if step.kind == "engine" else "le délai passe"
        return f"{mover} {_verb(step)}" if step.kind == "engine" else f"{mover} (« {label_of(step)} »)"
    return f"{_who(step, definition)} {_verb(step)}"


def _who(step: Step, definition: Definition) -> str:
    first = step.roles[0] if step.roles else ""
    held = definition.roles.get(first)
    return held.label if held is not None else first


def _verb(step: Step) -> str:
    return step.transition.verb if step.transition is not None else ""


def label_of(step: Step) -> str:
    """Give the name of a step, as people know the act."""
    told = step.transition or step.opening
    return told.label if told is not None else step.trigger
