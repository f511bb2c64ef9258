"""The facts an expression may name: a closed list, each with its unit, its French label and how it is read.

A fact is None when the application does not give it: it is never taken for zero. Amounts of a budget that has
no such line are zero, since the budget is given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from types import MappingProxyType

from forms.choices import CATEGORIES, LEAD_KINDS, MARKERS, PROFILES, RATE_CHOICES, Commitment, Payer
from forms.identifiers import siren_of
from rules.expressions.lexing import Value
from rules.expressions.units import Unit
from rules.facts import Facts

_BUDGET = "budget"
Reader = Callable[[Facts], Value | None]
"""Reads a fact; None when the application does not give it."""


@dataclass(frozen=True, slots=True)
class NamedFact:
    """One fact: what it counts, what it is called, how it is read, and what rules say they read with it.

    `moves` tells that it changes with the amount asked; `options` are the words it may hold.
    """

    name: str
    unit: Unit
    label: str
    reads: str
    read: Reader
    moves: bool = False
    options: frozenset[str] = frozenset()


def _budget_facts() -> list[NamedFact]:
    money = partial(NamedFact, unit=Unit.MONEY, reads=_BUDGET)
    found = [
        money("total", label="le coût total", read=lambda facts: facts.budget.total),
        money("requested", label="le montant demandé", read=lambda facts: facts.budget.requested, moves=True),
        money(
            "expenses.cash", label="les dépenses en numéraire", read=lambda facts: facts.totals.expenses_cash
        ),
        money(
            "expenses.in_kind",
            label="les dépenses valorisées",
            read=lambda facts: facts.totals.expenses_in_kind,
        ),
        money(
            "resources.cash",
            label="les ressources en numéraire",
            read=lambda facts: facts.totals.resources_cash,
            moves=True,
        ),
        money(
            "resources.in_kind",
            label="les ressources valorisées",
            read=lambda facts: facts.totals.resources_in_kind,
        ),
        money("requested.most", label="la plus forte demande d'une année", read=_most_in_a_year, moves=True),
        NamedFact(
            "years",
            Unit.COUNT,
            "le nombre d'années du budget",
            _BUDGET,
            lambda facts: len(facts.budget.years),
        ),
    ]
    for name, payer, who in _CONTRIBUTORS:
        found += [
            money(f"{name}.cash", label=f"le numéraire {who}", read=partial(_cash, payer=payer)),
            money(f"{name}.in_kind", label=f"les valorisations {who}", read=partial(_in_kind, payer=payer)),
            money(f"{name}.brought", label=f"l'apport {who}", read=partial(_brought, payer=payer)),
        ]
    for category, title in CATEGORIES.items():
        label = f"les dépenses « {title} »"
        found.append(money(f"cost.{category}", label=label, read=partial(_cost, category=category)))
    return found


_CONTRIBUTORS = (
    ("french", Payer.FRENCH_AUTHORITY, "des collectivités françaises"),
    ("foreign", Payer.FOREIGN_AUTHORITY, "des autorités locales étrangères"),
    ("foreign_state", Payer.FOREIGN_STATE, "de l'État partenaire"),
    ("others", Payer.OTHER, "des autres financeurs"),
)


def _project_facts() -> list[NamedFact]:
    count = partial(NamedFact, unit=Unit.COUNT)
    text = partial(NamedFact, unit=Unit.TEXT)
    lead = partial(text, reads="lead")
    return [
        NamedFact("months", Unit.MONTHS, "la durée du projet", "months", _given("months")),
        NamedFact("granted", Unit.MONEY, "le montant proposé ou accordé", "granted", attrgetter("granted")),
        NamedFact("filed_on", Unit.DAY, "le jour du dépôt", "filed_on", attrgetter("filed_on")),
        count("authorities", label="le nombre de collectivités", reads="authorities", read=_authorities),
        count("regions", label="le nombre de régions françaises", reads="authorities", read=_regions),
        count("countries", label="le nombre de pays", reads="countries", read=_many("countries")),
        count(
            "foreign_authorities",
            label="le nombre d'autorités locales étrangères",
            reads="foreign_authorities",
            read=_many("foreign_authorities"),
        ),
        lead("lead.kind", label="la nature du porteur", read=_lead("kind"), options=frozenset(LEAD_KINDS)),
        lead("lead.region", label="la région du porteur", read=_lead("region")),
        lead(
            "lead.profile", label="le profil du porteur", read=_lead("profile"), options=frozenset(PROFILES)
        ),
        text(
            "rate_choice",
            label="le choix du taux",
            reads="rate_choice",
            read=_given("rate_choice"),
            options=frozenset(RATE_CHOICES),
        ),
        *(
            count(
                f"marker.{marker}",
                label=f"le marqueur « {title} »",
                reads="markers",
                read=partial(_marker, name=marker),
            )
            for marker, title in MARKERS.items()
        ),
    ]


def _given(name: str) -> Reader:
    """Read what the application gives under one name."""
    return attrgetter(f"application.{name}")


def _many(name: str) -> Reader:
    """Count what the application lists under one name."""
    return lambda facts: len(getattr(facts.application, name))


def _lead(name: str) -> Reader:
    """Read what is told of the lead; nothing where there is none."""
    return lambda facts: getattr(facts.application.lead, name, None)


def _most_in_a_year(facts: Facts) -> int | None:
    by_year = facts.totals.requested_by_year
    return max(by_year, default=0) if by_year is not None else None


def _cash(facts: Facts, *, payer: Payer) -> int:
    return facts.totals.cash(payer)


def _in_kind(facts: Facts, *, payer: Payer) -> int:
    return facts.totals.in_kind(payer)


def _brought(facts: Facts, *, payer: Payer) -> int:
    return facts.totals.brought(payer)


def _cost(facts: Facts, *, category: str) -> int:
    return facts.budget.cost_of(category)


def _marker(facts: Facts, *, name: str) -> int | None:
    return facts.application.markers.get(name)


def _authorities(facts: Facts) -> int:
    taking_part = (one for one in facts.application.authorities if one.commitment != Commitment.WITHDRAWN)
    return len({siren_of(one.siret) for one in taking_part})


def _regions(facts: Facts) -> int:
    return len({one.region for one in facts.application.authorities if one.region})


NAMED_FACTS: Mapping[str, NamedFact] = MappingProxyType(
    {fact.name: fact for fact in (*_budget_facts(), *_project_facts())}
)
"""Every fact by its name."""
