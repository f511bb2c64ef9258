"""A definition rehearsed whole: every root it has, with as many files as it takes to meet everything."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from forms.answers import to_answers
from forms.errors import Explained
from workflow.creation import WINDOW
from workflow.definition.bundle import Bundle
from workflow.definition.model import Definition
from workflow.definition.words import APPLICATION
from workflow.rehearsal.choices_given import first_choices
from workflow.rehearsal.completion import (
    asks_joint_countries,
    complete,
    open_countries,
    playable,
    with_joint_country,
)
from workflow.rehearsal.files import read_tree, synthetic_file
from workflow.rehearsal.plan import Search
from workflow.rehearsal.record_stages import First, record_stage
from workflow.rehearsal.refused import said
from workflow.rehearsal.scene import Scene, targets_of
from workflow.rehearsal.stages import (
    Stage,
    application_stage,
    pinned_of,
    window_stage,
)
from workflow.rehearsal.standing import Target
from workflow.rehearsal.unfolding import start_of
from workflow.rehearsal.walk import NO_PATH, Missed, Walk, Walked
from workflow.rehearsal.wish import PLAIN, Wish

NO_JOINT_COUNTRY = "sans objet : aucun pays de cette définition ne relève d'une instance conjointe"
NEVER_OPENED = "aucun dossier de cette nature n'est jamais ouvert"
UNSEEN = "le moteur ne l'a pas fait là où le plan l'attendait"


@dataclass(slots=True)
class Whole:
    """A whole rehearsal: what was wanted and met, what was missed and why, what cannot concern this call.

    Known once all steps were taken. `lent` says what the definition lacked to be played.
    """

    lent: tuple[str, ...]
    bundle: Bundle
    wanted: frozenset[Target] = frozenset()
    taken: int = 0
    met: set[Target] = field(default_factory=set)
    missed: list[Missed] = field(default_factory=list)
    idle: list[Missed] = field(default_factory=list)

    @classmethod
    def of(cls, bundle: Bundle) -> "Whole":
        """Take a definition with its templates and lists; what it lacks to be played is lent to it."""
        lent = complete(bundle.definition, reference=bundle.reference).lent
        return cls(lent, playable(bundle))

    def steps(self) -> Iterator[tuple[Stage, Walked]]:
        """Walk everything; while a step is looked at, the house of its stage stands where it led."""
        definition = self.bundle.definition
        scene = Scene(pinned_of(self.bundle), next(iter(definition.machines), ""), {})
        self.wanted = frozenset(
            target for machine in definition.machines for target in targets_of(machine, scene)
        )
        why: dict[Target, str] = {}
        for opened in self._stages():
            try:
                with opened as stage:
                    yield from self._walk(stage, why)
            except Explained as error:
                self._blame(f"{error.code} : {said(error)}", why)
        self._conclude(why)

    def _walk(self, stage: Stage, why: dict[Target, str]) -> Iterator[tuple[Stage, Walked]]:
        walk = Walk(stage, stage.scene.targets() - self.met, self.taken)
        for walked in walk.steps():
            yield stage, walked
        self.met |= walk.met
        self.taken = walk.taken
        why |= dict.fromkeys(walk.wanted - walk.met, UNSEEN) | {one.target: one.why for one in walk.missed}

    def _stages(self) -> Iterator[AbstractContextManager[Stage]]:
        served = {machine.serves for machine in self.bundle.definition.machines.values()}
        if APPLICATION in served and self.bundle.definition.windows:
            for wish in wishes(self.bundle.definition):
                if not self._applications() <= self.met:
                    yield application_stage(self.bundle, wish=wish)
        if WINDOW in served and self.bundle.definition.windows:
            yield window_stage(self.bundle)
        for name, model in self.bundle.definition.machines.items():
            if model.is_record():
                yield from self._records(name)

    def _records(self, machine: str) -> Iterator[AbstractContextManager[Stage]]:
        scene = Scene(pinned_of(self.bundle), machine, {})
        for chosen in first_choices(scene):
            if not scene.targets() <= self.met:
                yield record_stage(self.bundle, machine, first=First(chosen))

    def _applications(self) -> frozenset[Target]:
        machine = next(
            name for name, one in self.bundle.definition.machines.items() if one.serves == APPLICATION
        )
        return Scene(pinned_of(self.bundle), machine, {}).targets()

    def _blame(self, told: str, why: dict[Target, str]) -> None:
        why |= {target: told for target in self.wanted - self.met if target not in why}

    def _conclude(self, why: dict[Target, str]) -> None:
        idle = self._with_a_joint_country()
        for target in sorted(self.wanted - self.met, key=repr):
            if target in idle and why.get(target, NO_PATH) == NO_PATH:
                self.idle.append(Missed(target, NO_JOINT_COUNTRY))
            else:
                self.missed.append(Missed(target, why.get(target, NEVER_OPENED)))

    def _with_a_joint_country(self) -> frozenset[Target]:
        """Give what would be possible if one of the countries asked for the accord of a joint body."""
        definition, reference = self.bundle.definition, self.bundle.reference
        if definition.countries.joint or not asks_joint_countries(definition) or not definition.windows:
            return frozenset()
        window = next(iter(definition.windows.values()))
        if not open_countries(
            definition.countries, day=definition.reference_day(window), reference=reference
        ):
            return frozenset()
        joint = with_joint_country(definition, day=definition.reference_day(window), reference=reference)
        tree = synthetic_file(joint, window=window, reference=reference, wish=Wish(joint=True))
        pinned = pinned_of(replace(self.bundle, definition=joint))
        machine = next(name for name, one in joint.machines.items() if one.serves == APPLICATION)
        scene = Scene(pinned, machine, to_answers(read_tree(tree)))
        return frozenset(Search(scene, start_of(scene)).firsts(scene.targets()))


def wishes(definition: Definition) -> tuple[Wish, ...]:
    """Give the synthetic files that are tried one after the other until everything was met."""
    joint = (Wish(joint=True), Wish(joint=True, countries=2)) if definition.countries.joint else ()
    kinds = tuple(Wish(applicant=kind) for kind in definition.applicants[1:])
    return (*joint, PLAIN, Wish(countries=2, regions=2), *kinds)
