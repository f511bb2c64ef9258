"""Synthetic application files: made up from a definition, in the public format, read by its own reader.

The same definition, wish and seed give the same file. What the rules still find is not hidden: whoever
files it is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random
from typing import Any

import orjson

from forms.application import Application
from forms.application_reading import read_application
from forms.choices import LeadKind
from forms.errors import Refused
from forms.money import Cents, plain
from rules.ceiling import tell_ceiling
from rules.parameters import Known, Parameters
from rules.reference_data import ReferenceData
from workflow.definition.model import Definition, Window
from workflow.definition.parameters import parameters_at
from workflow.rehearsal.bodies import AUTHORITIES, Bodies, make_bodies
from workflow.rehearsal.completion import open_countries
from workflow.rehearsal.costs import (
    Costs,
    Payers,
    budget_tree,
    costs_of,
    most_asked,
    reasonable,
)
from workflow.rehearsal.wish import PLAIN, Wish

Tree = dict[str, Any]
NAME = "dossier-synthetique.json"
"""How refusals of the reader name a synthetic file."""

_USUAL_MONTHS = 24
_A_YEAR = 12
_LEAST = "authorities.min"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a file is made for: a call, one of its windows, and what is in force there."""

    definition: Definition
    window: Window
    reference: ReferenceData
    parameters: Parameters
    day: date


def synthetic_file(
    definition: Definition, *, window: Window, reference: ReferenceData, wish: Wish = PLAIN
) -> Tree:
    """Make an application file for a window of a call, as the tree its format writes.

    Amounts are texts, everything else as in the public format. Raises `Refused` when the call is
    open to no country, or to none of those wished.
    """
    day = definition.reference_day(window)
    parameters = parameters_at(definition, day=day, window=window)
    ground = _Ground(definition, window, reference, parameters, day)
    chance = Random(f"{definition.code}:{wish.seed}")  # noqa: S311 -- a seed makes a file repeatable
    countries = _countries(ground, wish, chance)
    bodies = _bodies(ground, wish, chance)
    months = wish.months or _months(parameters)
    years = [ground.day.year + rank for rank in range(-(-months // _A_YEAR))]
    costs = costs_of(countries, years, parameters=parameters)
    tree = _tree(ground, bodies=bodies, costs=costs, months=months)
    return tree | {"budget": _budget(tree, costs, ground=ground, wish=wish, bodies=bodies)}


def read_tree(tree: Mapping[str, Any], *, name: str = NAME) -> Application:
    """Read a tree as the application file it is. Raises `Unreadable` with every problem."""
    return _read(orjson.dumps(tree), name)


@lru_cache(maxsize=64)
def _read(text: bytes, name: str) -> Application:
    """Read a text once: scenarios and walks begin with the same few files."""
    return read_application(text, name=name)


def _countries(ground: _Ground, wish: Wish, chance: Random) -> tuple[str, ...]:
    if isinstance(wish.countries, tuple):
        return wish.countries
    known = open_countries(ground.definition.countries, day=ground.day, reference=ground.reference)
    joint = [code for code in known if code in ground.definition.countries.joint]
    free = [code for code in known if code not in joint]
    chance.shuffle(free)
    ordered = [*joint, *free] if wish.joint else [*free, *joint]
    if len(ordered) < wish.countries or (wish.joint and not joint):
        raise Refused(
            code="ESS-001",
            message=f"« {ground.definition.title} » n'est pas ouvert à assez de pays pour ce dossier.",
            who="l'auteur de la définition",
            seen={"pays ouverts": ", ".join(ordered) or "aucun"},
        )
    return tuple(ordered[: wish.countries])


def _bodies(ground: _Ground, wish: Wish, chance: Random) -> Bodies:
    kind = wish.applicant or next(iter(ground.definition.applicants), str(LeadKind.LOCAL_AUTHORITY))
    least = ground.parameters.count(_LEAST)
    count = wish.authorities
    if count is None:
        count = max(least.value if isinstance(least, Known) else 1, wish.regions)
    return make_bodies(
        kind, authorities=count, regions=min(wish.regions, max(count, 1)), apd_year=_campaign(ground),
        reference=ground.reference, chance=chance,
    )  # fmt: skip


def _campaign(ground: _Ground) -> int:
    """Give the latest aid campaign that can have been answered whenever the file is filed."""
    opens, closes = ground.window.opens.day, ground.window.closes.day
    years = [
        one.year
        for one in ground.reference.campaigns.values()
        if one.closes < closes and one.year <= opens.year
    ]
    return max(years, default=opens.year)


def _months(parameters: Parameters) -> int:
    least, most = parameters.months("length.min"), parameters.months("length.max")
    months = min(_USUAL_MONTHS, most.value) if isinstance(most, Known) else _USUAL_MONTHS
    return max(months, least.value) if isinstance(least, Known) else months


def _tree(ground: _Ground, *, bodies: Bodies, costs: Costs, months: int) -> Tree:
    several = len(costs.countries) > 1
    pieces = ["partnership_evidence", "deliberation", "republican_commitment"]
    private = bodies.lead["kind"] not in AUTHORITIES
    tree: Tree = {
        "call": ground.definition.code,
        "title": "Projet d'essai, écrit pour vérifier l'appel",
        "lead": bodies.lead,
        "authorities": list(bodies.authorities),
        "foreign_authorities": [
            {"name": _foreign(ground, code), "country": code} for code in costs.countries
        ],
        "countries": [
            {"code": code} | ({"share": plain(share)} if several else {})
            for code, share in zip(costs.countries, costs.shares, strict=True)
        ],
        "months": months,
        "themes": ["essai"],
        "sdgs": {"primary": [17]},
        "markers": {"gender": 1, "climate": 1},
        "declarations": {
            "apd_year": _campaign(ground),
            "earlier_reports": "none_due",
            "atlas": ground.window.opens.day.isoformat(),
            "partnership": ["deliberation"],
        },
        "attachments": [
            {"kind": kind, "file": f"{kind}.pdf"} for kind in (pieces if private else pieces[:2])
        ],
    }
    return tree | ({"rate_choice": "by_country"} if several else {})


def _foreign(ground: _Ground, code: str) -> str:
    return f"Autorité locale d'Essai ({ground.reference.country_name(code)})"


def _budget(tree: Tree, costs: Costs, *, ground: _Ground, wish: Wish, bodies: Bodies) -> Tree:
    french = bodies.authorities[0]["name"] if bodies.authorities else bodies.lead["name"]
    payers = Payers(french, tree["foreign_authorities"][0]["name"])
    parameters = ground.parameters

    def write(asked: Sequence[int]) -> Tree:
        return budget_tree(costs, asked=asked, payers=payers, parameters=parameters)

    blank = write([0] * len(costs.countries))
    caps = _caps(tree | {"budget": blank}, ground)
    known = [cap for cap in caps if cap is not None]
    ceiling = Cents(sum(known)) if len(known) == len(caps) else None
    most = most_asked(costs, ceiling=ceiling, parameters=parameters)
    wanted = most if wish.at_ceiling or wish.beyond else reasonable(most, costs)
    asked = _share_out(wanted, caps, costs)
    asked[-1] += wish.beyond
    return write(asked)


def _caps(tree: Tree, ground: _Ground) -> list[Cents | None]:
    """Ask the rules for the ceiling of each country's part."""
    told = tell_ceiling(
        read_tree(tree), parameters=ground.parameters, reference=ground.reference, at=ground.day
    )
    return [part.amount for part in told.parts] if told else []


def _share_out(wanted: Cents, caps: Sequence[Cents | None], costs: Costs) -> list[int]:
    """Share a request over the countries within each one's own ceiling, the last taking what remains."""
    known = [int(cap) if cap is not None else wanted for cap in caps] or [wanted] * len(costs.countries)
    whole = sum(known)
    euro_a_year = 100 * len(costs.years)
    parts = [cap if wanted >= whole else wanted * cap // whole // euro_a_year * euro_a_year for cap in known]
    if wanted < whole:
        parts[-1] = min(known[-1], wanted - sum(parts[:-1]))
    return parts
