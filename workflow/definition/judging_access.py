"""Who reads and fills each field: rights that have an effect, somebody to fill, nothing asked unseen."""

from forms.nearest import suggest
from workflow.definition.examination import Examination
from workflow.definition.filling import Filling, fillings_of
from workflow.definition.form_model import Form, FormField
from workflow.definition.tree import Path


def judge_access(exam: Examination) -> None:
    """Report rights that name nothing or change nothing, and fields that nobody can fill, or see to fill."""
    for name, form in exam.definition.forms.items():
        fillings = tuple(fillings_of(exam.definition, name))
        for key, field in form.fields.items():
            path: Path = ("forms", name, "fields", key)
            if _named(exam, path, field) and _effective(exam, path, key, field, fillings):
                _fillable(exam, path, form, key, fillings)


def _named(exam: Examination, path: Path, field: FormField) -> bool:
    """Look for every name that rights give: roles, states and phases of any machine."""
    machines = exam.definition.machines.values()
    known = {
        "by": set(exam.definition.roles),
        "states": {name for machine in machines for name in machine.states},
        "phases": {name for machine in machines for name in machine.phases},
    }
    codes = {"by": ("DEF-019", "Rôle"), "states": ("DEF-014", "État"), "phases": ("DEF-015", "Phase")}
    found = True
    for word, access in (("seen", field.seen), ("changed", field.changed)):
        for key, names in known.items():
            for index, name in enumerate(getattr(access, key, ())):
                if name not in names:
                    code, noun = codes[key]
                    told = f"{noun} « {name} » : ce nom n'existe pas."
                    exam.say(code, (*path, word, key, index), told, remedy=suggest(name, names))
                    found = False
    return found


def _effective(
    exam: Examination, path: Path, key: str, field: FormField, fillings: tuple[Filling, ...]
) -> bool:
    word, told = "", ""
    if field.seen is not None and field.kept_as is not None:
        word, told = "seen", f"« {field.kept_as} » se lit par tous ceux qui voient le dossier"
    elif field.changed is not None and fillings and not all(one.of_record for one in fillings):
        word, told = "changed", "l'acte qui demande ce formulaire dit déjà qui le fait, et d'où"
    if told:
        exam.say(
            "DEF-188",
            (*path, word),
            f"« {key} » : ce droit est sans effet ; {told}.",
            remedy="Retirez ce droit.",
            on_key=True,
        )
    return not told


def _fillable(exam: Examination, path: Path, form: Form, key: str, fillings: tuple[Filling, ...]) -> None:
    field = form.fields[key]
    if not fillings:
        return
    able = [one for one in fillings if one.admitted_by(field.changed)]
    if not able:
        exam.say(
            "DEF-189",
            (*path, "changed"),
            f"Personne ne peut remplir « {key} » là où il est demandé.",
            remedy="Nommez un rôle qui remplit ce formulaire, et un état où il se remplit.",
            on_key=True,
        )
    elif field.required and not any(one.admitted_by(field.seen) for one in able):
        exam.say(
            "DEF-190",
            (*path, "seen"),
            f"« {key} » est obligatoire, et qui le remplit ne peut le lire.",
            remedy="Nommez dans « seen » un rôle qui le remplit, et un état où il se remplit.",
            on_key=True,
        )
