"""Stages: a house with the case a plan begins from, ready to be walked, for each kind of root there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from forms.answers import to_answers
from forms.choices import LEAD_KINDS
from forms.errors import Refused
from workflow.creation import APPLICATION, MEETING, WINDOW, create_application, create_meeting, serving
from workflow.definition.bundle import Bundle, pack
from workflow.definition.catalogue import load, shipped_codes
from workflow.errors import NotAllowed
from workflow.rehearsal.cast import Persona, cast_for
from workflow.rehearsal.files import Tree, read_tree, synthetic_file
from workflow.rehearsal.house import Rehearsal, beginning, rehearsal_house
from workflow.rehearsal.performer import Performer
from workflow.rehearsal.plan import plan
from workflow.rehearsal.scene import Scene, relayed
from workflow.rehearsal.wish import PLAIN, Wish
from workflow.shelf import Pinned

_TITLE = "Séance d'essai"


@dataclass(frozen=True, slots=True)
class Stage:
    """A root case in its first state, with the performer who walks it; `file` is what was filed."""

    house: Rehearsal
    scene: Scene
    performer: Performer
    file: Tree | None = None

    @property
    def title(self) -> str:
        """Name what is walked, with the countries and the applicant when a file was made for it."""
        label = self.scene.model(self.scene.machine).label
        if self.file is None:
            return label
        known = self.scene.pinned.bundle.reference
        where = ", ".join(known.country_name(one["code"]) for one in self.file["countries"])
        return f"{label} ({where} ; {LEAD_KINDS[self.file['lead']['kind']]})"


def pinned_of(bundle: Bundle) -> Pinned:
    """Take a bundle as the engine takes what is published."""
    return Pinned(digest=bundle.digest, bundle=bundle)


@contextmanager
def application_stage(
    bundle: Bundle, *, wish: Wish = PLAIN, file: Tree | None = None, now: datetime | None = None
) -> Iterator[Stage]:
    """Set a stage with one application in draft: of the file given, or of one made as wished.

    `now` is when everything begins, soon after the window opens by default.
    """
    with rehearsal_house(now=now or beginning(bundle)) as house:
        yield stage_application(house, bundle, wish=wish, file=file)


def stage_application(
    house: Rehearsal, bundle: Bundle, *, wish: Wish = PLAIN, file: Tree | None = None
) -> Stage:
    """Publish a call in a house, bring its people in, and create an application there."""
    definition = bundle.definition
    name, window = next(iter(definition.windows.items()))
    tree = file or synthetic_file(definition, window=window, reference=bundle.reference, wish=wish)
    answers = to_answers(read_tree(tree))
    machine, _ = serving(definition, APPLICATION)
    scene = Scene(pinned_of(bundle), machine, answers)
    cast = cast_for(scene.pinned, scene.root())
    house.publish(bundle)
    house.welcome(cast)
    with house.act(_first(cast, scene)) as act:
        ref = create_application(act, code=definition.code, answers=answers, window=name).ref
    return Stage(house, scene, Performer(house, scene, ref=ref, cast=cast), tree)


@contextmanager
def window_stage(bundle: Bundle) -> Iterator[Stage]:
    """Set a stage with the first filing window of a call, as publishing opened it."""
    definition = bundle.definition
    machine, _ = serving(definition, WINDOW)
    with rehearsal_house(now=beginning(bundle)) as house:
        pinned = pinned_of(bundle)
        cast = cast_for(pinned, None)
        house.publish(bundle)
        house.welcome(cast)
        ref = f"{definition.ref or definition.code}@{next(iter(definition.windows))}"
        with house.look() as look:
            answers = house.family(look, ref).root.answers
        scene = Scene(pinned, machine, answers)
        yield Stage(house, scene, Performer(house, scene, ref=ref, cast=cast))


@contextmanager
def meeting_stage(bundle: Bundle) -> Iterator[Stage]:
    """Set a stage with a meeting, and beside it an application that its items may decide on."""
    machine, _ = serving(bundle.definition, MEETING)
    pinned = pinned_of(bundle)
    scene = Scene(pinned, machine, {"title": _TITLE})
    guest = _guest_call(scene)
    with rehearsal_house(now=beginning(guest or bundle)) as house:
        cast = cast_for(pinned, None)
        invited = _invited(house, guest, scene) if guest else None
        house.publish(bundle)
        house.welcome(cast)
        with house.act(_first(cast, scene)) as act:
            ref = create_meeting(act, code=bundle.definition.code, title=_TITLE).ref
        yield Stage(house, scene, Performer(house, scene, ref=ref, cast=cast, guest=invited))


def _first(cast: tuple[Persona, ...], scene: Scene) -> str:
    """Give who may make the root: somebody who may edit its first state."""
    state = scene.model(scene.machine).states[scene.model(scene.machine).initial]
    for role in state.editable_by:
        for one in cast:
            if one.role == role:
                return one.person
    raise NotAllowed(
        message=f"Personne ne peut créer « {scene.model(scene.machine).label} ».",
        who="l'auteur de la définition",
        remedies=("nommer qui remplit le premier état (editable_by)",),
    )


def _choices(scene: Scene) -> frozenset[str]:
    """Give the acts of applications that something below the root may relay to."""
    return frozenset(
        choice
        for machine in scene.below()
        for transition in scene.model(machine).transitions.values()
        for choice in relayed(scene, transition)
    )


def _guest_call(scene: Scene) -> Bundle | None:
    """Give the first shipped call whose applications can do everything the meeting may decide."""
    wanted = _choices(scene)
    if not wanted:
        return None
    for code in shipped_codes():
        definition = load(code).definition
        machines = [one for one in definition.machines.values() if one.serves == APPLICATION]
        if definition.windows and any(wanted <= one.transitions.keys() for one in machines):
            return pack(definition)
    return None


def _invited(house: Rehearsal, guest: Bundle, scene: Scene) -> str:
    """Lead an application to where most of what the meeting may decide is possible."""
    stage = stage_application(house, guest)
    model = stage.scene.model(stage.scene.machine)
    wanted = _choices(scene)

    def possible(state: str) -> int:
        return sum(state in model.transitions[name].origins for name in wanted)

    best = max(model.states, key=possible)
    steps = plan(stage.scene, stage.scene.start(), reached=lambda standing: standing.state == best)
    if steps is None:
        raise Refused(message=f"Aucun chemin ne mène une demande à « {model.states[best].label} ».")
    for step in steps:
        stage.performer.perform(step.move)
    house.send_nothing()
    return stage.performer.ref
