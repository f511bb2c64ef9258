"""The verb `create_like`: a new application that takes over answers of an earlier one.

The new call's form says which: its fields marked `reuse`. What is not taken over is told, with why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.access import admits
from workflow.act import Act
from workflow.case import Family, owner_of
from workflow.creation import NO_FIELDS, Draft, blank_root, said, serving, start_application, with_given
from workflow.definition.form_model import FormField
from workflow.definition.machine_model import MachineModel
from workflow.definition.words import APPLICATION
from workflow.engine import Outcome, once
from workflow.errors import Impossible
from workflow.forms_given import Given
from workflow.links import LIKE
from workflow.missing_role import missing_role, named_roles
from workflow.placing import own_form
from workflow.reusable import Earlier, Left, Taken, Takeover, take_over
from workflow.roles import holds
from workflow.sheet import application_of, unread_fields, visible_parts
from workflow.shelf import Pinned
from workflow.viewpoint import Viewpoint, look_at


@dataclass(frozen=True, slots=True)
class Reused:
    """What a new application took over from an earlier one, and what it did not."""

    ref: str
    taken: tuple[Taken, ...]
    left: tuple[Left, ...]

    def tree(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {
            "ref": self.ref,
            "taken": [{"place": one.place, "label": one.label} for one in self.taken],
            "left": [{"place": one.place, "label": one.label, "why": one.why} for one in self.left],
        }


def create_like(
    act: Act,
    *,
    code: str,
    like: str,
    answers: Mapping[str, Any],
    given: Given = NO_FIELDS,
    window: str | None = None,
    key: str | None = None,
) -> tuple[Outcome, Reused | None]:
    """Create an application in draft, taking over from the earlier one `like` what the call's form reuses.

    `answers` and `given` are those of `create_application`, and win. The actor sees the earlier
    application and may write it, or creates for the same lead; the entry of the creation is linked to
    it. Gives what was taken over, or None when `key` was answered before. Raises as
    `create_application`, and `NotFound`, `NotAllowed`, `Impossible` for the earlier one.
    """
    found: list[Reused] = []

    def draft(pinned: Pinned, model: MachineModel) -> Draft:
        view = _look_at_earlier(act, like, owner=owner_of(answers))
        reused = _reused(act, pinned, model, answers=answers, given=given, view=view)
        found.append(Reused(like, reused.taken, reused.left))
        told = with_given(pinned.definition, model, answers=reused.answers, given=given)
        return Draft(told, {LIKE: view.case})

    def perform() -> Outcome:
        return start_application(act, code=code, draft=draft, window=window)

    asked = ("create", code, answers, window, *said(given), LIKE, like)
    outcome = once(act, key=key, asked=asked, perform=perform)
    return outcome, next(iter(found), None)


def _reused(
    act: Act,
    pinned: Pinned,
    model: MachineModel,
    *,
    answers: Mapping[str, Any],
    given: Given,
    view: Viewpoint,
) -> Takeover:
    form = own_form(pinned.definition, model)
    earlier = _earlier(view)
    if form is None or earlier is None:
        return Takeover(dict(answers), (), ())
    kept = {**earlier.answers, **answers}
    machine, _ = serving(pinned.definition, APPLICATION)
    case = blank_root(act, pinned=pinned, machine=machine, model=model, answers=kept)
    family = Family({case.id: case}, case, None)

    def held(roles: tuple[str, ...]) -> bool:
        person = act.actor.person
        return (
            holds(act.rights, person=person, roles=roles, case=case, family=family, day=act.day) is not None
        )

    def may_give(field: FormField) -> bool:
        return admits(field.changed, case=case, model=model, holds=held)

    return take_over(form, answers, earlier=earlier, given=given, may_give=may_give)


def _look_at_earlier(act: Act, ref: str, *, owner: str | None) -> Viewpoint:
    """Look at the earlier application, if it is one and its answers may be taken by this actor."""
    view = look_at(act, ref)
    model = view.pinned.machine(view.case)
    if not view.case.is_root() or model.serves != APPLICATION or model.is_record():
        raise Impossible(
            message=f"{ref} n'est pas une demande : aucune réponse ne s'en reprend.",
            who="vous",
            remedies=("donner à --like la référence d'une demande, telle que « jalon case list » la dit",),
        )
    roles = model.states[model.initial].editable_by
    if owner in (None, view.case.owner) or view.holds_any(roles) is not None:
        return view
    labels = named_roles(roles, case=view.case, pinned=view.pinned) or "personne"
    message = (
        f"Reprendre les réponses de {ref}, demande d'un autre porteur, revient à : {labels}. "
        "Vous n'avez pas ce rôle."
    )
    raise missing_role(act, case=view.case, pinned=view.pinned, roles=roles, message=message)


def _earlier(view: Viewpoint) -> Earlier | None:
    """Give what the actor may read of an application, with the form it was asked by."""
    form = own_form(view.pinned.definition, view.pinned.machine(view.case))
    if form is None:
        return None
    own = {part.form.into: part.answers for part in visible_parts(view) if part.form.into == form.into}
    return Earlier(view.case.ref, form, {**application_of(view), **own}, unread_fields(view, form))
