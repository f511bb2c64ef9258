"""Fields as they are written: their section, their columns, limits that agree, an example that passes."""

from collections.abc import Iterator

from forms.answer_reading import read_answer
from forms.bounding import ORDERED
from forms.errors import Refused
from forms.nearest import suggest
from workflow.definition.asked_fields import asked_of
from workflow.definition.examination import Examination
from workflow.definition.form_model import Column, Form, FormField, Limits
from workflow.definition.literals import Amount, Count, Limit, Percent
from workflow.definition.tree import Path

_TABLE = "table"
_EUROS = "EUR"
_ORDER, _LENGTH, _ITEMS, _FILE = (
    ("min", "max"),
    ("shortest", "longest"),
    ("fewest", "most"),
    ("size", "types"),
)
_MEASURED = {
    **dict.fromkeys(ORDERED, _ORDER),
    **dict.fromkeys(("text", "long_text"), _LENGTH),
    **dict.fromkeys(("choices", "countries", "table", "calendar", "fields"), _ITEMS),
    "file": _FILE,
}
"""The limits each kind admits."""

_UNITS = {"money": "un montant en euros", "percentage": "un pourcentage", "integer": "un nombre"}


def judge_fields(exam: Examination) -> None:
    """Report fields of no section, without their columns, with limits that do not fit, or a wrong example."""
    for name, form in exam.definition.forms.items():
        _sections(exam, name, form)
        for key, field in form.fields.items():
            path: Path = ("forms", name, "fields", key)
            _columns(exam, path, key, field)
            _limited(exam, path, key, field)
            for column, asked in (field.columns or {}).items():
                _limited(exam, (*path, "columns", column), column, asked)


def _sections(exam: Examination, name: str, form: Form) -> None:
    known = form.sections or {}
    named = {field.section for field in form.fields.values()}
    for key, field in form.fields.items():
        if field.section is not None and field.section not in known:
            exam.say(
                "DEF-180",
                ("forms", name, "fields", key, "section"),
                f"La rubrique « {field.section} » n'est pas de ce formulaire.",
                remedy=suggest(field.section, known) if known else "Ajoutez-la sous « sections ».",
            )
    for section in known:
        if section not in named:
            exam.say(
                "DEF-180",
                ("forms", name, "sections", section),
                f"Aucun champ n'est de la rubrique « {section} ».",
                remedy="Retirez-la, ou donnez-la à un champ par « section ».",
                on_key=True,
            )


def _columns(exam: Examination, path: Path, key: str, field: FormField) -> None:
    if (field.kind == _TABLE) != bool(field.columns):
        lack = "un tableau sans colonnes" if field.kind == _TABLE else f"« {field.kind} » n'a pas de colonnes"
        exam.say(
            "DEF-181",
            path,
            f"Champ « {key} » : {lack}.",
            remedy="Écrivez « kind: table » avec « columns: {…} », ou ni l'un ni l'autre.",
            on_key=True,
        )
    for name, column in (field.columns or {}).items():
        if (column.kind == "choice") != bool(column.options):
            exam.say(
                "DEF-181",
                (*path, "columns", name),
                f"Colonne « {name} » : un choix a des options, et lui seul.",
                remedy="Écrivez « kind: choice » avec « options: {…} », ou ni l'un ni l'autre.",
                on_key=True,
            )


def _limited(exam: Examination, path: Path, key: str, field: FormField | Column) -> None:
    """Look at the limits of a field, then, where they stand, at its example."""
    limits = field.limits or Limits()
    if not _fit(exam, (*path, "limits"), field, limits):
        return
    for low, high in (_ORDER, _LENGTH, _ITEMS):
        least, most = (_number(getattr(limits, word)) for word in (low, high))
        if least is not None and most is not None and least > most:
            _contrary(exam, (*path, "limits", low), f"« {low} » est au-dessus de « {high} »")
            return
    fewest = limits.fewest.number if limits.fewest else 0
    if field.kind == "choices" and fewest > len(field.options):
        told = f"{fewest} choix sont exigés, et {len(field.options)} seulement proposés"
        _contrary(exam, (*path, "limits", "fewest"), told)
        return
    _example(exam, path, key, field)


def _contrary(exam: Examination, path: Path, told: str) -> None:
    exam.say("DEF-183", path, f"Aucune réponse ne convient : {told}.", remedy="Corrigez l'une des limites.")


def _fit(exam: Examination, path: Path, field: FormField | Column, limits: Limits) -> bool:
    """Report the limits that the kind of a field does not have, or has in another unit."""
    admitted = _MEASURED.get(field.kind, ())
    wrong = False
    for word, limit in _written(limits):
        if word not in admitted:
            told = f"« {word} » ne limite rien pour « {field.kind} »"
            remedy = f"Limites de cette sorte de champ : {', '.join(admitted) or 'aucune'}."
        elif word in _ORDER and _kind_of(limit) != _unit_of(field.kind):
            told = f"« {limit} » n'est pas {_UNITS.get(field.kind, 'un jour')}"
            remedy = "Écrivez la limite dans l'unité du champ."
        else:
            continue
        wrong = True
        exam.say("DEF-182", (*path, word), f"Limite mal posée : {told}.", remedy=remedy)
    return not wrong


def _written(limits: Limits) -> Iterator[tuple[str, object]]:
    for word in (*_ORDER, *_LENGTH, *_ITEMS, *_FILE):
        limit = getattr(limits, word)
        if limit is not None:
            yield word, limit


def _unit_of(kind: str) -> str:
    return "date" if kind == "month" else kind


def _kind_of(limit: object) -> str:
    match limit:
        case Amount(_, currency):
            return "money" if currency == _EUROS else currency
        case Percent():
            return "percentage"
        case Count():
            return "integer"
        case _:
            return "date"


def _number(limit: Limit | None) -> int | None:
    match limit:
        case None:
            return None
        case Amount(cents, _):
            return int(cents)
        case Percent(points):
            return int(points)
        case Count(number):
            return number
        case day:
            return day.toordinal()


def _example(exam: Examination, path: Path, key: str, field: FormField | Column) -> None:
    if field.example is None or (field.kind == _TABLE and not getattr(field, "columns", None)):
        return
    try:
        read_answer(asked_of(field), field.example)
    except Refused as refusal:
        exam.say(
            "DEF-184",
            (*path, "example"),
            f"L'exemple de « {key} » serait refusé : {refusal.message.rstrip('.')}.",
            remedy="Donnez en exemple une réponse que le champ accepte.",
        )
