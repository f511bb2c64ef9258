"""The length of the project: inside the call's bounds, and as many budget years as it needs."""

from functools import partial

from forms.typography import counted
from rules.facts import Facts
from rules.findings import Explanation, Observation
from rules.parameters import Known, Unknown
from rules.registry import BUDGET, rule
from rules.wording import unknown_parameter

_MONTHS_A_YEAR = 12


@rule("B14", title="Durée du projet", reads=(BUDGET, "months", "length.min", "length.max"))
def length_within_bounds(facts: Facts) -> tuple[Observation, ...]:
    """The length stands between the call's bounds and fills its budget years."""
    months = facts.application.months
    if months is None:
        return (Observation("block", "months", _no_length),)
    found: list[Observation] = []
    least, most = facts.parameters.months("length.min"), facts.parameters.months("length.max")
    if isinstance(least, Unknown):
        found.append(unknown_parameter(least, where="months", what="La durée"))
    elif months < least.value:
        found.append(Observation("block", "months", partial(_too_short, months, least)))
    if isinstance(most, Unknown):
        found.append(unknown_parameter(most, where="months", what="La durée"))
    elif months > most.value:
        found.append(Observation("block", "months", partial(_too_long, months, most)))
    years, needed = len(facts.budget.years), -(-months // _MONTHS_A_YEAR)
    if years != needed:
        found.append(Observation("block", "budget.years", partial(_wrong_years, months, years, needed)))
    return tuple(found)


def _no_length() -> Explanation:
    return Explanation(
        "La durée du projet n'est pas indiquée.", remedies=("Indiquer la durée en mois (clé months).",)
    )


def _too_short(months: int, least: Known[int]) -> Explanation:
    return Explanation(
        f"La durée ({months} mois) est inférieure à la durée minimale de l'appel ({least.value} mois).",
        seen={"durée": f"{months} mois", "minimum": f"{least.value} mois"},
        remedies=(f"Porter la durée à {least.value} mois au moins.",),
        source=least.cite(),
    )


def _too_long(months: int, most: Known[int]) -> Explanation:
    return Explanation(
        f"La durée ({months} mois) dépasse la durée maximale de l'appel ({most.value} mois).",
        seen={"durée": f"{months} mois", "maximum": f"{most.value} mois"},
        remedies=(f"Ramener la durée à {most.value} mois au plus.",),
        source=most.cite(),
    )


def _wrong_years(months: int, years: int, needed: int) -> Explanation:
    return Explanation(
        f"Le budget porte sur {counted(years, 'année')} ; une durée de {months} mois en compte {needed}.",
        seen={"durée": f"{months} mois", "années du budget": str(years)},
        steps=(
            f"{months} mois ÷ {_MONTHS_A_YEAR} = {counted(needed, 'année')}, arrondi à l'année supérieure",
        ),
        remedies=(f"Répartir le budget sur {counted(needed, 'année')}, ou corriger la durée.",),
    )
