"""Comparisons decided: thresholds in the unit of their answer, nothing that never holds, no overlap, no gap.

Exact for one field against constants. What also waits for something else is not compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from forms.money import Cents
from workflow.definition.admitting import Admitted, admitted_by
from workflow.definition.examination import Examination
from workflow.definition.graphs import leaving
from workflow.definition.intervals import Interval, bounds_of, gaps
from workflow.definition.literals import Amount, Bound, Count
from workflow.definition.machine_model import Comparison, Transition
from workflow.definition.model import FormField
from workflow.definition.tree import Path
from workflow.definition.wording import say_bound
from workflow.definition.words import ENGINE, SAME

_OF_APPLICATIONS = {"budget.requested": "money", "budget.total": "money", "months": "integer"}
"""The parts of an application that have an order."""

_NOUNS = {"money": "un montant", "integer": "un nombre entier", "date": "un jour"}
_EUROS = "EUR"


def judge_thresholds(exam: Examination) -> None:
    """Report comparisons of order that mix units, hold never, or share out an answer badly."""
    fields = _fields(exam)
    for path, _, transition, _machine in exam.transitions():
        for index, condition in enumerate(transition.when):
            if isinstance(condition, Comparison):
                _unit(exam, (*path, "when", index), condition, fields)
        _never(exam, path, transition)
    for name, form in exam.definition.forms.items():
        for key, asked in form.fields.items():
            for word, conditions in asked.conditions():
                for index, one in enumerate(conditions):
                    _unit(exam, ("forms", name, "fields", key, word, index), one, fields)
    for path, _, machine in exam.machines():
        for state, ways in leaving(machine).items():
            _shared_out(exam, path, state, ways, fields)


def _fields(exam: Examination) -> Mapping[str, FormField]:
    return {
        form.place(name): field
        for form in exam.definition.forms.values()
        for name, field in form.fields.items()
    }


def _unit(exam: Examination, path: Path, comparison: Comparison, fields: Mapping[str, FormField]) -> None:
    field = fields.get(comparison.field)
    kind = field.kind if field else _OF_APPLICATIONS.get(comparison.field)
    for key, bound in bounds_of(comparison):
        if kind != _kind(bound):
            noun = _NOUNS.get(kind or "", "une réponse que rien n'ordonne")
            exam.say(
                "DEF-140",
                (*path, key),
                f"« {comparison.field} » est {noun} ; « {say_bound(bound)} » est {_noun(bound)}.",
                remedy="Comparez des euros à des euros, un nombre à un nombre, un jour à un jour.",
            )


def _kind(bound: Bound) -> str:
    match bound:
        case Amount(_, currency):
            return "money" if currency == _EUROS else currency
        case Count():
            return "integer"
        case _:
            return "date"


def _noun(bound: Bound) -> str:
    return _NOUNS.get(_kind(bound), "un montant d'une autre monnaie")


def _comparisons(transition: Transition) -> Iterator[Comparison]:
    return (one for one in transition.when if isinstance(one, Comparison))


def _never(exam: Examination, path: Path, transition: Transition) -> None:
    for field, admitted in admitted_by(_comparisons(transition)).items():
        if admitted.is_empty():
            exam.say(
                "DEF-141",
                (*path, "when"),
                f"Aucune réponse à « {field} » ne remplit à la fois ces conditions.",
                remedy="Corrigez l'une des bornes ou des valeurs.",
                on_key=True,
            )


def _shared_out(
    exam: Examination,
    path: Path,
    state: str,
    ways: list[tuple[str, Transition]],
    fields: Mapping[str, FormField],
) -> None:
    """Look at the automatic moves of a state that compare one same answer and wait for nothing else."""
    engine = [(name, one) for name, one in ways if ENGINE in one.by and one.target != SAME]
    compared = {name: one for name, one in engine if one.when and all(map(_is_comparison, one.when))}
    sets = {name: admitted_by(_comparisons(one)) for name, one in compared.items()}
    alone = {field for one in sets.values() for field in one}
    if len(sets) < len(compared) or len(alone) != 1 or any(len(one) != 1 for one in sets.values()):
        return
    field = alone.pop()
    admitted = {name: one[field] for name, one in sets.items()}
    if any(one.is_empty() for one in admitted.values()):
        return
    _overlaps(exam, path, state, field, admitted)
    if len(engine) == len(ways) == len(admitted):
        left = _left(admitted.values(), fields.get(field))
        if left:
            _gap(exam, (*path, "states", state), field, left)


def _is_comparison(condition: object) -> bool:
    return isinstance(condition, Comparison) and condition.known is None


def _overlaps(
    exam: Examination, path: Path, state: str, field: str, admitted: Mapping[str, Admitted]
) -> None:
    for (first, one), (second, other) in combinations(admitted.items(), 2):
        if not one.and_also(other).is_empty():
            exam.say(
                "DEF-142",
                (*path, "transitions", second, "when"),
                f"Depuis « {state} », une même réponse à « {field} » va à « {first} » et à « {second} ».",
                remedy="Séparez-les, par exemple par « below » et « at_least » à la même borne.",
                on_key=True,
            )


def _left(admitted: Iterable[Admitted], field: FormField | None) -> str:
    """Name what no move takes, or nothing."""
    sets = list(admitted)
    if field is not None and field.options:
        taken = frozenset.union(*(one.words or frozenset() for one in sets))
        return ", ".join(name for name in field.options if name not in taken)
    if any(one.words is not None for one in sets):
        return "toute autre réponse"
    kind = field.kind if field is not None else "money"
    return " ; ".join(_tell(gap, kind) for gap in gaps(one.interval for one in sets))


def _tell(gap: Interval, kind: str) -> str:
    if gap.least is not None and gap.least == gap.most:
        return f"exactement {_said(gap.least, kind)}"
    least = f"à partir de {_said(gap.least, kind)}" if gap.least is not None else ""
    most = f"jusqu'à {_said(gap.most, kind)}" if gap.most is not None else ""
    return " ".join(part for part in (least, most) if part)


def _said(number: int, kind: str) -> str:
    if kind == "money":
        return say_bound(Amount(Cents(number), _EUROS))
    return say_bound(date.fromordinal(number)) if kind == "date" else str(number)


def _gap(exam: Examination, path: Path, field: str, left: str) -> None:
    exam.say(
        "DEF-143",
        path,
        f"Aucune transition ne prend « {field} » : {left}. Le dossier resterait là, sans personne pour agir.",
        remedy="Ajoutez une dernière transition automatique sans « when », ou couvrez ces réponses.",
        on_key=True,
    )
