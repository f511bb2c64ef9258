"""Stages for what is no application: a meeting, an offer, a label; with the case its acts may relay to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from forms.errors import Refused
from workflow.act import Act
from workflow.definition.bundle import Bundle, pack
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Form
from workflow.definition.words import APPLICATION
from workflow.forms_given import read_given
from workflow.placing import placed, record_form
from workflow.records import create_record
from workflow.rehearsal.cast import cast_for
from workflow.rehearsal.costs import PART
from workflow.rehearsal.form_answers import Grounds, answers_for
from workflow.rehearsal.house import Rehearsal, beginning, rehearsal_house
from workflow.rehearsal.performer import Performer, made
from workflow.rehearsal.plan import plan
from workflow.rehearsal.scene import Scene, own_paths, relayed
from workflow.rehearsal.stages import Stage, first_editor, pinned_of, places_of, stage_application
from workflow.rehearsal.standing import Facts
from workflow.rehearsal.unfolding import start_of


@dataclass(frozen=True, slots=True)
class First:
    """What the form of a record is given: choices by path, answers as typed by field, the case it names.

    Where choices are made, what conditions look at and was not chosen stays unsaid.
    """

    chosen: Facts | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    guest: str | None = None


@contextmanager
def record_stage(bundle: Bundle, machine: str, *, first: First = First()) -> Iterator[Stage]:
    """Set a stage with one record, or one meeting, and beside it the case its acts may relay to."""
    scene = Scene(pinned_of(bundle), machine, {})
    invited = _guest_for(scene)
    with rehearsal_house(now=beginning(invited[0] if invited else bundle)) as house:
        guest = _led(house, invited, scene) if invited else None
        yield stage_record(house, bundle, machine, first=replace(first, guest=guest))


def stage_record(house: Rehearsal, bundle: Bundle, machine: str, *, first: First) -> Stage:
    """Publish a definition in a house, bring its people in, and create a record there."""
    definition, pinned = bundle.definition, pinned_of(bundle)
    form = record_form(definition, definition.machines[machine])
    given = _given(form, machine, bundle=bundle, house=house, first=first)
    answers = placed(form, read_given(form, given), among={})
    scene = Scene(pinned, machine, answers)
    cast = cast_for(pinned, scene.root())
    house.publish(bundle)
    house.welcome(cast)
    window = next(iter(definition.windows), None)

    def make(act: Act) -> str:
        return create_record(act, code=definition.code, given=given, machine=machine, window=window).ref

    born = made(house, first_editor(cast, scene), given=given, make=make)
    places = places_of(answers, bundle)
    performer = Performer(house, scene, ref=born.ref, cast=cast, places=places, guest=first.guest)
    return Stage(house, scene, performer, made=born)


def _given(form: Form, machine: str, *, bundle: Bundle, house: Rehearsal, first: First) -> dict[str, str]:
    grounds = Grounds(PART, house.now.date(), first.guest, places=places_of({}, bundle))
    read = own_paths(form) & set(Scene(pinned_of(bundle), machine, {}).read_later(machine))
    left_out = frozenset() if first.chosen is None else read
    answers = answers_for(form, given=first.chosen or (), left_out=left_out, grounds=grounds)
    return answers | dict(first.said)


def _relays(scene: Scene) -> frozenset[str]:
    """Give the acts of other cases that the root, or something below it, may relay to."""
    return frozenset(
        choice
        for machine in scene.below()
        for transition in scene.model(machine).transitions.values()
        for choice in relayed(scene, transition)
    )


def _guest_for(scene: Scene) -> tuple[Bundle, str] | None:
    """Give what can do all that may be relayed: of the same definition, else of a shipped call."""
    wanted = _relays(scene)
    if not wanted:
        return None

    def can(model: MachineModel) -> bool:
        return wanted <= model.transitions.keys() and (model.is_record() or model.serves == APPLICATION)

    own = scene.pinned.bundle
    for name, model in own.definition.machines.items():
        if can(model):
            return own, name
    for code in shipped_codes():
        definition = load(code).definition
        if definition.ref is None or not definition.windows:
            continue
        for name, model in definition.machines.items():
            if can(model):
                return pack(definition), name
    return None


def _led(house: Rehearsal, invited: tuple[Bundle, str], scene: Scene) -> str:
    """Lead the other case to where most of what may be relayed is possible; give its reference."""
    bundle, machine = invited
    model = bundle.definition.machines[machine]
    stage = (
        stage_application(house, bundle)
        if model.serves == APPLICATION
        else stage_record(house, bundle, machine, first=First())
    )
    wanted = _relays(scene)

    def possible(state: str) -> int:
        return sum(state in model.transitions[name].origins for name in wanted)

    best = max(model.states, key=possible)
    steps = plan(stage.scene, start_of(stage.scene), reached=lambda standing: standing.state == best)
    if steps is None:
        raise Refused(message=f"Aucun chemin ne mène à « {model.states[best].label} ».")
    for step in steps:
        stage.performer.perform(step.move)
    house.send_nothing()
    return stage.performer.ref
