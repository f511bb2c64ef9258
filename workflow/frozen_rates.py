"""What a decision was taken at stays: the rates of exchange of the budget it judged change no more.

A currency the decision judged is counted at its rates whatever a line is called since; one it did not judge
comes with its own, for there was nothing to settle.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from forms import choices
from forms.answers import resources_from_answers
from forms.budget import Exchange, Resource
from forms.exchange_changes import RateChange, changed_rates, is_settled
from forms.wording import long_date
from workflow.actor import HOUSE_ZONE
from workflow.budget_versions import BudgetVersion, Named, decided_of
from workflow.errors import Impossible
from workflow.viewpoint import Viewpoint

_BUDGET = "budget"


def refuse_changed_rates(view: Viewpoint, kept: Mapping[str, Any]) -> None:
    """Refuse answers that change a rate settled by a decision the actor may read.

    A decision not announced freezes nothing outside, for a refusal would tell of it; the rules that bind
    the amount are asked again at each act that follows. Raises `Impossible`.
    """
    given = _exchanged(kept)
    if not given or given == _exchanged(view.case.answers):
        return
    decided = decided_of(view)
    found = changed_rates(decided.budget.resources, given) if decided else ()
    if decided and found:
        raise _frozen(view.case.ref, decided=decided, found=found)


def frozen_lines(version: BudgetVersion, decided: BudgetVersion | None) -> frozenset[int]:
    """Give the places of the resources at a rate that a decision froze; none in a version from before it."""
    if decided is None or version.name not in {Named.DECIDED, Named.CURRENT}:
        return frozenset()
    settled = decided.budget.resources
    return frozenset(
        place for place, line in enumerate(version.budget.resources) if is_settled(line, settled)
    )


def decided_on(decided: BudgetVersion) -> str:
    """Name the act that froze the rates: « la décision du 1er juillet 2025 »."""
    instant = datetime.fromisoformat(str(decided.at))
    return f"la décision du {long_date(instant.astimezone(HOUSE_ZONE).date())}"


def _exchanged(answers: Mapping[str, Any]) -> tuple[Resource, ...]:
    """Give the resources of another currency."""
    lines = resources_from_answers(answers.get(_BUDGET) or {})
    return tuple(line for line in lines if line.exchange)


def _frozen(ref: str, *, decided: BudgetVersion, found: Sequence[RateChange]) -> Impossible:
    act = decided_on(decided)
    lines = [(one.line.name or choices.PAYERS[one.line.payer], one) for one in found]
    told = " ; ".join(
        f"« {name} » reste à {_listed(one.settled)}, et non {_told(one.given)}" for name, one in lines
    )
    name, first = lines[0][0], lines[0][1].settled[0]
    back = f"le taux {first.rate}, sa date {first.rate_date.isoformat()} et sa source « {first.rate_source} »"
    return Impossible(
        message=f"{ref} : les taux de change sont gelés par {act} : {told}.",
        who="qui décide, par une nouvelle décision",
        seen={name: f"taux gelé par {act} : {_listed(one.settled)}" for name, one in lines},
        remedies=(
            f"écrire sur « {name} » {back}",
            f"donner les montants en euros, au taux gelé de {_rate(first)}",
        ),
    )


def _listed(settled: Sequence[Exchange]) -> str:
    return " ou ".join(_told(one) for one in settled)


def _told(change: Exchange) -> str:
    return f"{_rate(change)} au {long_date(change.rate_date)} ({change.rate_source})"


def _rate(change: Exchange) -> str:
    return f"{change.rate.replace('.', ',')} {change.currency} pour un euro"
