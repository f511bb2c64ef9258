"""Walks: everything that may happen to a case, made to happen at least once, each step once.

Plans that begin alike are walked once as far as they agree: at each fork the house is put back as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.errors import Explained
from workflow.rehearsal.performer import Performed
from workflow.rehearsal.plan import Search, Step
from workflow.rehearsal.refused import said
from workflow.rehearsal.stages import Stage
from workflow.rehearsal.standing import Move, Standing, Target
from workflow.rehearsal.unfolding import Unfolding, start_of
from workflow.rehearsal.witness import Seen, entries_since

NO_PATH = "aucun chemin n'y mène"


@dataclass(frozen=True, slots=True)
class Walked:
    """One step walked: its number, the steps walked before it, what was planned and what was done."""

    number: int
    after: tuple[int, ...]
    step: Step
    performed: Performed


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that was not seen to happen, and why."""

    target: Target
    why: str


@dataclass(slots=True)
class Walk:
    """Walks a stage for some targets; what was met and missed is known once all steps were taken.

    `taken` is the number of the last step, of those taken before at first.
    """

    stage: Stage
    wanted: frozenset[Target]
    taken: int = 0
    met: set[Target] = field(default_factory=set)
    missed: list[Missed] = field(default_factory=list)
    _steps: dict[Standing, list[Step]] = field(default_factory=dict)
    _search: Search = field(init=False)

    def __post_init__(self) -> None:
        """Plan before anything is walked."""
        self._search = Search(self.stage.scene, start_of(self.stage.scene))
        self.met.update(self._at_birth())
        firsts = self._search.firsts(self.wanted - self.met)
        for target in sorted(self.wanted - self.met - firsts.keys(), key=repr):
            self.missed.append(Missed(target, self._never()))
        for step in firsts.values():
            for one in (*self._search.way_to(step.origin), step):
                planned = self._steps.setdefault(one.origin, [])
                if one not in planned:
                    planned.append(one)

    def _at_birth(self) -> Iterator[Target]:
        """Give what happened as the root was made."""
        with self.stage.house.look() as look:
            entries = [*entries_since(look, Seen(0, 0))]
        for entry in entries:
            if entry.ref.split("/", 1)[0] == self.stage.performer.ref:
                yield from entry.targets()

    def steps(self) -> Iterator[Walked]:
        """Walk, the making of the root first; while a step is looked at, the house stands where it led."""
        start, born = self._search.start, self.stage.made
        if not self._steps:
            return
        if born is None:
            yield from self._from(start, ())
            return
        self.taken += 1
        first = Walked(self.taken, (), Step(start, Move("make"), start, frozenset(self.met), 0), born)
        yield first
        yield from self._from(start, (first.number,))

    def _from(self, standing: Standing, after: tuple[int, ...]) -> Iterator[Walked]:
        planned = sorted(self._steps.get(standing, []), key=lambda one: (-self._beyond(one), one.cost))
        kept = self.stage.house.kept() if len(planned) > 1 else None
        for rank, step in enumerate(planned):
            if rank and kept:
                self.stage.house.put_back(kept)
            walked = self._take(step, after)
            if walked is None:
                continue
            yield walked
            if self._search.came_by.get(step.reached) is step:
                yield from self._from(step.reached, (*after, walked.number))

    def _beyond(self, step: Step) -> int:
        """Count the steps planned after one: the longest way is walked first, it is the usual one."""
        if self._search.came_by.get(step.reached) is not step:
            return 0
        return sum(1 + self._beyond(one) for one in self._steps.get(step.reached, []))

    def _take(self, step: Step, after: tuple[int, ...]) -> Walked | None:
        try:
            performed = self.stage.performer.perform(step.move)
        except Explained as error:
            self._miss(step, f"{error.code} : {said(error)}")
            return None
        self.taken += 1
        self.met.update(target for entry in performed.entries for target in entry.targets())
        self.met.update(target for target in step.met if target.kind == "relay")
        if self._stands().shape() != step.reached.shape():
            self._miss(step, "le moteur ne mène pas où le plan le dit")
            return None
        return Walked(self.taken, after, step, performed)

    def _stands(self) -> Standing:
        with self.stage.house.look() as look:
            family = self.stage.house.family(look, self.stage.performer.ref)
        return Unfolding(self.stage.scene, family, {one: {} for one in family.cases}).fold()

    def _miss(self, step: Step, why: str) -> None:
        """Give up everything that was planned beyond a step."""
        beyond = [step]
        for one in beyond:
            self.missed += [Missed(target, why) for target in sorted(one.met & self.wanted, key=repr)]
            if self._search.came_by.get(one.reached) is one:
                beyond += self._steps.get(one.reached, [])

    def _never(self) -> str:
        if self._search.gave_up:
            return "trop de situations possibles pour chercher plus loin"
        return NO_PATH
