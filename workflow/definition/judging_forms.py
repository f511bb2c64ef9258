"""Forms and comparisons: choices have options, compared fields exist and can hold the value."""

from dataclasses import fields

from forms.application import Application
from forms.nearest import suggest
from workflow.definition.examination import Examination
from workflow.definition.machine_model import Comparison
from workflow.definition.model import Definition, Form, FormField
from workflow.definition.tree import Path

_CHOICES = frozenset({"choice", "choices"})


def judge_forms(exam: Examination) -> None:
    """Report choices without options, and comparisons that look at nothing or can never hold."""
    for name, form in exam.definition.forms.items():
        for key, field in form.fields.items():
            _choice(exam, ("forms", name, "fields", key), key, field)
    known = _answers(exam.definition)
    for path, _, transition, _machine in exam.transitions():
        for index, condition in enumerate(transition.when):
            if isinstance(condition, Comparison):
                _comparison(exam, (*path, "when", index), condition, known)
    for name, form in exam.definition.forms.items():
        within = _within(form)
        for key, field in form.fields.items():
            for word, conditions in field.conditions():
                for index, condition in enumerate(conditions):
                    here: Path = ("forms", name, "fields", key, word, index)
                    _comparison(exam, here, condition, within)


def _choice(exam: Examination, path: Path, key: str, field: FormField) -> None:
    if (field.kind in _CHOICES) != bool(field.options):
        lack = "un choix sans options" if field.kind in _CHOICES else f"« {field.kind} » n'a pas d'options"
        exam.say(
            "DEF-085",
            path,
            f"Champ « {key} » : {lack}.",
            remedy="Écrivez « kind: choice » avec « options: {…} », ou ni l'un ni l'autre.",
            on_key=True,
        )


def _answers(definition: Definition) -> dict[str, list[FormField]]:
    """Give what a comparison may look at: fields of forms, and the parts of an application."""
    known: dict[str, list[FormField]] = {field.name: [] for field in fields(Application)}
    for form in definition.forms.values():
        for key, field in form.fields.items():
            known.setdefault(f"{form.into}.{key}", []).append(field)
    return known


def _within(form: Form) -> dict[str, list[FormField]]:
    """Give what the condition of a field may look at: fields of its form, and the parts of an application."""
    known: dict[str, list[FormField]] = {field.name: [] for field in fields(Application)}
    return known | {form.place(key): [field] for key, field in form.fields.items()}


def _comparison(
    exam: Examination, path: Path, comparison: Comparison, known: dict[str, list[FormField]]
) -> None:
    given = [
        comparison.equals is not None,
        bool(comparison.one_of),
        comparison.known is not None,
        comparison.is_of_order(),
    ]
    if sum(given) != 1:
        exam.say(
            "DEF-077",
            path,
            "Une comparaison porte un seul de « is », « in », « known », ou des bornes.",
            remedy="Gardez-en un ; pour deux conditions, écrivez deux éléments de la liste.",
        )
    looked_at = comparison.field if comparison.field in known else comparison.field.partition(".")[0]
    if looked_at not in known:
        exam.say(
            "DEF-029",
            (*path, "field"),
            f"« {comparison.field} » n'est ni un champ de formulaire ni une partie du dossier.",
            remedy=suggest(comparison.field, known),
        )
        return
    options = {option for field in known[looked_at] for option in field.options}
    wanted = [("is", comparison.equals)] if comparison.equals else [("in", one) for one in comparison.one_of]
    for index, (key, value) in enumerate(wanted):
        if options and value not in options:
            exam.say(
                "DEF-086",
                (*path, key) if key == "is" else (*path, key, index),
                f"« {comparison.field} » ne peut valoir « {value} ».",
                remedy=suggest(value or "", options),
            )
