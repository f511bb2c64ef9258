"""Relays: the other case is named by a field that links it, its act by a choice among acts that exist."""

from forms.nearest import suggest
from workflow.definition.catalogue import PROCEDURE, load
from workflow.definition.examination import Examination
from workflow.definition.machine_model import Relay
from workflow.definition.model import Definition, Form
from workflow.definition.tree import Path


def judge_relays(exam: Examination) -> None:
    """Report relays to no case, by an act nobody chooses, or by one that no case knows."""
    for path, _, transition, _machine in exam.transitions():
        if transition.relays is not None:
            form = exam.definition.forms.get(transition.form or "")
            if _named(exam, (*path, "relays"), transition.relays, form):
                _acts(exam, transition.form or "", transition.relays, form)


def _named(exam: Examination, path: Path, relay: Relay, form: Form | None) -> bool:
    """Look at the two names of a relay; tell whether both are right."""
    sound = True
    linked = [
        f"{one.into}.{key}"
        for one in exam.definition.forms.values()
        for key, field in one.fields.items()
        if field.kind == "case"
    ]
    chosen = [f"{form.into}.{key}" for key, field in form.fields.items() if field.options] if form else []
    for key, name, fit, what in (
        ("case", relay.case, linked, "un champ de sorte « case »"),
        ("act", relay.act, chosen, "un choix du formulaire de cet acte"),
    ):
        if name not in fit:
            exam.say(
                "DEF-087",
                (*path, key),
                f"« {name} » n'est pas {what}.",
                remedy=suggest(name, fit) if fit else f"Ajoutez {what}.",
            )
            sound = False
    return sound


def _acts(exam: Examination, name: str, relay: Relay, form: Form | None) -> None:
    """Look at each act offered: some application, or record of this definition, must know it."""
    key = relay.act.rpartition(".")[2]
    field = form.fields.get(key) if form is not None else None
    known = _acts_of(exam.definition) | _acts_of(load(PROCEDURE).definition)
    for option in field.options if field is not None else ():
        path = ("forms", name, "fields", key, "options", option)
        exam.require(option, known, path, code="DEF-016", noun="Transition", on_key=True)


def _acts_of(definition: Definition) -> set[str]:
    served = [
        machine
        for machine in definition.machines.values()
        if machine.serves == "application" or machine.is_record()
    ]
    return {trigger for machine in served for trigger in machine.transitions}
