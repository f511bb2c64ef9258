"""The rules of W5 that a definition could have written itself, as expressions over precomputed facts."""

from rules.expressions.own_rule import Statement, own_rule
from rules.expressions.units import Unit
from rules.facts import OwnRules
from rules.findings import Source

_PARAMETERS = {
    "rate.pma": Unit.RATE,
    "rate.ceiling": Unit.RATE,
    "contribution.french.min": Unit.RATE,
    "contribution.french.in_kind_max": Unit.RATE,
    "ceiling.annual": Unit.MONEY,
    "ceiling.staff": Unit.RATE,
    "ceiling.fees": Unit.RATE,
    "authorities.min": Unit.COUNT,
    "length.min": Unit.MONTHS,
    "length.max": Unit.MONTHS,
}
EXPRESSIONS = (
    "expenses.cash + expenses.in_kind == total",
    "resources.cash + resources.in_kind == total",
    "expenses.in_kind == resources.in_kind",
    "requested <= rate.ceiling * total",
    "requested <= rate.pma * total",
    "requested / total <= rate.ceiling",
    "french.brought >= contribution.french.min * total",
    "french.in_kind <= contribution.french.in_kind_max * french.brought",
    "requested + french.brought + foreign.brought + others.brought + foreign_state.brought == total",
    "foreign.brought >= 0,01 €",
    "cost.F <= ceiling.staff * total",
    "cost.G <= ceiling.fees * total",
    "authorities >= authorities.min",
    "months >= length.min and months <= length.max",
    "requested.most <= ceiling.annual",
    "requested <= french.brought + foreign.brought + others.brought + foreign_state.brought",
    "expenses.cash == resources.cash",
    "granted <= requested and granted <= rate.ceiling * total",
    "cost.C <= 30 % * total or countries >= 2",
    "years * 12 months >= months",
)
"""As many as the rules they stand beside."""


def written_rules() -> OwnRules:
    """Give the expressions as rules of a call."""
    source = Source("mesure", "")
    return OwnRules(
        {
            f"W{rank:02d}": own_rule(Statement(f"W{rank:02d}", "Mesure", text, "Non.", source), _PARAMETERS)
            for rank, text in enumerate(EXPRESSIONS)
        }
    )
