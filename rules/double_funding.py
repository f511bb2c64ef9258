"""Other money of the State beside the grant: the same action is not paid for twice."""

from functools import partial

from forms.choices import OTHER_PAYERS, OtherPayer, Payer
from forms.money import Cents, euros
from rules.facts import Facts
from rules.findings import Explanation, Observation
from rules.registry import BUDGET, rule
from rules.wording import NOTHING

_STATE = frozenset({OtherPayer.AFD, OtherPayer.FRENCH_STATE, OtherPayer.FACECO})


@rule(
    "B20",
    title="Autres financements de l'État",
    reads=(BUDGET,),
    on_budget_alone=True,
    level="warn",
)
def no_other_money_of_the_state(facts: Facts) -> tuple[Observation, ...]:
    """Resources that come from the State by another way are weighed: one warning for each line."""
    if _STATE.isdisjoint([line.kind for line in facts.budget.resources]):
        return NOTHING
    return tuple(
        Observation("warn", f"budget.resources[{index}]", partial(_beside, facts, line.kind, amount))
        for index, line in enumerate(facts.budget.resources)
        if line.kind in _STATE and line.payer == Payer.OTHER
        if (amount := Cents(sum(line.cash) + sum(line.in_kind)))
    )


def _beside(facts: Facts, kind: str, amount: Cents) -> Explanation:
    name = OTHER_PAYERS[kind]
    return Explanation(
        f"Le budget compte {euros(amount)} d'un autre financement de l'État ({name}), à côté des "
        f"{euros(facts.budget.requested)} demandés.",
        seen={"financeur": name, "montant": euros(amount), "demandé": euros(facts.budget.requested)},
        remedies=(
            f"Remplacer ces {euros(amount)} par une ressource qui ne vient pas de l'État.",
            "À défaut, dire par écrit ce que chacun des deux financements paie.",
        ),
    )
