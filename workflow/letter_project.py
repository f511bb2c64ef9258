"""Parts of a letter about the project: the lead, the countries, the budget line by line."""

from collections.abc import Mapping
from typing import Any

from forms import choices
from forms.money import Cents, in_currency
from workflow.case import Case, Family
from workflow.facts import country_rates
from workflow.shelf import Pinned

Tree = Mapping[str, Any]
_CASH, _VALUED, _COMMON = "numéraire", "valorisation", "commun"


def lead_part(answers: Tree, pinned: Pinned) -> dict[str, Any]:
    """Tell who files, signs and receives; what was not given is None."""
    lead = answers.get("lead") or {}
    region = pinned.bundle.reference.regions.get(lead.get("region") or "")
    empty = {"name": None, "function": None}
    return {
        "name": lead.get("name"),
        "kind": lead.get("kind"),
        "kind_label": choices.LEAD_KINDS.get(lead.get("kind") or ""),
        "siret": lead.get("siret"),
        "rna": lead.get("rna"),
        "region": lead.get("region"),
        "region_name": region.name if region else None,
        "private_law": lead.get("kind") == "association",
        "representative": empty | {k: v for k, v in (lead.get("representative") or {}).items() if k in empty},
        "contact": {name: (lead.get("contact") or {}).get(name) for name in ("name", "email", "phone")},
    }


def country_parts(root: Case, *, family: Family, pinned: Pinned) -> list[dict[str, Any]]:
    """Tell each partner country with its status, its rate at the reference date and its share."""
    rates = country_rates(root, family=family, pinned=pinned)
    found = []
    for country in root.answers.get("countries", ()):
        status_label, rate = rates[country["code"]]
        found.append(
            {
                "code": country["code"],
                "name": pinned.bundle.reference.countries[country["code"]].name,
                "status_label": status_label,
                "rate": rate,
                "share": country.get("share"),
            }
        )
    return found


def budget_part(answers: Tree, pinned: Pinned) -> dict[str, Any]:
    """Tell the budget: every line with its amounts by year, and the totals, in cents."""
    budget = answers.get("budget") or {}
    years = list(budget.get("years") or [])
    expenses = [line for one in budget.get("expenses", ()) for line in _expense_lines(one, pinned)]
    resources = [line for one in budget.get("resources", ()) for line in _resource_lines(one, pinned)]
    asked = [one["amounts"] for one in resources if one["payer"] == "ministry"]
    return {
        "years": years,
        "total": budget.get("total"),
        "requested": budget.get("requested"),
        "requested_by_year": _sum(asked, len(years)),
        "total_by_year": _sum([one["amounts"] for one in expenses or resources], len(years)),
        "expenses": expenses,
        "resources": [{name: one[name] for name in one if name != "payer"} for one in resources],
        "exchanged": any(one["exchange"] for one in resources),
    }


def _sum(lists: list[list[int]], count: int) -> list[int]:
    return [sum(one[index] for one in lists if len(one) == count) for index in range(count)]


def _place(line: Tree, pinned: Pinned, *, common: str | None) -> str | None:
    code = line.get("country")
    return pinned.bundle.reference.countries[code].name if code else common


def _natures(line: Tree) -> list[tuple[str, list[int]]]:
    both = ((_CASH, line.get("cash")), (_VALUED, line.get("in_kind")))
    return [(nature, list(amounts)) for nature, amounts in both if amounts]


def _expense_lines(line: Tree, pinned: Pinned) -> list[dict[str, Any]]:
    return [
        {
            "category": line["category"],
            "category_label": choices.CATEGORIES[line["category"]],
            "label": line["label"],
            "place": _place(line, pinned, common=_COMMON),
            "nature": nature,
            "payer": line.get("payer"),
            "amounts": amounts,
            "total": sum(amounts),
        }
        for nature, amounts in _natures(line)
    ]


def _resource_lines(line: Tree, pinned: Pinned) -> list[dict[str, Any]]:
    label = choices.PAYERS[line["payer"]]
    if line.get("kind"):
        label = f"{label} ({choices.OTHER_PAYERS[line['kind']]})"
    if line.get("status"):
        label = f"{label}, {choices.STANDINGS[line['status']]}"
    return [
        {
            "payer": line["payer"],
            "payer_label": label,
            "name": line.get("name"),
            "place": _place(line, pinned, common=None),
            "nature": nature,
            "amounts": amounts,
            "total": sum(amounts),
            "exchange": _exchange_part(line.get("exchange"), nature),
        }
        for nature, amounts in _natures(line)
    ]


def _exchange_part(exchange: Tree | None, nature: str) -> dict[str, Any] | None:
    """Tell what was given of one nature in another currency, and the rate it is counted at; None in euros."""
    if exchange is None:
        return None
    amounts = dict(_natures(exchange)).get(nature, [])
    return {
        "told": in_currency(Cents(sum(amounts)), exchange["currency"]),
        "currency": exchange["currency"],
        "rate": exchange["rate"].replace(".", ","),
        "rated_on": exchange["rate_date"],
        "rate_source": exchange["rate_source"],
    }
