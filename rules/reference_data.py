"""Dated reference data: countries and their aid status, regions, e-APD campaigns, fixed parities.

Shipped files are read at most once, when first asked for. A published definition pins its own
edition as a JSON tree, so that a case keeps the lists it was filed under.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from forms import strict_yaml
from forms.errors import Broken
from forms.strict_yaml import Node, Scalar, read_yaml
from rules.parities import parities_of

FRENCH = "french"
_COUNTRIES, _REGIONS, _CAMPAIGNS, _CURRENCIES = "countries", "regions", "apd_campaigns", "currencies"


@dataclass(frozen=True, slots=True)
class AidStatus:
    """A status (`pma`, `oda`, `non_oda` or `french`) and the day from which it holds."""

    status: str
    since: date
    sure: str


@dataclass(frozen=True, slots=True)
class PartnerCountry:
    """A country, its French name and its statuses in the order of their days."""

    code: str
    name: str
    aid: tuple[AidStatus, ...]

    def status_at(self, day: date) -> AidStatus | None:
        """Give the status in force on a day; None before the list begins."""
        for held in reversed(self.aid):
            if held.since <= day:
                return held
        return None


@dataclass(frozen=True, slots=True)
class Region:
    """A French region or overseas collectivity, and its prefecture's functional mailbox."""

    code: str
    name: str
    seat: str
    mailbox: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """One e-APD campaign; both days are included."""

    year: int
    opens: date
    closes: date
    source: str
    sure: str


class ReferenceData:
    """One edition of the lists, read-only, indexed by code or year.

    An edition published before fixed parities were kept has none.
    """

    __slots__ = ("_latest_first", "_tree", "campaigns", "countries", "parities", "regions")

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._tree = tree
        self.countries = MappingProxyType(dict(_countries(tree[_COUNTRIES])))
        self.regions = MappingProxyType(
            {code: Region(code, **fields) for code, fields in tree[_REGIONS]["regions"].items()}
        )
        self.campaigns = MappingProxyType(dict(_campaigns(tree[_CAMPAIGNS])))
        self.parities = MappingProxyType(dict(parities_of(tree.get(_CURRENCIES, {}))))
        self._latest_first = sorted(self.campaigns.values(), key=lambda one: one.closes, reverse=True)

    @classmethod
    def shipped(cls) -> "ReferenceData":
        """Give the edition that comes with this version, read once."""
        return _shipped()

    @classmethod
    def from_json(cls, tree: Mapping[str, Any]) -> "ReferenceData":
        """Rebuild an edition from what `to_json` gave."""
        return cls(tree)

    def to_json(self) -> Mapping[str, Any]:
        """Give the edition as a JSON tree of texts, exactly as it was read."""
        return self._tree

    def with_countries(self, tree: Mapping[str, Any]) -> "ReferenceData":
        """Give the edition with another list of countries, read by `read_candidate`."""
        return ReferenceData({**self._tree, _COUNTRIES: tree})

    def country_name(self, code: str) -> str:
        """Give a country's French name, or its code when the list does not hold it."""
        known = self.countries.get(code)
        return known.name if known else code

    def latest_closed_campaign(self, day: date) -> Campaign | None:
        """Give the latest e-APD campaign closed before a day; None when the list has none."""
        for campaign in self._latest_first:
            if campaign.closes < day:
                return campaign
        return None


def countries() -> Mapping[str, PartnerCountry]:
    """Give the shipped countries by ISO code."""
    return ReferenceData.shipped().countries


def regions() -> Mapping[str, Region]:
    """Give the shipped regions by INSEE code."""
    return ReferenceData.shipped().regions


def campaigns() -> Mapping[int, Campaign]:
    """Give the shipped e-APD campaigns by year."""
    return ReferenceData.shipped().campaigns


def read_shipped(name: str) -> Mapping[str, Any]:
    """Read a shipped reference file into a JSON tree of texts. Raises `Broken` when it is not a group."""
    file = files("rules") / "reference" / f"{name}.yaml"
    tree = json_tree(read_yaml(file.read_bytes(), name=f"rules/reference/{name}.yaml"))
    if not isinstance(tree, dict):
        raise Broken(
            code="REF-001", message=f"Le fichier de référence « {name} » n'est pas un groupe de clés."
        )
    return tree


@cache
def _shipped() -> ReferenceData:
    return ReferenceData(
        {name: read_shipped(name) for name in (_COUNTRIES, _REGIONS, _CAMPAIGNS, _CURRENCIES)}
    )


def json_tree(node: Node) -> Any:  # noqa: ANN401 -- a JSON tree of texts, as deep as the file
    """Write what a strict YAML file says as a JSON tree of texts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, strict_yaml.Mapping):
        return {key.text: json_tree(value) for key, value in node.entries}
    return [json_tree(item) for item in node]


def _countries(tree: Mapping[str, Any]) -> Iterator[tuple[str, PartnerCountry]]:
    begins = date.fromisoformat(tree["from"])
    for code, fields in tree["countries"].items():
        aid = fields["aid"]
        dated = {tree["from"]: aid} if isinstance(aid, str) else aid
        days = ((date.fromisoformat(day), status) for day, status in dated.items())
        changes = fields.get("sure", tree["sure"])
        held = tuple(
            AidStatus(status, day, tree["sure"] if day == begins else changes) for day, status in days
        )
        yield code, PartnerCountry(code, fields["name"], held)


def _campaigns(tree: Mapping[str, Any]) -> Iterator[tuple[int, Campaign]]:
    for year, fields in tree["campaigns"].items():
        opens, closes = date.fromisoformat(fields["opens"]), date.fromisoformat(fields["closes"])
        yield int(year), Campaign(int(year), opens, closes, fields["source"], fields["sure"])
