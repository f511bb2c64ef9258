"""Records: made by a form that keeps their title, each answer in one place, no rule of applications.

The form of an application keeps its answers in the places of the application file.
"""

from collections.abc import Mapping

from workflow.definition.examination import Examination
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Form
from workflow.definition.places import OF_APPLICATIONS, OF_RECORDS
from workflow.definition.tree import Path
from workflow.definition.words import APPLICATION

_TITLE = "title"


def judge_records(exam: Examination) -> None:
    """Report records nobody can make, answers kept twice or out of place, and rules that cannot be read.

    An application is filled from its file: its form may leave out what the file does not hold by itself.
    """
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
    elif machine.form is not None and not (machine.is_record() or machine.serves == APPLICATION):
        exam.say(
            "DEF-039",
            (*path, "form"),
            "« form » n'a de sens que pour une demande, une fiche ou une séance ; "
            f"la machine sert « {machine.serves} ».",
            remedy="Retirez « form », ou écrivez « serves: record ».",
            on_key=True,
        )
    elif machine.serves == APPLICATION and form is not None:
        _apart(exam, path, machine, form)


def _apart(exam: Examination, path: Path, machine: MachineModel, form: Form) -> None:
    """Report an application's form whose part an act would fill too."""
    given = {transition.form for _, _, transition, _ in exam.transitions()}
    given |= {opening.form for _, _, state, _ in exam.states() for opening in state.open.values()}
    shared = [name for name, one in exam.definition.forms.items() if one.into == form.into and name in given]
    for name in shared[:1]:
        exam.say(
            "DEF-039",
            (*path, "form"),
            f"« {machine.form} » est le formulaire de la demande, et un acte remplit déjà « {form.into} »"
            f" (« {exam.definition.forms[name].label} »).",
            remedy="Donnez à la demande un formulaire et une partie (« into ») à elle.",
        )


def _title(form: Form) -> str | None:
    return next((name for name, one in form.fields.items() if one.kept_as == _TITLE and one.required), None)


def _kept(exam: Examination) -> None:
    """Look at each field that a part of the case keeps: each part once, in records and applications."""
    places_of = _places(exam)
    for name, form in exam.definition.forms.items():
        seen: set[str] = set()
        for key, field in form.fields.items():
            if field.kept_as is None:
                continue
            path: Path = ("forms", name, "fields", key, "kept_as")
            places = places_of.get(name)
            if places is None:
                told = "ce formulaire n'est celui ni d'une demande ni d'une fiche"
            elif field.kept_as not in places:
                told = f"cette place est celle d'une {'fiche' if places is OF_APPLICATIONS else 'demande'}"
            elif field.kept_as in seen:
                told = "un autre champ de ce formulaire y est déjà gardé"
            elif field.kind not in places[field.kept_as]:
                told = f"il y faut un champ de sorte {' ou '.join(sorted(places[field.kept_as]))}"
            else:
                seen.add(field.kept_as)
                continue
            exam.say(
                "DEF-038",
                path,
                f"« {key} » ne peut être gardé dans « {field.kept_as} » : {told}.",
                remedy="Retirez « kept_as », ou corrigez le champ.",
            )


def _places(exam: Examination) -> dict[str, Mapping[str, frozenset[str]]]:
    """Give for each form of a case itself, or of a record's acts, where its answers can be kept."""
    found: dict[str, Mapping[str, frozenset[str]]] = {}
    for machine in exam.definition.machines.values():
        if machine.is_record():
            forms = {machine.form or ""} | {one.form or "" for one in machine.transitions.values()}
            found |= dict.fromkeys(forms, OF_RECORDS)
        elif machine.serves == APPLICATION and machine.form is not None:
            found[machine.form] = OF_APPLICATIONS
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
