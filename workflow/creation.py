"""The verb `create`: a new application in draft, or a child that a person opens on a case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.act import Act, instant
from workflow.case import Case, Family, describe, new_case, read_case
from workflow.changing import changed_fields, refuse_unchanging
from workflow.children import make_child
from workflow.definition.machine_model import MachineModel, Opening
from workflow.definition.model import Definition
from workflow.definition.words import APPLICATION
from workflow.engine import PERSON, Outcome, find_visible, once
from workflow.errors import Impossible, Incomplete, NotFound
from workflow.filing import with_own_fields
from workflow.forms_given import Given, read_given
from workflow.granting import asked_marks, require_bounds
from workflow.history import Cause, flatten
from workflow.links import find_targets, link
from workflow.missing_role import missing_role, named_roles
from workflow.moving import begin, follow, learn_of_child
from workflow.permission import refuse_incompatible, standing
from workflow.placing import own_form, own_places, placed
from workflow.roles import asked_roles, holds, is_inside
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.versions import published
from workflow.windows import in_force

NO_FIELDS: Given = {}
_CASES_OF_CALL = st.select_all(t.CaseRow, "call_code", "machine")
WINDOW = "window"


def serving(definition: Definition, purpose: str) -> tuple[str, MachineModel]:
    """Give the machine that serves a purpose in a definition: applications, or filing windows."""
    for name, model in definition.machines.items():
        if model.serves == purpose:
            return name, model
    raise NotFound(
        message=f"La définition « {definition.code} » n'a pas de machine pour : {purpose}.",
        who="l'administrateur",
    )


def create_application(
    act: Act,
    *,
    code: str,
    answers: Mapping[str, Any],
    given: Given = NO_FIELDS,
    window: str | None = None,
    key: str | None = None,
) -> Outcome:
    """Create an application in draft under the newest definition of a call.

    `answers` is the tree of `forms.answers`, `given` the fields the call's form keeps beside it;
    `window` its id when the call has several. The actor must hold, over the lead, a role that may
    edit the first state. The draft's answers stay outside the history until it is filed. Raises
    `NotFound`, `NotAllowed`, `Incomplete`, `KeyReused`.
    """

    def draft(pinned: Pinned, model: MachineModel) -> Draft:
        return Draft(with_given(pinned.definition, model, answers=answers, given=given))

    def perform() -> Outcome:
        return start_application(act, code=code, draft=draft, window=window)

    return once(act, key=key, asked=("create", code, answers, window, *said(given)), perform=perform)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new application begins with: its answers, and the cases it is linked to, by the kind of link."""

    answers: Mapping[str, Any]
    linked: Mapping[str, Case] = field(default_factory=dict)


def start_application(
    act: Act, *, code: str, draft: Callable[[Pinned, MachineModel], Draft], window: str | None
) -> Outcome:
    """Write an application's draft down under the newest definition of a call; see `create_application`."""
    pinned = published(act, code)
    machine, model = serving(pinned.definition, APPLICATION)
    begun = draft(pinned, model)
    case = blank_root(act, pinned=pinned, machine=machine, model=model, answers=begun.answers)
    family = Family({case.id: case}, case, choose_window(act, pinned, window))
    case.window_id = family.window.id if family.window else None
    lead = f"le porteur {case.owner}" if case.owner else "un porteur sans SIRET ni RNA"
    making = Making("Créer une demande", f"Créer une demande pour {lead}", "pour ce porteur")
    require_editor(act, case=case, family=family, pinned=pinned, making=making)
    form = own_form(pinned.definition, model)
    if form is not None:
        names = changed_fields(form, {}, begun.answers)
        refuse_unchanging(act, case=case, family=family, pinned=pinned, form=form, names=names)
    case.ref = next_ref(act, pinned)
    act.families[case.id] = family
    act.created.append(case)
    links = link(act, case=case, targets=begun.linked)
    begin(act, case, family=family, pinned=pinned, cause=Cause(PERSON), answers={}, links=links)
    return Outcome(case.ref, case.state, case.position)


def said(given: Given) -> tuple[dict[str, str], ...]:
    """Give what the fingerprint of a demand holds of fields given."""
    # A demand made before fields could be given keeps its fingerprint.
    return (dict(given),) if given else ()


def with_given(
    definition: Definition, model: MachineModel, *, answers: Mapping[str, Any], given: Given
) -> Mapping[str, Any]:
    """Give the answers with the fields that the call asks beside the file; raises `Incomplete`."""
    form = own_form(definition, model)
    if form is not None:
        return with_own_fields(form, given, among=answers)
    if given:
        raise Incomplete(
            message=f"« {definition.title} » ne demande que le fichier ; reçu : {', '.join(given)}.",
            who="vous",
            remedies=("redire la commande sans --set",),
        )
    return answers


def next_ref(act: Act, pinned: Pinned) -> str:
    """Give the next reference under a definition's prefix; two acts at once never get the same."""
    prefix = pinned.definition.ref or pinned.definition.code
    rows = act.tx.write_now(st.COUNT_UP, {"of_prefix": prefix})
    return f"{prefix}-{int(rows[0][0] or 0):04d}"


def blank_root(
    act: Act, *, pinned: Pinned, machine: str, model: MachineModel, answers: Mapping[str, Any]
) -> Case:
    """Make the row of a case without parent in its machine's initial state; nothing is written down yet."""
    case = new_case(
        now=act.received,
        machine=machine,
        state=model.initial,
        definition=pinned.digest,
        call_code=pinned.definition.code,
    )
    describe(case, answers)
    return case


def choose_window(act: Act, pinned: Pinned, wanted: str | None) -> Case:
    """Give the window a new case is filed in: the one named, else the one open now or next to close."""
    machine, _ = serving(pinned.definition, WINDOW)
    rows = act.tx.read((_CASES_OF_CALL, {"call_code": pinned.definition.code, "machine": machine}))[0]
    windows = [case for case in map(read_case, rows) if wanted in (None, case.slot)]
    if not windows:
        raise NotFound(
            message=f"« {pinned.definition.title} » n'a pas de guichet « {wanted or ''} ».",
            who="vous",
            remedies=(f"donner --window avec l'un des siens : {', '.join(pinned.definition.windows)}",),
        )
    return min(windows, key=lambda window: _distance(act, window))


def _distance(act: Act, window: Case) -> tuple[bool, str]:
    # The window open now, else the next one to close.
    _, closes, _ = in_force(window.answers, kind=None, side="french")
    return closes <= act.received_at, instant(closes)


@dataclass(frozen=True, slots=True)
class Making:
    """What was to be made, as a refusal names it: its title, the sentence's subject, and for whom."""

    label: str
    what: str
    whom: str


def require_editor(act: Act, *, case: Case, family: Family, pinned: Pinned, making: Making) -> None:
    """Refuse to make a case to whoever holds no role that may edit its first state."""
    roles = pinned.machine(case).states[case.state].editable_by
    _require_maker(act, case=case, family=family, pinned=pinned, roles=roles, making=making)


def _require_maker(
    act: Act, *, case: Case, family: Family, pinned: Pinned, roles: Sequence[str], making: Making
) -> None:
    role = holds(act.rights, person=act.actor.person, roles=roles, case=case, family=family, day=act.day)
    if role is not None:
        refuse_incompatible(act, case=case, family=family, pinned=pinned, role=role, label=making.label)
        return
    labels = named_roles(roles, case=case, pinned=pinned)
    message = f"{making.what} revient à : {labels}. Vous n'avez pas ce rôle {making.whom}."
    raise missing_role(act, case=case, pinned=pinned, roles=roles, message=message)


def open_child(act: Act, *, parent: str, slot: str, given: Given, key: str | None = None) -> Outcome:
    """Open a child that the parent's state allows (a correction, an appeal), with its form.

    Raises `NotFound`, `Impossible` (listing what may be opened), `NotAllowed`, `Incomplete`.
    """

    def perform() -> Outcome:
        family, _ = act.read_family(parent)
        case, family = find_visible(act, ref=parent, family=family)
        pinned = act.pinned(case)
        opening = _opening(act, case=case, family=family, pinned=pinned, slot=slot)
        making = Making(opening.label, f"« {opening.label} »", f"sur {case.ref}")
        roles = asked_roles(opening.by, case)
        _require_maker(act, case=case, family=family, pinned=pinned, roles=roles, making=making)
        form = pinned.definition.forms[opening.form] if opening.form else None
        beside = own_places(pinned.definition, pinned.machine(case))
        values = read_given(form, given, beside=beside) if form else {}
        answers = placed(form, values, among={}) if form else {}
        targets = find_targets(act, form=form, given=values)
        derogating = opening.machine in pinned.derogating
        if derogating:
            require_bounds(act, pinned=pinned, answers=answers)
        child = make_child(
            act, parent=case, family=family, pinned=pinned,
            machine=opening.machine, slot=slot, key="", giver=opening.giver,
        )  # fmt: skip
        child.answers = answers
        if derogating:
            child.set(milestones=asked_marks(act))
        links = link(act, case=child, targets=targets)
        told = dict(flatten(answers))
        begin(act, child, family=family, pinned=pinned, cause=Cause(PERSON), answers=told, links=links)
        after = Cause("entry", case=child.id, position=child.position)
        learn_of_child(act, case, family=family, pinned=pinned, cause=after)
        follow(act, case, family=family, pinned=pinned, cause=after, hops=0)
        return Outcome(child.ref, child.state, child.position)

    return once(act, key=key, asked=("open", parent, slot, dict(given)), perform=perform)


def _opening(act: Act, *, case: Case, family: Family, pinned: Pinned, slot: str) -> Opening:
    model = pinned.machine(case)
    found = model.states[case.state].open if case.state in model.states else {}
    if slot in found:
        return found[slot]

    def mine(opening: Opening) -> bool:
        roles, person = asked_roles(opening.by, case), act.actor.person
        return (
            holds(act.rights, person=person, roles=roles, case=case, family=family, day=act.day) is not None
        )

    # What others may open would tell people outside of a decision that is not theirs to read yet.
    listed = ", ".join(f"{name} ({one.label})" for name, one in found.items() if mine(one)) or "rien"
    inside = is_inside(
        act.rights, actor=act.actor, definition=pinned.definition, case=case, family=family, day=act.day
    )
    stands = standing(model, case.state, inside=inside)
    raise Impossible(
        message=f"« {slot} » ne s'ouvre pas sur {case.ref} à l'état « {stands} ».",
        who="vous",
        remedies=(f"ce que vous pouvez ouvrir ici : {listed}",),
    )
