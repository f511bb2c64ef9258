"""The verb `amend_answers`: drafts are saved freely, filed answers only where they are opened."""

from collections.abc import Callable, Mapping
from typing import Any

from forms.answer_changes import changes
from forms.field_paths import covers
from forms.file_tree import FILE_KEYS
from workflow.act import Act
from workflow.case import Case, Family, describe
from workflow.changing import changed_fields, refuse_unchanging
from workflow.conditions import is_open
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Form
from workflow.definition.words import CORRECTED
from workflow.engine import PERSON, Outcome, find_visible, once, stale
from workflow.errors import Impossible, Stale
from workflow.filing import with_own_fields
from workflow.forms_given import Given, read_given
from workflow.frozen_rates import refuse_changed_rates
from workflow.history import Cause, Deed, differences, record
from workflow.missing_role import missing_role, named_roles
from workflow.placing import answered, own_form, place_of, placed, record_form, without
from workflow.roles import holds
from workflow.shelf import Pinned
from workflow.staying_theirs import refuse_losing
from workflow.viewpoint import viewpoint


def amend_answers(
    act: Act,
    *,
    ref: str,
    answers: Mapping[str, Any],
    number: int | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Outcome:
    """Replace the parts of a case's answers that differ, where the state or a correction opens them.

    In a state marked `draft` the whole tree is replaced outside the history; `number` orders the
    saves of one draft: an older packet is refused with `Stale`. Elsewhere each change is one
    entry, and only parts named by an open correction may change. What acts give with their forms
    is never amended; what the application's own form keeps beside the file stays unless it is told anew.
    Raises `NotFound`, `NotAllowed`, `Impossible`, `Stale`, `KeyReused`.
    """

    def replaced(case: Case, pinned: Pinned) -> Mapping[str, Any]:
        given = {form.into for form in pinned.definition.forms.values()}
        own = own_form(pinned.definition, pinned.machine(case))
        _refuse_given(given.intersection(answers) - ({own.into} if own else set()))
        draft = pinned.machine(case).states[case.state].draft
        left = {name: value for name, value in case.answers.items() if name in given or not draft}
        return {**left, **answers}

    def perform() -> Outcome:
        return change_answers(act, ref=ref, change=replaced, number=number, version=version)

    return once(act, key=key, asked=("amend", ref, answers, number, version), perform=perform)


def change_answers(
    act: Act,
    *,
    ref: str,
    change: Callable[[Case, Pinned], Mapping[str, Any]],
    number: int | None = None,
    version: int | None = None,
) -> Outcome:
    """Give an application the answers that `change` makes of those it has, where they are open.

    `change` is called once the actor may edit the case, at the version read. Raises as `amend_answers`.
    """
    family, _ = act.read_family(ref)
    case, family = find_visible(act, ref=ref, family=family)
    pinned = act.pinned(case)
    _refuse_record(case, pinned.machine(case))
    draft = case.state in (states := pinned.machine(case).states) and states[case.state].draft
    _require_editor(act, case=case, family=family, pinned=pinned, draft=draft)
    if version not in (None, case.position):
        raise stale(act, case=case, family=family, version=version)
    kept = change(case, pinned)
    form = own_form(pinned.definition, pinned.machine(case))
    if form is not None:
        names = changed_fields(form, case.answers, kept)
        refuse_unchanging(act, case=case, family=family, pinned=pinned, form=form, names=names)
    _refuse_losing(act, case=case, family=family, pinned=pinned, draft=draft, answers=kept)
    changed = differences(case.answers, kept)
    if draft:
        _save_draft(act, case=case, answers=kept, number=number)
    elif changed:
        _refuse_closed(act, case=case, family=family, pinned=pinned, kept=kept)
        describe(case, kept)
        record(act, case, Deed(kind="amend", cause=Cause(PERSON), answers=changed))
    return Outcome(case.ref, case.state, case.position)


def amend_fields(
    act: Act,
    *,
    ref: str,
    given: Given,
    number: int | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Outcome:
    """Change some fields of a draft by the form it is made with; of a record all, of an application its own.

    Fields not given keep their answers; an empty text takes one away. Once filed, a record changes
    by its acts alone, an application where a correction opens the field. Raises as `amend_answers`,
    and `Incomplete`.
    """

    def perform() -> Outcome:
        family, _ = act.read_family(ref)
        case, family = find_visible(act, ref=ref, family=family)
        pinned = act.pinned(case)
        model = pinned.machine(case)
        form = _form_to_amend(case, pinned)
        draft = case.state in model.states and model.states[case.state].draft
        _require_editor(act, case=case, family=family, pinned=pinned, draft=draft)
        if version not in (None, case.position):
            raise stale(act, case=case, family=family, version=version)
        refuse_unchanging(act, case=case, family=family, pinned=pinned, form=form, names=given)
        answers = _with_fields(case, model, form, given)
        _refuse_losing(act, case=case, family=family, pinned=pinned, draft=draft, answers=answers)
        if draft:
            _save_draft(act, case=case, answers=answers, number=number)
        elif changed := differences(case.answers, answers):
            _refuse_closed(act, case=case, family=family, pinned=pinned, kept=answers)
            describe(case, answers)
            record(act, case, Deed(kind="amend", cause=Cause(PERSON), answers=changed))
        return Outcome(case.ref, case.state, case.position)

    return once(act, key=key, asked=("amend", ref, dict(given), number, version), perform=perform)


def _form_to_amend(case: Case, pinned: Pinned) -> Form:
    """Give the form whose fields may be given one by one here, or refuse."""
    model = pinned.machine(case)
    state = model.states.get(case.state)
    if model.is_record() and state is not None and state.draft:
        return record_form(pinned.definition, model)
    form = own_form(pinned.definition, model)
    if form is not None and not model.is_record():
        return form
    told = state.label if state else "Annulé"
    raise Impossible(
        message=f"{case.ref} n'est pas une fiche en brouillon (« {told} ») : des actes seuls la changent.",
        who="vous",
        remedies=(f"voir les actes possibles avec « jalon case why {case.ref} »",),
    )


def _with_fields(case: Case, model: MachineModel, form: Form, given: Given) -> dict[str, Any]:
    """Give the answers with those given; an application is asked all it must hold at filing only."""
    if model.is_record():
        kept = {name for name in answered(form, case.answers) if given.get(name) != ""}
        left = {place_of(form, name) for name in form.fields if name not in kept}
        among = without(case.answers, left)
        values = dict.fromkeys(given) | read_given(form, given, had=kept, among=among)
        return placed(form, values, among=case.answers)
    return with_own_fields(form, given, among=case.answers)


def _editors(case: Case, pinned: Pinned, *, draft: bool) -> tuple[str, ...]:
    model = pinned.machine(case)
    return model.states[case.state if draft else model.initial].editable_by


def _refuse_losing(
    act: Act, *, case: Case, family: Family, pinned: Pinned, draft: bool, answers: Mapping[str, Any]
) -> None:
    roles = _editors(case, pinned, draft=draft)
    refuse_losing(act, case=case, family=family, roles=roles, answers=answers)


def _require_editor(act: Act, *, case: Case, family: Family, pinned: Pinned, draft: bool) -> None:
    roles = _editors(case, pinned, draft=draft)
    if holds(act.rights, person=act.actor.person, roles=roles, case=case, family=family, day=act.day) is None:
        labels = named_roles(roles, case=case, pinned=pinned) or "personne"
        message = f"Modifier les réponses de {case.ref} revient à : {labels}. Vous n'avez pas ce rôle."
        raise missing_role(act, case=case, pinned=pinned, roles=roles, message=message)


def _refuse_record(case: Case, model: MachineModel) -> None:
    if model.is_record():
        raise Impossible(
            message=f"{case.ref} n'est pas une demande : aucun fichier de demande ne s'y enregistre.",
            who="vous",
            remedies=(f"changer ses champs : « jalon case amend {case.ref} --set champ=valeur »",),
        )


def _refuse_given(parts: set[str]) -> None:
    if parts:
        raise Impossible(
            message=f"Ces réponses ne sont données qu'avec un acte : {', '.join(sorted(parts))}.",
            who="vous",
            remedies=("retirer ces rubriques de ce qui est enregistré",),
        )


def _save_draft(act: Act, *, case: Case, answers: Mapping[str, Any], number: int | None) -> None:
    if number is not None and number <= case.draft_number:
        raise Stale(
            message=f"Un enregistrement plus récent du brouillon existe déjà (n° {case.draft_number}).",
            who="vous",
        )
    describe(case, answers)
    case.changed = {}
    case.draft_number = number if number is not None else case.draft_number + 1
    act.moved[case.id] = case


def opened_parts(case: Case, *, family: Family, pinned: Pinned) -> set[str]:
    """Give the parts of the answers that open corrections of the case let be changed."""
    return {
        str(part)
        for child in family.children(case)
        if is_open(pinned, child)
        for part in child.answer(CORRECTED) or ()
    }


def _refuse_closed(act: Act, *, case: Case, family: Family, pinned: Pinned, kept: Mapping[str, Any]) -> None:
    """Refuse every change but to what corrections name, and to rates that a decision froze."""
    opened = opened_parts(case, family=family, pinned=pinned)
    told = [change.path for change in changes(case.answers, kept)]
    told += [path for path in differences(case.answers, kept) if path.partition(".")[0] not in FILE_KEYS]
    closed = sorted({path for path in told if not any(covers(one, path) for one in opened)})
    if closed:
        listed = ", ".join(sorted(opened)) or "aucune"
        raise Impossible(
            message=f"{case.ref} est déposé : ces réponses ne peuvent plus changer : {', '.join(closed)}.",
            who="le service instructeur",
            seen={"rubriques ouvertes": listed},
            remedies=("demander au service une correction qui ouvre ces rubriques",),
        )
    refuse_changed_rates(viewpoint(act, case=case, family=family, pinned=pinned), kept)
