"""Synthetic bodies: who files, who takes part, and their numbers, genuine in form and made up."""

from dataclasses import dataclass
from random import Random
from typing import Any

from stdnum import luhn

from forms.choices import LeadKind
from rules.reference_data import ReferenceData

Tree = dict[str, Any]
AUTHORITIES = frozenset({LeadKind.LOCAL_AUTHORITY, LeadKind.GROUPING})
"""The kinds of applicants that are themselves local authorities."""

_NAMES = {
    LeadKind.LOCAL_AUTHORITY: "Département d'Essai",
    LeadKind.GROUPING: "Communauté de communes d'Essai",
    LeadKind.ASSOCIATION: "Association Essai solidaire",
    LeadKind.GIP: "Groupement d'intérêt public Essai",
}


@dataclass(frozen=True, slots=True)
class Bodies:
    """The lead and the French authorities, as the application file writes them."""

    lead: Tree
    authorities: tuple[Tree, ...]


def make_bodies(
    kind: str, *, authorities: int, regions: int, apd_year: int, reference: ReferenceData, chance: Random
) -> Bodies:
    """Make a lead of a kind and as many French authorities as asked, spread over `regions` regions.

    A lead that is an authority is the first of them. SIRETs are made up; their check digits hold.
    """
    seats = chance.sample(sorted(code for code in reference.regions if len(code) == METROPOLITAN), regions)
    members = [_authority(number, seats[number % regions], apd_year, chance) for number in range(authorities)]
    lead = _lead(kind, seats[0], chance)
    if kind in AUTHORITIES and members:
        members[0] |= {"name": lead["name"], "siret": lead["siret"], "role": "lead"}
    return Bodies(lead, tuple(members))


METROPOLITAN = 2
"""Digits in the code of a region; overseas collectivities have three."""


def _lead(kind: str, region: str, chance: Random) -> Tree:
    return {
        "name": _NAMES.get(LeadKind(kind), "Porteur d'Essai"),
        "kind": kind,
        "siret": made_up_siret(chance),
        "region": region,
        "representative": {"function": "Présidence"},
        "contact": {"name": "Relations internationales", "email": "relations@essai.example.org"},
    }


def _authority(number: int, region: str, apd_year: int, chance: Random) -> Tree:
    return {
        "name": f"Ville d'Essai n° {number + 1}",
        "siret": made_up_siret(chance),
        "region": region,
        "role": "partner",
        "commitment": "confirmed",
        "apd_year": apd_year,
    }


def made_up_siret(chance: Random) -> str:
    """Make up a SIRET whose check digits hold."""
    siren = f"2{chance.randrange(10**7):07d}"
    siren += luhn.calc_check_digit(siren)
    place = f"{siren}0001"
    return place + luhn.calc_check_digit(place)
