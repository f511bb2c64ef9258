"""What a plan is made for: a published definition, and the case everything begins with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workflow.case import Case, describe, new_case
from workflow.definition.literals import Span
from workflow.definition.machine_model import Comparison, MachineModel, Transition
from workflow.definition.model import Form
from workflow.definition.words import AUTOMATIC, CANCELLED
from workflow.placing import place_of
from workflow.rehearsal.standing import Target
from workflow.shelf import Pinned

_DAYS = {"days": 1, "working days": 2, "months": 31, "years": 366}
"""At least how many days a unit lasts, near enough to know which of two delays ends first."""


_AHEAD = 90
"""About how many days ahead the dates lie that forms are answered."""


@dataclass(frozen=True)
class Scene:
    """A definition and the machine of its root case, with the answers this begins with.

    `most` bounds how many children of one name a person opens at one time.
    """

    pinned: Pinned
    machine: str
    answers: Mapping[str, Any]
    most: int = 1

    def root(self) -> Case:
        """Make the root case in its first state."""
        case = new_case(now="", machine=self.machine, state=self.model(self.machine).initial)
        describe(case, self.answers)
        return case

    def model(self, machine: str) -> MachineModel:
        """Give a machine."""
        return self.pinned.definition.machines[machine]

    def form(self, name: str | None) -> Form | None:
        """Give a form by its id."""
        return self.pinned.definition.forms[name] if name else None

    @cached_property
    def _read_later(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, model in self.pinned.definition.machines.items():
            paths = {
                path
                for transition in model.transitions.values()
                for path in compared(transition)
                if path not in own_paths(self.form(transition.form))
            }
            found[name] = tuple(sorted(paths))
        return found

    def read_later(self, machine: str) -> tuple[str, ...]:
        """Give the answers that acts of a machine compare without being given them themselves."""
        return self._read_later[machine]

    def targets(self) -> frozenset[Target]:
        """Give everything that may happen to the root case and to what is opened below it."""
        return frozenset(target for name in self.below() for target in targets_of(name, self))

    def below(self) -> tuple[str, ...]:
        """Give the machines that live under the root, itself included."""
        found = [self.machine]
        for name in found:
            for state in self.model(name).states.values():
                opened = [one.machine for one in state.spawn.values()]
                opened += [one.machine for one in state.open.values()]
                found += [one for one in dict.fromkeys(opened) if one not in found]
        return tuple(found)


def targets_of(machine: str, scene: Scene) -> Iterator[Target]:
    """Give everything that may happen to the cases of one machine."""
    model = scene.model(machine)
    for trigger, transition in model.transitions.items():
        for origin in transition.origins:
            yield Target("act", machine, trigger, origin)
            for choice in relayed(scene, transition):
                yield Target("relay", machine, choice, origin)
    if model.cancelled.mails or model.cancelled.documents:
        yield Target("end", machine, CANCELLED, "")
    for name, state in model.states.items():
        for delay, deadline in state.deadlines.items():
            if deadline.remind and isinstance(deadline.after, Span):
                yield Target("delay", machine, delay, name)


def relayed(scene: Scene, transition: Transition) -> tuple[str, ...]:
    """Give the acts of another case between which a relay chooses."""
    form = scene.form(transition.form)
    if transition.relays is None or form is None:
        return ()
    return tuple(form.fields[transition.relays.act.rpartition(".")[2]].options)


def compared(transition: Transition) -> tuple[str, ...]:
    """Give the paths of the answers a transition compares."""
    return tuple(one.field for one in transition.when if isinstance(one, Comparison))


def own_paths(form: Form | None) -> frozenset[str]:
    """Give the paths of what a form is given."""
    return frozenset(place_of(form, name) for name in form.fields) if form else frozenset()


def delays_of(model: MachineModel, state: str) -> dict[str, int]:
    """Give the delays that run in a state, in days, by name; those nobody knows do not run."""
    return {
        name: max(
            deadline.after.count * _DAYS[deadline.after.unit] + (_AHEAD if deadline.is_from_answer() else 0),
            1,
        )
        for name, deadline in model.states[state].deadlines.items()
        if isinstance(deadline.after, Span)
    }


def by_people(transition: Transition) -> bool:
    """Tell whether a person does it."""
    return not AUTOMATIC.intersection(transition.by)


def looked_at(scene: Scene, machine: str, transition: Transition) -> frozenset[str]:
    """Give the paths of what a transition is given that conditions look at, now or later."""
    found = {*compared(transition), *scene.read_later(machine)}
    if transition.relays is not None:
        found.add(transition.relays.act)
    return own_paths(scene.form(transition.form)) & found
