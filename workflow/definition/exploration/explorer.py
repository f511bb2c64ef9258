"""The exploration itself: from the first situation, everything anybody can do, nearest first.

A condition over answers may hold or not; a join over children is decided, for classes are exact. A
move of the engine whose conditions all hold comes before anything else, as in `workflow.moving`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from workflow.definition.exploration.classes import ChildKind, fires, kinds_of
from workflow.definition.exploration.joining import joined
from workflow.definition.exploration.space import Edge, Situation, Space
from workflow.definition.exploration.steps import Step, step_of, step_opening
from workflow.definition.graphs import Move, leaving
from workflow.definition.machine_model import ChildrenJoin, MachineModel, Spawn, Transition
from workflow.definition.model import Definition
from workflow.definition.words import CLOCK, ENGINE, PARENT, SAME

MOST_SITUATIONS = 20_000
"""The situations up to which a machine is explored."""

_Masks = tuple[int, ...]


class TooMany(Exception):
    """There are more situations than are explored; `factors` gives the classes of each kind of children."""

    def __init__(self, factors: tuple[tuple[str, int], ...]) -> None:
        """Keep what multiplies."""
        super().__init__(factors)
        self.factors = factors


def explore(
    definition: Definition, machine: str, *, observed: Iterable[str] = (), most: int = MOST_SITUATIONS
) -> Space:
    """Give every situation of a machine and its children.

    `observed` names states of children (`machine.state`) that must not be put together with others.
    Raises `TooMany` above `most` situations. The definition names only what exists.
    """
    model = definition.machines[machine]
    kinds = kinds_of(definition, model, observed=observed)
    explorer = _Explorer(definition, model, kinds)
    starts = tuple(explorer.starts())
    ways: dict[Situation, tuple[Edge, ...]] = {}
    waiting = list(starts)
    known = set(starts)
    for here in waiting:
        ways[here] = tuple(dict.fromkeys(explorer.edges(here)))
        for _, target in ways[here]:
            if target not in known:
                known.add(target)
                waiting.append(target)
        if len(known) > most:
            raise TooMany(tuple((kind.slot, len(kind.classes)) for kind in kinds))
    return Space(definition, machine, model, kinds, starts, ways, explorer.read)


@dataclass(frozen=True)
class _Explorer:
    """Says what can happen in one situation."""

    definition: Definition
    model: MachineModel
    kinds: tuple[ChildKind, ...]
    steps: dict[str, Step] = field(default_factory=dict)

    @cached_property
    def leaving(self) -> dict[str, list[tuple[str, Transition]]]:
        return leaving(self.model)

    @cached_property
    def ranks(self) -> dict[str, int]:
        return {kind.slot: rank for rank, kind in enumerate(self.kinds)}

    def starts(self) -> Iterator[Situation]:
        """Give the situations a case is made in: to be made is to enter the first state."""
        first = self.model.initial
        nobody = (first, tuple(0 for _ in self.kinds))
        yield from ((first, masks) for masks in self._entered(nobody, first))

    def edges(self, here: Situation) -> Iterator[Edge]:
        """Give every step possible, the engine's first; nothing else when the engine surely moves."""
        state, masks = here
        others: list[tuple[str, Transition]] = []
        for trigger, transition in self.leaving[state]:
            if ENGINE not in transition.by:
                others.append((trigger, transition))
            elif joined(transition, self.kinds, masks):
                yield from self._moves(trigger, transition, here)
                if all(isinstance(condition, ChildrenJoin) for condition in transition.when):
                    return
        for trigger, transition in others:
            if self._may_happen(trigger, transition, state) and joined(transition, self.kinds, masks):
                yield from self._moves(trigger, transition, here)
        yield from self._openings(here)
        yield from self._children(here)

    def _may_happen(self, trigger: str, transition: Transition, state: str) -> bool:
        if PARENT in transition.by:
            return False
        return CLOCK not in transition.by or fires(self.model, Move(trigger, state, "", transition))

    def _moves(self, trigger: str, transition: Transition, here: Situation) -> Iterator[Edge]:
        step = self.steps.get(trigger)
        if step is None:
            step = step_of(self.definition, trigger, transition, slot=None, giver=None)
            self.steps[trigger] = step
        if transition.target == SAME:
            yield step, here
        else:
            for masks in self._entered(here, transition.target):
                yield step, (transition.target, masks)

    def _openings(self, here: Situation) -> Iterator[Edge]:
        state, masks = here
        for slot, opening in self.model.states[state].open.items():
            kind = self.kinds[self.ranks[slot]]
            step = self.steps.get(f"{state}+{slot}")
            if step is None:
                step = step_opening(self.definition, slot, opening, lands=kind.model.initial)
                self.steps[f"{state}+{slot}"] = step
            yield step, (state, self._with(masks, slot, masks[self.ranks[slot]] | kind.bit(kind.initial)))

    def _children(self, here: Situation) -> Iterator[Edge]:
        """Let one child of each kind move: alone of its class, or leaving others behind."""
        state, masks = here
        for rank, kind in enumerate(self.kinds):
            held = masks[rank]
            for move in kind.moves:
                if held & (1 << move.origin):
                    gone = held & ~(1 << move.origin) | kind.bit(move.target)
                    for left in (gone,) if kind.single else (gone, held | kind.bit(move.target)):
                        yield (
                            move.step,
                            (state, self._with(masks, kind.slot, self._useful(state, rank, left))),
                        )

    def _with(self, masks: _Masks, slot: str, held: int) -> _Masks:
        rank = self.ranks[slot]
        return (*masks[:rank], held, *masks[rank + 1 :])

    def _entered(self, here: Situation, target: str) -> Iterator[_Masks]:
        """Give what the children can be once the state is left and the target entered."""
        choices: list[tuple[int, ...]] = []
        for rank, kind in enumerate(self.kinds):
            held = self._left(here, rank, target)
            spawn = self.model.states[target].spawn.get(kind.slot)
            choices.append(_spawned(kind, spawn, held) if spawn is not None else (held,))
        for masks in product(*choices):
            yield tuple(self._useful(target, rank, held) for rank, held in enumerate(masks))

    def _left(self, here: Situation, rank: int, target: str) -> int:
        """Take away the children that leaving the state cancels."""
        state, masks = here
        kind = self.kinds[rank]
        told, entered = self.model.states[state], self.model.states[target]
        named = dict(told.children()).get(kind.slot)
        ends = entered.final or (named is not None and named.on_leave == "cancel")
        renewed = kind.slot in entered.spawn and entered.spawn[kind.slot].again == "renew"
        return masks[rank] & ~(kind.open & ~kind.kept) if ends or renewed else masks[rank]

    def _useful(self, state: str, rank: int, held: int) -> int:
        """Forget the ended children that nothing can read any more before they are asked anew."""
        kind = self.kinds[rank]
        return held if state in self.read[rank] else held & (kind.open | self._leads[rank])

    @cached_property
    def _leads(self) -> tuple[int, ...]:
        """Give, for each kind, the ended classes that a person can still leave."""
        return tuple(
            sum(1 << move.origin for move in {one.origin: one for one in kind.moves}.values()) & ~kind.open
            for kind in self.kinds
        )

    @cached_property
    def read(self) -> tuple[frozenset[str], ...]:
        """Give, for each kind, the states from which a join over it can come before it is asked anew."""
        return tuple(frozenset(self._reading(kind)) for kind in self.kinds)

    def _reading(self, kind: ChildKind) -> set[str]:
        found = {
            origin
            for transition in self.model.transitions.values()
            if any(isinstance(one, ChildrenJoin) and kind.slot in one.children for one in transition.when)
            for origin in transition.origins
        }
        # What is kept for ever must be remembered for ever: a second one is never opened.
        kept = any(isinstance(one, Spawn) and one.again != "renew" for _, one in kind.means)
        if kept or kind.observed:
            return set(self.model.states)
        waiting = list(found)
        while waiting:
            here = waiting.pop()
            if kind.slot in self.model.states[here].spawn:
                continue
            for transition in self.model.transitions.values():
                before = set(transition.origins) - found if transition.target == here else set()
                found |= before
                waiting += before
        return found


def _spawned(kind: ChildKind, spawn: Spawn, held: int) -> tuple[int, ...]:
    """Give what an entry makes of the children of one name; none at all only where the list may be empty."""
    first = kind.bit(kind.initial)
    certain = spawn.for_each == "once" or spawn.if_none == "refuse"
    if spawn.again == "renew":
        return (first,) if certain else (first, 0)
    if spawn.again == "keep" and held:
        return (held, held | first) if not kind.single else (held,)
    return (held | first,) if certain else (held | first, held)
