"""Stages: a house with the case a plan begins from, ready to be walked, for each kind of root there is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from forms.answers import to_answers
from forms.choices import LEAD_KINDS
from workflow.act import Act
from workflow.creation import WINDOW, create_application, serving
from workflow.definition.bundle import Bundle
from workflow.definition.model import Form
from workflow.definition.words import APPLICATION
from workflow.errors import NotAllowed
from workflow.filing import with_own_fields
from workflow.placing import own_form
from workflow.rehearsal.bodies import METROPOLITAN, made_up_siret
from workflow.rehearsal.cast import Persona, cast_for
from workflow.rehearsal.completion import open_countries
from workflow.rehearsal.costs import PART
from workflow.rehearsal.files import Tree, read_tree, synthetic_file
from workflow.rehearsal.form_answers import Grounds, Places, answers_for
from workflow.rehearsal.house import Rehearsal, beginning, rehearsal_house
from workflow.rehearsal.performer import Performed, Performer, made
from workflow.rehearsal.scene import Scene
from workflow.rehearsal.wish import PLAIN, Wish
from workflow.shelf import Pinned


@dataclass(frozen=True, slots=True)
class Stage:
    """A root case in its first state, with the performer who walks it.

    `file` is what an application was made from; `made` how the root was made, where a person made it.
    """

    house: Rehearsal
    scene: Scene
    performer: Performer
    file: Tree | None = None
    made: Performed | None = None

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
    machine, model = serving(definition, APPLICATION)
    form = own_form(definition, model)
    given = beside_the_file(form, answers, bundle=bundle, house=house) if form else {}
    answers = with_own_fields(form, given, among=answers) if form else answers
    scene = Scene(pinned_of(bundle), machine, answers)
    cast = cast_for(scene.pinned, scene.root())
    house.publish(bundle)
    house.welcome(cast)

    def make(act: Act) -> str:
        filed = to_answers(read_tree(tree))
        return create_application(act, code=definition.code, answers=filed, given=given, window=name).ref

    born = made(house, first_editor(cast, scene), given=given, make=make)
    performer = Performer(house, scene, ref=born.ref, cast=cast, places=places_of(answers, bundle))
    return Stage(house, scene, performer, tree, born)


def beside_the_file(
    form: Form, answers: Mapping[str, Any], *, bundle: Bundle, house: Rehearsal
) -> dict[str, str]:
    """Answer the fields that an application's form keeps beside the file, as somebody types them."""
    own = {name: field for name, field in form.fields.items() if field.kept_as is None}
    grounds = Grounds(PART, house.now.date(), places=places_of(answers, bundle))
    return answers_for(
        form.model_copy(update={"fields": own}), given=(), left_out=frozenset(), grounds=grounds
    )


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
        yield Stage(
            house, scene, Performer(house, scene, ref=ref, cast=cast, places=places_of(answers, bundle))
        )


def first_editor(cast: tuple[Persona, ...], scene: Scene) -> Persona:
    """Give who may make the root: somebody who may edit its first state."""
    state = scene.model(scene.machine).states[scene.model(scene.machine).initial]
    for role in state.editable_by:
        for one in cast:
            if one.role == role:
                return one
    raise NotAllowed(
        message=f"Personne ne peut créer « {scene.model(scene.machine).label} ».",
        who="l'auteur de la définition",
        remedies=("nommer qui remplit le premier état (editable_by)",),
    )


def places_of(answers: Mapping[str, Any], bundle: Bundle) -> Places:
    """Give the country, the region and the number that a case names; made-up ones for what it does not."""
    chance = Random(bundle.definition.code)  # noqa: S311 -- the same places each time
    day = beginning(bundle).date()
    known = open_countries(bundle.definition.countries, day=day, reference=bundle.reference)
    lead = answers.get("lead") or {}
    country = [one["code"] for one in answers.get("countries", ())]
    seats = sorted(code for code in bundle.reference.regions if len(code) == METROPOLITAN)
    return Places(
        next(iter([*country, *([chance.choice(known)] if known else [])]), ""),
        lead.get("region") or chance.choice(seats),
        lead.get("siret") or made_up_siret(chance),
    )
