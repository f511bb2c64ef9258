"""Which choices an act can be given, as far as conditions look at them."""

from collections.abc import Iterator
from itertools import product

from workflow.definition.machine_model import Comparison, MachineModel, Transition
from workflow.definition.model import FormField
from workflow.rehearsal.scene import Scene, looked_at
from workflow.rehearsal.standing import Facts

ANYTHING = "…"
"""Stands for any answer of the field, where conditions only ask whether it was given."""

_YES_NO = ("True", "False")


def choices(scene: Scene, machine: str, transition: Transition) -> Iterator[Facts]:
    """Give every combination of choices that makes a difference: to this act or to a later one."""
    form = scene.form(transition.form)
    if form is None:
        yield ()
        return
    read = looked_at(scene, machine, transition)
    paths = [path for path in (f"{form.into}.{name}" for name in form.fields) if path in read]
    model = scene.model(machine)
    possible = [_values(form.fields[path.rpartition(".")[2]], path, model) for path in paths]
    for values in product(*possible):
        yield tuple((path, value) for path, value in zip(paths, values, strict=True) if value is not None)


def _values(field: FormField, path: str, model: MachineModel) -> tuple[str | None, ...]:
    named = tuple(dict.fromkeys(_named(model, path)))
    match field.kind:
        case "choice":
            values: tuple[str, ...] = tuple(field.options)
        case "yes_no":
            values = _YES_NO
        case _:
            values = (*named, ANYTHING)
    return values if field.required else (*values, None)


def _named(model: MachineModel, path: str) -> Iterator[str]:
    """Give the values conditions of the machine name for an answer."""
    for transition in model.transitions.values():
        for one in transition.when:
            if isinstance(one, Comparison) and one.field == path:
                yield from ([one.equals] if one.equals is not None else one.one_of)
