"""Records: made by a form that keeps their title, each answer in one place, no rule of applications."""

from workflow.definition.examination import Examination
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Form
from workflow.definition.tree import Path

_TITLE = "title"
_KINDS = {
    "title": {"text"},
    "lead.name": {"text"},
    "lead.siret": {"siret"},
    "lead.code": {"text", "choice"},
    "lead.region": {"region"},
    "lead.contact.name": {"text"},
    "lead.contact.email": {"email"},
    "countries": {"country", "countries"},
}
"""The kinds of field each part of a case can keep."""


def judge_records(exam: Examination) -> None:
    """Report records nobody can make, answers kept twice or out of place, and rules that cannot be read."""
    for path, _, machine in exam.machines():
        if machine.form is not None:
            here = (*path, "form")
            exam.require(machine.form, exam.definition.forms, here, code="DEF-020", noun="Formulaire")
        _form(exam, path, machine)
    _kept(exam)
    if not any(machine.serves == "application" for _, _, machine in exam.machines()):
        _rules(exam)


def _form(exam: Examination, path: Path, machine: MachineModel) -> None:
    form = exam.definition.forms.get(machine.form or "")
    if machine.serves == "record" and machine.form is None:
        exam.say(
            "DEF-039",
            path,
            f"« {machine.label} » est une fiche, et rien ne dit ce qui se demande à sa création.",
            remedy="Ajoutez « form: » et un formulaire.",
            on_key=True,
        )
    elif machine.is_record() and form is not None and _title(form) is None:
        exam.say(
            "DEF-039",
            (*path, "form"),
            f"Le formulaire « {machine.form} » ne demande pas l'intitulé du dossier.",
            remedy="Ajoutez à un champ de texte « required: true » et « kept_as: title ».",
        )
    elif machine.form is not None and not machine.is_record():
        exam.say(
            "DEF-039",
            (*path, "form"),
            f"« form » n'a de sens que pour une fiche ou une séance ; la machine sert « {machine.serves} ».",
            remedy="Retirez « form », ou écrivez « serves: record ».",
            on_key=True,
        )


def _title(form: Form) -> str | None:
    return next((name for name, one in form.fields.items() if one.kept_as == _TITLE and one.required), None)


def _kept(exam: Examination) -> None:
    """Look at each field that a part of the case keeps: only records have them, each part once."""
    of_records = _forms_of_records(exam)
    for name, form in exam.definition.forms.items():
        seen: set[str] = set()
        for key, field in form.fields.items():
            if field.kept_as is None:
                continue
            path: Path = ("forms", name, "fields", key, "kept_as")
            if name not in of_records:
                told = "ce formulaire n'est pas celui d'une fiche"
            elif field.kept_as in seen:
                told = "un autre champ de ce formulaire y est déjà gardé"
            elif field.kind not in _KINDS[field.kept_as]:
                told = f"il y faut un champ de sorte {' ou '.join(sorted(_KINDS[field.kept_as]))}"
            else:
                seen.add(field.kept_as)
                continue
            exam.say(
                "DEF-038",
                path,
                f"« {key} » ne peut être gardé dans « {field.kept_as} » : {told}.",
                remedy="Retirez « kept_as », ou corrigez le champ.",
            )


def _forms_of_records(exam: Examination) -> set[str]:
    found: set[str] = set()
    for machine in exam.definition.machines.values():
        if machine.is_record():
            found |= {machine.form or ""} | {one.form or "" for one in machine.transitions.values()}
    return found


def _rules(exam: Examination) -> None:
    for path, _, transition, _machine in exam.transitions():
        if transition.rules:
            exam.say(
                "DEF-144",
                (*path, "rules"),
                "Les règles jugent des demandes ; cette définition n'en a pas.",
                remedy="Retirez « rules », ou dites la condition par « when ».",
                on_key=True,
            )
