"""Cases of their own that are no applications: a meeting, an offer, a label, a declaration.

The machine's form says what is asked; where its answers are kept says whose the case is and what
it is about, so that rights, children and letters read it as they read an application.
"""

from collections.abc import Mapping
from typing import Any

from forms.nearest import suggest
from workflow.act import Act
from workflow.case import Case, Family
from workflow.changing import refuse_unchanging
from workflow.creation import Making, blank_root, choose_window, next_ref, require_editor
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Definition
from workflow.engine import PERSON, Outcome, once
from workflow.errors import NotFound
from workflow.forms_given import Given, read_given
from workflow.history import Cause, flatten
from workflow.links import find_targets, link
from workflow.moving import begin
from workflow.placing import placed, record_form
from workflow.versions import published


def create_record(
    act: Act,
    *,
    code: str,
    given: Given,
    machine: str | None = None,
    window: str | None = None,
    key: str | None = None,
) -> Outcome:
    """Create a record under the newest definition of its kind, from the form its machine asks.

    `machine` names its machine when the definition has several, `window` its window when it has
    windows (the one open now, else the next, when none is named). The actor must hold, over the
    record, a role that may edit its first state. A draft's answers stay outside the history until
    it is filed. Raises `NotFound`, `NotAllowed`, `Incomplete`, `KeyReused`.
    """

    def perform() -> Outcome:
        pinned = published(act, code)
        name, model = record_machine(pinned.definition, machine)
        form = record_form(pinned.definition, model)
        values = read_given(form, given)
        targets = find_targets(act, form=form, given=values)
        case = blank_root(
            act, pinned=pinned, machine=name, model=model, answers=placed(form, values, among={})
        )
        filed_in = choose_window(act, pinned, window) if pinned.definition.windows else None
        case.window_id = filed_in.id if filed_in else None
        family = Family({case.id: case}, case, filed_in)
        told = Making(model.label, f"Créer « {model.label} »{_whose(case)}", "pour ce dossier")
        require_editor(act, case=case, family=family, pinned=pinned, making=told)
        refuse_unchanging(act, case=case, family=family, pinned=pinned, form=form, names=values)
        case.ref = next_ref(act, pinned)
        act.families[case.id] = family
        act.created.append(case)
        links = link(act, case=case, targets=targets)
        answers = _told(case, model)
        begin(act, case, family=family, pinned=pinned, cause=Cause(PERSON), answers=answers, links=links)
        return Outcome(case.ref, case.state, case.position)

    return once(act, key=key, asked=("record", code, machine, dict(given), window), perform=perform)


def record_machine(definition: Definition, wanted: str | None) -> tuple[str, MachineModel]:
    """Give the machine of a definition's records: the one named, or the only one."""
    found = {name: model for name, model in definition.machines.items() if model.is_record()}
    if wanted in found:
        return wanted, found[wanted]
    if wanted is None and len(found) == 1:
        return next(iter(found.items()))
    if not found:
        raise NotFound(
            message=f"Sous « {definition.code} », rien ne se crée depuis des champs.",
            who="vous",
            remedies=("créer une demande depuis son fichier : « --from FICHIER »",),
        )
    listed = ", ".join(f"{name} ({model.label})" for name, model in found.items())
    asked = f"n'a pas de fiche « {wanted} »" if wanted else "ne dit pas seule quelle fiche créer"
    remedies = (suggest(wanted, found),) if wanted else ()
    raise NotFound(
        message=f"La définition « {definition.code} » {asked}.",
        who="vous",
        remedies=(*remedies, f"la nommer par --kind, parmi : {listed}"),
    )


def _whose(case: Case) -> str:
    return f" pour {case.owner}" if case.owner else ""


def _told(case: Case, model: MachineModel) -> Mapping[str, Any]:
    # What a draft says is written down when it is filed.
    return {} if model.states[model.initial].draft else dict(flatten(case.answers))
