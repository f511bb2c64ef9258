"""Which choices an act can be given, as far as conditions look at them."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import product

from workflow.definition.intervals import Interval, interval_of
from workflow.definition.machine_model import Comparison, MachineModel, Transition
from workflow.definition.model import Form, FormField
from workflow.placing import place_of
from workflow.rehearsal.scene import Scene, looked_at, own_paths
from workflow.rehearsal.standing import Fact, Facts

ANYTHING = "…"
"""Stands for any answer of the field, where conditions only ask whether it was given."""

_DATE = "date"


def choices(scene: Scene, machine: str, transition: Transition) -> Iterator[Facts]:
    """Give every combination of choices that makes a difference: to this act or to a later one."""
    read = looked_at(scene, machine, transition)
    return combinations(scene.form(transition.form), read=read, model=scene.model(machine))


def first_choices(scene: Scene) -> Iterator[Facts]:
    """Give every combination of what the root's own form is given that makes a difference later."""
    form = scene.form(scene.model(scene.machine).form)
    read = own_paths(form) & set(scene.read_later(scene.machine))
    return combinations(form, read=read, model=scene.model(scene.machine))


def combinations(form: Form | None, *, read: Collection[str], model: MachineModel) -> Iterator[Facts]:
    """Give every combination of answers to the fields of a form that are read."""
    fields = {place_of(form, name): field for name, field in form.fields.items()} if form else {}
    paths = [path for path in fields if path in read]
    for values in product(*(_values(fields[path], path, model) for path in paths)):
        yield tuple((path, value) for path, value in zip(paths, values, strict=True) if value is not None)


def _values(field: FormField, path: str, model: MachineModel) -> tuple[Fact | None, ...]:
    named = tuple(dict.fromkeys(_named(model, path, field)))
    of_order = any(one.is_of_order() for one in _comparisons(model, path))
    match field.kind:
        case "choice":
            values: tuple[Fact, ...] = tuple(field.options)
        case "yes_no":
            values = (True, False)
        case _:
            values = named if of_order else (*named, ANYTHING)
    return values if field.required else (*values, None)


def _comparisons(model: MachineModel, path: str) -> Iterator[Comparison]:
    for transition in model.transitions.values():
        for one in transition.when:
            if isinstance(one, Comparison) and one.field == path:
                yield one


def _named(model: MachineModel, path: str, field: FormField) -> Iterator[Fact]:
    """Give the values that conditions tell apart: those named, and both sides of each bound."""
    for one in _comparisons(model, path):
        if one.is_of_order():
            for number in _around(interval_of(one)):
                yield date.fromordinal(number).isoformat() if field.kind == _DATE else number
        else:
            yield from ([one.equals] if one.equals is not None else one.one_of)


def _around(interval: Interval) -> Iterator[int]:
    """Give a number within an interval, and those just outside."""
    if interval.least is not None:
        yield from (interval.least, interval.least - 1)
    if interval.most is not None:
        yield from (interval.most, interval.most + 1)
