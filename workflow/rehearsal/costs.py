"""A synthetic budget: balanced in every way, asking what the rates and shares of a call allow.

No figure of a call stands here: ceilings are asked of the rules, shares read from the parameters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from forms.choices import Payer
from forms.money import Cents, allocate, plain, share_up
from rules.parameters import Known, Parameters

Tree = dict[str, Any]

PART = Cents(10_000_000)
"""What the project costs in each country: round, and enough for every share to be whole."""

_VALUED = 20
_MISSIONS = 10
_WITHIN = (4, 5)
_SOUGHT = 20
_NONE, _REQUIRED = "none", "required"


@dataclass(frozen=True, slots=True)
class Payers:
    """Who pays beside the ministry, by the names the file gives them."""

    french: str
    foreign: str


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of a project: their countries, its years, what is valued (cents)."""

    countries: tuple[str, ...]
    years: tuple[int, ...]
    valued: Cents

    @property
    def total(self) -> Cents:
        """Give the whole cost."""
        return Cents(PART * len(self.countries))

    @property
    def shares(self) -> tuple[Cents, ...]:
        """Give each country's part of the whole cost, common costs included pro rata."""
        return allocate(self.total, [1] * len(self.countries))

    def split(self, amount: int) -> tuple[Cents, ...]:
        """Split an amount over the years."""
        return allocate(Cents(amount), [1] * len(self.years))


def costs_of(countries: Sequence[str], years: Sequence[int], *, parameters: Parameters) -> Costs:
    """Set the costs of a project, a small part of them valued where the call lets anything be."""
    most = parameters.percent("contribution.french.in_kind_max")
    none_valued = isinstance(most, Known) and not most.value
    total = PART * len(countries)
    return Costs(tuple(countries), tuple(years), Cents(0 if none_valued else total // _VALUED))


def foreign_part(costs: Costs, parameters: Parameters, *, asked: int) -> Cents:
    """Give what the foreign side brings: its least share, else a little where room is left for it."""
    least = _foreign_least(costs, parameters)
    if least is not None:
        return least
    sought = costs.total // _SOUGHT
    left = costs.total - costs.valued - asked
    return Cents(sought if left >= 2 * sought else 0)


def _foreign_least(costs: Costs, parameters: Parameters) -> Cents | None:
    expected = parameters.text("contribution.foreign")
    if isinstance(expected, Known) and expected.value == _NONE:
        return Cents(0)
    least = parameters.percent("contribution.foreign.min")
    return share_up(costs.total, least.value) if isinstance(least, Known) else None


def most_asked(costs: Costs, *, ceiling: Cents | None, parameters: Parameters) -> Cents:
    """Give the largest request that the ceiling, the least shares of others and the yearly limit leave."""
    total = costs.total
    least = parameters.percent("contribution.french.min")
    french = share_up(total, least.value) if isinstance(least, Known) else Cents(total // _SOUGHT)
    # Half of the French side in cash is enough for any limit to what is valued.
    limited = isinstance(parameters.percent("contribution.french.in_kind_max"), Known)
    valued = costs.valued * 2 if limited else costs.valued
    limits = [
        total // 2 if ceiling is None else int(ceiling),
        total - (_foreign_least(costs, parameters) or 0) - max(french, valued),
    ]
    annual, matching = parameters.amount("ceiling.annual"), parameters.text("contribution.matching")
    if isinstance(annual, Known):
        limits.append(annual.value * len(costs.years))
    if isinstance(matching, Known) and matching.value == _REQUIRED:
        limits.append(total // 2)
    return Cents(max(min(limits), 0))


def reasonable(asked: Cents, costs: Costs) -> Cents:
    """Give somewhat less than the most that can be asked, in whole euros a year."""
    part, whole = _WITHIN
    euro_a_year = 100 * len(costs.years)
    return Cents(asked * part // whole // euro_a_year * euro_a_year)


def budget_tree(costs: Costs, *, asked: Sequence[int], payers: Payers, parameters: Parameters) -> Tree:
    """Write the budget as the application file has it; `asked` gives each country's part of the request."""
    spent = [*_expenses(costs, payers)]
    foreign = foreign_part(costs, parameters, asked=sum(asked))
    brought = [*_resources(costs, asked, payers, foreign=foreign)]
    return {
        "total": plain(costs.total),
        "requested": plain(Cents(sum(asked))),
        "years": list(costs.years),
        "expenses": spent,
        "resources": brought,
    }


def _direct(costs: Costs) -> tuple[tuple[Cents, ...], Cents]:
    cash = costs.total - costs.valued
    common = Cents(cash // _MISSIONS)
    return allocate(Cents(cash - common), [1] * len(costs.countries)), common


def _expenses(costs: Costs, payers: Payers) -> Iterator[Tree]:
    direct, common = _direct(costs)
    for country, amount in zip(costs.countries, direct, strict=True):
        cash = _texts(costs.split(amount))
        yield {"category": "A", "label": "Activités avec le partenaire", "country": country, "cash": cash}
    yield {"category": "B", "label": "Missions", "cash": _texts(costs.split(common))}
    if costs.valued:
        valued = _texts(costs.split(costs.valued))
        yield {"category": "F", "label": "Suivi du projet", "in_kind": valued, "payer": payers.french}


def _resources(costs: Costs, asked: Sequence[int], payers: Payers, *, foreign: Cents) -> Iterator[Tree]:
    direct, common = _direct(costs)
    spent = [costs.split(amount) for amount in (*direct, common)]
    paid = [costs.split(amount) for amount in (*asked, foreign)]
    for country, amounts in zip(costs.countries, paid, strict=False):
        yield {"payer": str(Payer.MINISTRY), "country": country, "cash": _texts(amounts)}
    # What others leave of each year's costs is the French authorities' to pay.
    left = [
        Cents(sum(costs_of_year) - sum(paid_in_year))
        for costs_of_year, paid_in_year in zip(zip(*spent, strict=True), zip(*paid, strict=True), strict=True)
    ]
    french: Tree = {"payer": str(Payer.FRENCH_AUTHORITY), "name": payers.french, "cash": _texts(left)}
    if costs.valued:
        french["in_kind"] = _texts(costs.split(costs.valued))
    yield french
    if foreign:
        cash = _texts(paid[-1])
        yield {"payer": str(Payer.FOREIGN_AUTHORITY), "name": payers.foreign, "cash": cash}


def _texts(amounts: Sequence[Cents]) -> list[str]:
    return [plain(amount) for amount in amounts]
