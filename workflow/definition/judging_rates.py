"""No rate may pass the ceiling that binds every call of its day, whoever wrote the definition."""

from datetime import date

from forms.money import BasisPoints
from workflow.definition.catalogue import PROCEDURE, load
from workflow.definition.examination import Examination
from workflow.definition.judging_parameters import last_day, stated_parameters
from workflow.definition.literals import Percent
from workflow.definition.model import Dated
from workflow.definition.parameters import in_force

_RATES = "rate."
_CEILING = "rate.ceiling"


def judge_rates(exam: Examination) -> None:
    """Report each rate above the ceiling in force on a day it applies to.

    The ceiling is that of the shared procedure that ships with Jalon, so that no other file can
    raise it. A call is judged from its reference day on, and a window's own rates from that window's;
    anything else on the days of its values.
    """
    ceilings = load(PROCEDURE).definition.parameters.get(_CEILING, ())
    windows = exam.definition.windows
    for base, name, values in stated_parameters(exam.definition):
        bound = [windows[str(base[1])]] if len(base) > 1 else windows.values()
        days = [exam.definition.reference_day(window) for window in bound]
        if not name.startswith(_RATES):
            continue
        for index, dated in enumerate(values):
            tops = _bounds(ceilings, values, dated, days)
            if isinstance(dated.value, Percent) and any(dated.value.basis_points > top for top in tops):
                top = Percent(min(tops))
                exam.say(
                    "DEF-096",
                    (*base, name, index, "value"),
                    f"« {name} » : {dated.value} dépasse le plafond de {top} ({_reference(days)}).",
                    remedy=f"Écrivez au plus {top}, ou datez cette valeur d'avant le plafond.",
                )


def _bounds(
    ceilings: tuple[Dated, ...], values: tuple[Dated, ...], dated: Dated, days: list[date]
) -> list[BasisPoints]:
    """Give the ceilings, in basis points, that a value may not pass while it is in force."""
    last = last_day(values, dated)
    if days:
        held = [in_force(ceilings, day) for day in days if day <= last]
    else:
        first = dated.since or date.min
        held = [
            top for top in ceilings if (top.since or date.min) <= last and last_day(ceilings, top) >= first
        ]
    return [top.value.basis_points for top in held if top is not None and isinstance(top.value, Percent)]


def _reference(days: list[date]) -> str:
    if not days:
        return "plafond de tous les appels de ces jours"
    return f"date de référence : {', '.join(sorted({str(day) for day in days}))}"
