"""What one move makes of a standing: the same consequences, in the same order, as the engine's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from workflow.act import Act
from workflow.case import Case, Family, new_case
from workflow.children import Planned, cancelled_slots, leaving_children, open_rounds, plan_children
from workflow.conditions import CANCELLED, holds_now, is_open
from workflow.deadlines import REMIND
from workflow.definition.machine_model import StateModel
from workflow.definition.words import ENGINE, SAME
from workflow.errors import Impossible
from workflow.history import place
from workflow.moving import MOST_HOPS
from workflow.rehearsal.scene import Scene, delays_of
from workflow.rehearsal.standing import Fact, Facts, Place, Standing, Target
from workflow.ticking import due_before

_FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Unfolding:
    """A family made of a standing, moved, and folded into a standing again.

    `met` gathers what happened on the way.
    """

    scene: Scene
    family: Family
    delays: dict[str, dict[str, int]]
    met: set[Target] = field(default_factory=set)

    @classmethod
    def of(cls, scene: Scene, standing: Standing) -> "Unfolding":
        """Make the family that stands so."""
        root = scene.root()
        unfolding = cls(scene, Family({root.id: root}, root, None), {})
        unfolding._set(root, standing)
        return unfolding

    def fold(self) -> Standing:
        """Give where the family stands now."""
        return self._folded(self.family.root)

    def find(self, where: Place) -> Case:
        """Give the case at a place."""
        case = self.family.root
        for slot, key, state in where:
            case = next(
                child
                for child in self.family.children(case)
                if (child.slot, child.key or "", child.state) == (slot, key, state)
            )
        return case

    def places(self) -> Iterator[tuple[Place, Case]]:
        """Give every open case with its place; of children that stand alike, one."""
        yield from self._below((), self.family.root)

    def give(self, case: Case, given: Facts) -> None:
        """Keep answers given with an act."""
        answers = {
            name: dict(part) if isinstance(part, dict) else part for name, part in case.answers.items()
        }
        for path, value in given:
            place(answers, path=path, value=value)
        case.answers = answers

    def holds(self, case: Case, trigger: str) -> bool:
        """Tell whether everything a transition waits for holds."""
        return all(
            holds_now(one, pinned=self.scene.pinned, case=case, family=self.family, answers=case.answers)
            for one in self.scene.model(case.machine).transitions[trigger].when
        )

    def fire(self, case: Case, trigger: str, *, hops: int = 0) -> None:
        """Fire a transition with all that follows. Raises `Impossible` when no child can be opened."""
        model = self.scene.model(case.machine)
        transition = model.transitions[trigger]
        self.met.add(Target("act", case.machine, trigger, case.state))
        if transition.target == SAME:
            return
        if hops > MOST_HOPS:
            raise Impossible(message=f"« {transition.label} » n'en finit pas.", who="l'auteur")
        origin, entered = model.states[case.state], model.states[transition.target]
        planned = self._planned(entered, case)
        case.state = transition.target
        open_rounds(entered, case)
        self.delays[case.id] = delays_of(model, case.state)
        renewed = tuple(slot for slot, spawn in entered.spawn.items() if spawn.again == "renew")
        left = cancelled_slots(origin, into_final=False)
        if entered.final:
            left = tuple({child.slot for child in self.family.children(case) if child.slot})
        self._end(case, (*left, *renewed))
        self._spawn(case, planned)
        self._settle(case, hops=hops)

    def _planned(self, state: StateModel, case: Case) -> list[Planned]:
        pinned = self.scene.pinned
        return plan_children(state, case=case, family=self.family, pinned=pinned, answers=case.answers)

    def open(self, parent: Case, *, machine: str, slot: str, key: str = "", giver: str | None) -> Case:
        """Make a child in the first state of its machine; it has not begun yet."""
        model = self.scene.model(machine)
        child = new_case(
            now="", machine=machine, state=model.initial, root_id=self.family.root.id, parent_id=parent.id,
            slot=slot, key=key or None, giver=giver, round=parent.rounds.get(slot, 0),
        )  # fmt: skip
        self.family.cases[child.id] = child
        self.delays[child.id] = {}
        return child

    def begin(self, case: Case) -> None:
        """Enter the first state: its delays run, its children are opened, automatic moves follow."""
        state = self.scene.model(case.machine).states[case.state]
        planned = self._planned(state, case)
        open_rounds(state, case)
        self.delays[case.id] = delays_of(self.scene.model(case.machine), case.state)
        self._spawn(case, planned)
        if is_open(self.scene.pinned, case):
            self.follow(case)

    def _spawn(self, case: Case, planned: list[Planned]) -> None:
        for plan in planned:
            spawn = plan.spawn
            child = self.open(case, machine=spawn.machine, slot=plan.slot, key=plan.key, giver=spawn.giver)
            self.begin(child)

    def follow(self, case: Case, *, hops: int = 0) -> None:
        """Fire the first automatic transition whose conditions hold."""
        for trigger, transition in self.scene.pinned.leaving.get((case.machine, case.state), ()):
            if ENGINE in transition.by and self.holds(case, trigger):
                self.fire(case, trigger, hops=hops + 1)
                return

    def wait(self) -> bool:
        """Let time pass until the next term, and fire what it fires; False when none is awaited."""
        running = [left for case in self._open() for left in self.delays[case.id].values() if left > 0]
        if not running:
            return False
        passed = min(running)
        due: list[tuple[Case, str]] = []
        for case in self._open():
            for name, left in self.delays[case.id].items():
                self.delays[case.id][name] = max(left - passed, 0)
                if 0 < left <= passed:
                    self.met.add(Target("delay", case.machine, name, case.state))
                    due.append((case, name))
        for case, name in due:
            self._elapse(case, name)
        return True

    def _elapse(self, case: Case, name: str) -> None:
        states = self.scene.model(case.machine).states
        deadline = states[case.state].deadlines.get(name) if case.state in states else None
        if deadline and deadline.fire and name in self.delays[case.id] and self.holds(case, deadline.fire):
            self.fire(case, deadline.fire)

    def _open(self) -> list[Case]:
        return [case for case in self.family.cases.values() if is_open(self.scene.pinned, case)]

    def _end(self, case: Case, slots: tuple[str, ...]) -> None:
        for child in leaving_children(self.family, case, self.scene.pinned, slots):
            self.met.add(Target("end", child.machine, CANCELLED, ""))
            child.state = CANCELLED
            self.delays[child.id] = {}

    def _settle(self, case: Case, *, hops: int) -> None:
        parent = self.family.cases.get(case.parent_id or "")
        if parent is not None and not is_open(self.scene.pinned, case):
            self.follow(parent, hops=hops)
        if is_open(self.scene.pinned, case):
            self.follow(case, hops=hops)

    def _below(self, where: Place, case: Case) -> Iterator[tuple[Place, Case]]:
        yield where, case
        seen: set[Place] = set()
        for child in self.family.children(case):
            at = (*where, (child.slot or "", child.key or "", child.state))
            if child.state != CANCELLED and at not in seen:
                seen.add(at)
                yield from self._below(at, child)

    def _set(self, case: Case, standing: Standing) -> None:
        case.state, case.giver = standing.state, standing.giver
        self.delays[case.id] = dict(standing.delays)
        self.give(case, standing.facts)
        for below in standing.children:
            round_ = case.rounds.get(below.slot, 0)
            child = self.open(case, machine=below.machine, slot=below.slot, key=below.key, giver=below.giver)
            child.round = round_ if below.current else -1
            self._set(child, below)

    def _folded(self, case: Case) -> Standing:
        found = [
            (child.round == case.rounds.get(child.slot or "", 0), child)
            for child in self.family.children(case)
            if child.state != CANCELLED
        ]
        children = [
            self._folded(child) if current else _past(self._folded(child))
            for current, child in found
            if current or is_open(self.scene.pinned, child)
        ]
        below = not case.is_root()
        slot, key = (case.slot or "", case.key or "") if below else ("", "")
        return Standing(
            case.machine, case.state, slot, key, case.giver,
            delays=tuple(self.delays[case.id].items()),
            facts=tuple(_kept(case, self.scene.read_later(case.machine))),
            children=tuple(sorted(children, key=Standing.order)),
        )  # fmt: skip


def _kept(case: Case, paths: tuple[str, ...]) -> Iterator[tuple[str, Fact]]:
    for path in paths:
        value = case.answer(path)
        if isinstance(value, str | int):
            yield path, value


def start_of(scene: Scene) -> Standing:
    """Give where the root stands when it has just been created. Raises `Impossible` when it cannot be."""
    root = scene.root()
    unfolding = Unfolding(scene, Family({root.id: root}, root, None), {})
    unfolding.begin(root)
    return unfolding.fold()


def _past(standing: Standing) -> Standing:
    return Standing(
        standing.machine, standing.state, standing.slot, standing.key, standing.giver,
        current=False, delays=standing.delays, facts=standing.facts, children=standing.children,
    )  # fmt: skip


def standing_of(scene: Scene, family: Family, *, act: Act) -> Standing:
    """Give where a real family stands, with the days left of what is due for it."""
    delays: dict[str, dict[str, int]] = {one: {} for one in family.cases}
    for due in due_before(act, _FOR_EVER):
        if due.kind != REMIND and due.case_id in delays:
            left = datetime.fromisoformat(due.at) - act.received_at
            delays[due.case_id][due.name] = max(left.days + 1, 0)
    return Unfolding(scene, family, delays).fold()
