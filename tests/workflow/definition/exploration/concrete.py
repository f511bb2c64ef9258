"""The same life told without classes: real children, each in its own state, counted one by one.

Slow and plain on purpose: what the exploration finds is compared with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from workflow.definition.literals import UnknownValue
from workflow.definition.machine_model import ChildrenJoin, MachineModel, Opening, Spawn, Transition
from workflow.definition.model import Definition

Child = tuple[str, str, bool]
"""Its name, its state, whether it is of the current round."""

Life = tuple[str, tuple[Child, ...]]
Seen = tuple[str, frozenset[str]]
"""A state of the case, with everything that can happen to the case itself there."""


def is_alone(means: Spawn | Opening) -> bool:
    """Whether a child made in this way is the only one of its name."""
    return isinstance(means, Spawn) and means.for_each == "once" and means.again != "add"


@dataclass(frozen=True)
class Concrete:
    """A machine whose children are counted, `most` of a name and round at most.

    Acts that wait for children in several states at once are only seen where there may be as many. With
    `in_numbers`, a child of a name that may have several is born alone or with others: nothing that cancels
    the first, or leaves at once, then keeps the second from being there.
    """

    definition: Definition
    model: MachineModel
    most: int = 2
    in_numbers: bool = False

    def seen(self) -> set[Seen]:
        """Give every state with what can happen there, over every life."""
        waiting = list(self.born())
        known = set(waiting)
        found: set[Seen] = set()
        for life in waiting:
            ways = list(self.ways(life))
            found.add((life[0], frozenset(name for name, _ in ways if "." not in name)))
            for _, after in ways:
                if after not in known:
                    known.add(after)
                    waiting.append(after)
        return found

    def born(self) -> Iterator[Life]:
        """Give the lives that begin: to be made is to enter the first state."""
        yield from self.into((self.model.initial, ()), self.model.initial)

    def ways(self, life: Life) -> Iterator[tuple[str, Life]]:
        state, children = life
        leaving = self.leaving[state]
        for name, one in leaving:
            if "engine" in one.by and self.joined(one, children):
                for after in self.entered(life, one):
                    yield name, after
                if all(isinstance(condition, ChildrenJoin) for condition in one.when):
                    return
        for name, one in leaving:
            clock = "clock" not in one.by or self.fired(self.model, name, state)
            if not {"engine", "parent"}.intersection(one.by) and clock and self.joined(one, children):
                for after in self.entered(life, one):
                    yield name, after
        yield from self.opened(life)
        for rank, child in enumerate(children):
            yield from self.moved(state, children, rank, child)

    def fired(self, model: MachineModel, name: str, state: str) -> bool:
        deadlines = model.states[state].deadlines.values()
        return any(one.fire == name and not isinstance(one.after, UnknownValue) for one in deadlines)

    def joined(self, transition: Transition, children: tuple[Child, ...]) -> bool:
        return all(
            self.holds(condition, [one for one in children if one[0] in condition.children and one[2]])
            for condition in transition.when
            if isinstance(condition, ChildrenJoin)
        )

    def holds(self, join: ChildrenJoin, children: list[Child]) -> bool:
        def among(child: Child, states: tuple[str, ...]) -> bool:
            return child[1] in states or ("open" in states and not self.is_final(child))

        if join.all and not children and not join.or_none:
            return False
        return (
            all(among(one, join.all) for one in children if join.all)
            and (not join.any or any(among(one, join.any) for one in children))
            and not any(among(one, join.none) for one in children)
        )

    @cached_property
    def machines(self) -> dict[str, MachineModel]:
        """The machine of the children of each name."""
        return {
            name: self.definition.machines[one.machine]
            for state in self.model.states.values()
            for name, one in state.children()
        }

    @cached_property
    def crowded(self) -> set[str]:
        """The names of which there may be several at once, when children are born in numbers."""
        means = [named for state in self.model.states.values() for named in state.children()]
        return {name for name, one in means if self.in_numbers and not is_alone(one)}

    @cached_property
    def ended(self) -> set[tuple[str, str]]:
        """The names of children with their states where nothing is awaited."""
        return {
            (slot, name)
            for slot, model in self.machines.items()
            for name, one in model.states.items()
            if one.final
        }

    @cached_property
    def left(self) -> set[tuple[str, str]]:
        """The names of children with the states that some transition leaves."""
        return {
            (slot, origin)
            for slot, model in self.machines.items()
            for one in model.transitions.values()
            for origin in one.origins
        }

    @cached_property
    def leaving(self) -> dict[str, list[tuple[str, Transition]]]:
        """The transitions that leave each state of the case."""
        return {
            state: [(name, one) for name, one in self.model.transitions.items() if state in one.origins]
            for state in self.model.states
        }

    def is_final(self, child: Child) -> bool:
        return child[:2] in self.ended

    def leaves(self, child: Child) -> bool:
        return child[:2] in self.left

    def entered(self, life: Life, transition: Transition) -> Iterator[Life]:
        if transition.target == "same":
            yield life
        else:
            yield from self.into(life, transition.target)

    def into(self, life: Life, target: str) -> Iterator[Life]:
        state, children = life
        left, entered = self.model.states[state], self.model.states[target]
        named = {slot: one.on_leave for slot, one in left.children()}
        renewed = {slot for slot, one in entered.spawn.items() if one.again == "renew"}
        kept: list[Child] = []
        for child in children:
            keeps = self.machines[child[0]].states[child[1]].on_parent_end == "keep"
            ends = entered.final or named.get(child[0]) == "cancel" or child[0] in renewed
            if self.is_final(child) or keeps or not ends:
                kept.append((child[0], child[1], child[2] and child[0] not in renewed))
        choices = []
        for slot, spawn in entered.spawn.items():
            initial = self.definition.machines[spawn.machine].initial
            had = sum(1 for child in kept if child[0] == slot)
            numbers = [1] if spawn.for_each == "once" else [*([0] if spawn.if_none == "skip" else []), 1, 2]
            if slot in self.crowded:
                numbers = sorted({*numbers, *range(1, self.most + 1)})
            if spawn.again == "keep" and had:
                numbers = [0, 1] if spawn.for_each != "once" or slot in self.crowded else [0]
            choices.append([[(slot, initial, True)] * number for number in numbers])
        for born in product(*choices):
            yield target, self.bounded([*kept, *(child for some in born for child in some)])

    def opened(self, life: Life) -> Iterator[tuple[str, Life]]:
        state, children = life
        for slot, opening in self.model.states[state].open.items():
            child = (slot, self.definition.machines[opening.machine].initial, True)
            for born in range(1, self.most + 1 if slot in self.crowded else 2):
                yield f"+{slot}", (state, self.bounded([*children, *[child] * born]))

    def moved(
        self, state: str, children: tuple[Child, ...], rank: int, child: Child
    ) -> Iterator[tuple[str, Life]]:
        slot, where, current = child
        model = self.machines[slot]
        for name, one in model.transitions.items():
            if where not in one.origins or one.target in {"same", where} or "parent" in one.by:
                continue
            if "clock" not in one.by or self.fired(model, name, where):
                after = [*children[:rank], (slot, one.target, current), *children[rank + 1 :]]
                yield f"{slot}.{name}", (state, self.bounded(after))

    def bounded(self, children: list[Child]) -> tuple[Child, ...]:
        # An ended child of an earlier round, which nobody reads or moves any more, is as good as gone.
        held = sorted(one for one in children if one[2] or not self.is_final(one) or self.leaves(one))
        # Where there are too many, one in each state is kept before a second in any.
        ranked = sorted((held[:place].count(one), one) for place, one in enumerate(held))
        counts: dict[tuple[str, bool], int] = {}
        found: list[Child] = []
        for _, child in ranked:
            kind = child[0], child[2]
            counts[kind] = counts.get(kind, 0) + 1
            if counts[kind] <= self.most:
                found.append(child)
        return tuple(sorted(found))
