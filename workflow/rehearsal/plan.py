"""Plans: the least troublesome moves that lead from one standing to another, or to something that happens.

Acts of people come before waiting for a term, and ordinary acts before exceptional ones, so that a plan
reads as the procedure is meant to go.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from workflow.case import Case
from workflow.errors import Impossible
from workflow.rehearsal.choices_given import choices
from workflow.rehearsal.scene import Scene, by_people
from workflow.rehearsal.standing import Move, Place, Standing, Target
from workflow.rehearsal.unfolding import Unfolding

MOST_STANDINGS = 20_000
"""How many standings one plan may look at before it gives up and says so."""

_ORDINARY, _EXCEPTIONAL, _WAITING = 2, 9, 15


@dataclass(frozen=True, slots=True)
class Step:
    """A move from one standing to the next, with everything that happens on the way."""

    origin: Standing
    move: Move
    reached: Standing
    met: frozenset[Target]
    cost: int


@dataclass(slots=True)
class Search:
    """Looks at standings from a first one on, the cheapest to reach first."""

    scene: Scene
    start: Standing
    came_by: dict[Standing, Step] = field(default_factory=dict)
    gave_up: bool = False

    def steps(self) -> Iterator[Step]:
        """Give every step from every standing, in order of cost; stop at the limit and remember it."""
        best = {self.start: 0}
        waiting: list[tuple[int, int, Standing]] = [(0, 0, self.start)]
        done: set[Standing] = set()
        while waiting:
            cost, _, standing = heappop(waiting)
            if standing in done:
                continue
            done.add(standing)
            if len(done) > MOST_STANDINGS:
                self.gave_up = True
                return
            for step in steps_from(self.scene, standing):
                total = cost + step.cost
                if step.reached not in best or total < best[step.reached]:
                    best[step.reached] = total
                    self.came_by[step.reached] = step
                    heappush(waiting, (total, len(best), step.reached))
                yield step

    def firsts(self, wanted: frozenset[Target]) -> dict[Target, Step]:
        """Give for each target the cheapest step that meets it; look no further once all are met."""
        found: dict[Target, Step] = {}
        for step in self.steps():
            for target in step.met:
                if target in wanted and target not in found:
                    found[target] = step
            if len(found) == len(wanted):
                break
        return found

    def way_to(self, standing: Standing) -> tuple[Step, ...]:
        """Give the steps from the start to a standing that was reached."""
        found: list[Step] = []
        while standing != self.start:
            step = self.came_by[standing]
            found.append(step)
            standing = step.origin
        return tuple(reversed(found))


def plan(scene: Scene, start: Standing, *, reached: Callable[[Standing], bool]) -> tuple[Step, ...] | None:
    """Give the cheapest steps from `start` to a standing that is `reached`; None when there are none."""
    if reached(start):
        return ()
    search = Search(scene, start)
    for step in search.steps():
        if reached(step.reached):
            return (*search.way_to(step.origin), step)
    return None


def steps_from(scene: Scene, standing: Standing) -> Iterator[Step]:
    """Give every step that people, or time, can make from a standing."""
    look = Unfolding.of(scene, standing)
    for where, case in look.places():
        yield from _acts(scene, standing, look=look, where=where, case=case)
        yield from _openings(scene, standing, look=look, where=where, case=case)
    waited = Unfolding.of(scene, standing)
    if waited.wait():
        yield Step(standing, Move("wait"), waited.fold(), frozenset(waited.met), _WAITING)


def _acts(scene: Scene, standing: Standing, *, look: Unfolding, where: Place, case: Case) -> Iterator[Step]:
    for trigger, transition in scene.pinned.leaving.get((case.machine, case.state), ()):
        if not by_people(transition) or _too_early(scene, case, trigger, look):
            continue
        cost = _EXCEPTIONAL if transition.exceptional else _ORDINARY
        for given in choices(scene, case.machine, transition):
            step = _done(scene, standing, move=Move("act", where, trigger, given), cost=cost)
            if step is not None:
                yield step


def _too_early(scene: Scene, case: Case, trigger: str, look: Unfolding) -> bool:
    deadlines = scene.model(case.machine).states[case.state].deadlines
    running = look.delays[case.id]
    return any(one.opens == trigger and running.get(name, 0) > 0 for name, one in deadlines.items())


def _done(scene: Scene, standing: Standing, *, move: Move, cost: int) -> Step | None:
    """Give the step an act makes, or None when what it waits for does not hold."""
    unfolding = Unfolding.of(scene, standing)
    case = unfolding.find(move.place)
    unfolding.give(case, move.given)
    if not unfolding.holds(case, move.name):
        return None
    relay = _relay(scene, case, move)
    try:
        unfolding.fire(case, move.name)
    except Impossible:
        return None
    return Step(standing, move, unfolding.fold(), frozenset({*unfolding.met, *relay}), cost)


def _relay(scene: Scene, case: Case, move: Move) -> Iterator[Target]:
    transition = scene.model(case.machine).transitions[move.name]
    if transition.relays is None:
        return iter(())
    act = transition.relays.act
    origin = case.state
    return iter(
        [Target("relay", case.machine, str(value), origin) for path, value in move.given if path == act]
    )


def _openings(
    scene: Scene, standing: Standing, *, look: Unfolding, where: Place, case: Case
) -> Iterator[Step]:
    for slot, opening in scene.model(case.machine).states[case.state].open.items():
        if sum(child.slot == slot for child in look.family.children(case)) >= scene.most:
            continue
        unfolding = Unfolding.of(scene, standing)
        parent = unfolding.find(where)
        unfolding.begin(unfolding.open(parent, machine=opening.machine, slot=slot, giver=opening.giver))
        unfolding.follow(parent)
        move = Move("open", where, slot)
        yield Step(standing, move, unfolding.fold(), frozenset(unfolding.met), _ORDINARY)
