"""The reference lists as a person reads them: what is in force on a day, what is announced, by which source.

Every list comes in one shape, whatever its file: entries with a code, a name, what else is said
of them, and the days between which that holds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from forms.country_names import country_code, folded
from forms.errors import Refused
from forms.nearest import suggest
from forms.wording import long_date
from rules.cap_wording import STATUS_LABELS
from rules.reference_data import FRENCH, ReferenceData, read_shipped

_NOTHING: Mapping[str, str] = MappingProxyType({})
_COUNTRIES = "countries"
STATUSES = {**STATUS_LABELS, FRENCH: "territoire français, jamais pays partenaire"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says of one code from `since` until `until`, both included; None has no end.

    `facts` gives what else is said, by its French name; `source` is the list's own unless told.
    """

    code: str
    name: str
    sure: str
    source: str
    since: date
    until: date | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def holds(self, day: date) -> bool:
        """Tell whether the entry is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_called(self, text: str) -> bool:
        """Tell whether a text is its code or its name, however it is spelt."""
        return folded(text) in {folded(self.code), folded(self.name)}


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """One list of one edition, with everything it ever said."""

    kind: str
    title: str
    edition: str
    source: str
    part: str
    since: date
    sure: str
    entries: tuple[Entry, ...]

    def in_force(self, day: date) -> tuple[Entry, ...]:
        """Give what holds on a day, in the order of the file."""
        return tuple(entry for entry in self.entries if entry.holds(day))

    def announced(self, code: str, day: date) -> tuple[Entry, ...]:
        """Give what is to hold for a code after a day."""
        return tuple(entry for entry in self.entries if entry.code == code and entry.since > day)

    def named(self, text: str) -> "ReferenceList":
        """Keep what is said of one code, told by its code or its name. Raises `Refused` when nothing is."""
        meant = country_code(text) if self.kind == _COUNTRIES else None
        kept = tuple(one for one in self.entries if one.code == meant or one.is_called(text))
        if not kept:
            known = {name for one in self.entries for name in (one.code, one.name)}
            raise Refused(
                code="REF-410",
                message=f"La liste « {self.title} » ne contient pas « {text} ».",
                who="vous",
                seen={"liste": self.kind, "cherché": text},
                remedies=(suggest(text, known),),
            )
        return ReferenceList(
            self.kind, self.title, self.edition, self.source, self.part, self.since, self.sure, kept
        )


Told = Callable[[Mapping[str, Any]], Iterator[Entry]]


def kinds() -> tuple[str, ...]:
    """Give the names of the shipped lists, in the order they are shown."""
    return tuple(_LISTS)


@cache
def reference_list(kind: str) -> ReferenceList:
    """Give a shipped list, read once. Raises `Refused` for a kind that does not exist."""
    if kind not in _LISTS:
        raise Refused(
            code="REF-411",
            message=f"Il n'y a pas de liste de référence « {kind} ».",
            who="vous",
            seen={"liste": kind},
            remedies=(suggest(kind, _LISTS),),
        )
    title, tell = _LISTS[kind]
    tree = read_shipped(kind)
    since = date.fromisoformat(tree["from"])
    entries = tuple(tell(tree))
    return ReferenceList(
        kind, title, tree["edition"], tree["source"], tree["part"], since, tree["sure"], entries
    )


def zone_of(country: str) -> Entry | None:
    """Give the world zone of a country by its code; None for French territories and unknown codes."""
    return _zones().get(country)


@cache
def _zones() -> Mapping[str, Entry]:
    tree, entries = read_shipped("zones"), {one.code: one for one in reference_list("zones").entries}
    return {
        country: entries[zone]
        for zone, fields in tree["zones"].items()
        for part in ("countries", "deduced")
        for country in fields.get(part, ())
    }


def _entry(
    tree: Mapping[str, Any], code: str, fields: Mapping[str, Any], facts: Mapping[str, str] = _NOTHING
) -> Entry:
    since, until = fields.get("from", tree["from"]), fields.get("until")
    return Entry(
        code,
        fields["name"],
        fields.get("sure", tree["sure"]),
        fields.get("source", tree["source"]),
        date.fromisoformat(since),
        date.fromisoformat(until) if until else None,
        facts,
    )


def _countries(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for country in ReferenceData.shipped().countries.values():
        after = [*(held.since for held in country.aid[1:]), None]
        for held, following in zip(country.aid, after, strict=True):
            until = following - timedelta(days=1) if following else None
            told = {"statut": STATUSES[held.status]}
            yield Entry(country.code, country.name, held.sure, tree["source"], held.since, until, told)


def _regions(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for code, fields in tree["regions"].items():
        yield _entry(
            tree, code, fields, {"préfecture": fields["seat"], "boîte fonctionnelle": fields["mailbox"]}
        )


def _campaigns(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for year, fields in tree["campaigns"].items():
        named = {"name": f"campagne e-APD {year}"}
        days = {"ouverture": long_date(fields["opens"]), "clôture": long_date(fields["closes"])}
        yield _entry(tree, year, fields | named, days)


def _currencies(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for code, fields in tree["currencies"].items():
        parity = {"pour un euro": fields["per_euro"].replace(".", ",")}
        exactly = {"texte": fields["exactly"]} if "exactly" in fields else {}
        yield _entry(tree, code, fields, parity | exactly)


def _zone_list(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for code, fields in tree["zones"].items():
        held = [*fields.get("countries", ()), *fields.get("deduced", ())]
        deduced = {"déduits": " ".join(fields["deduced"])} if "deduced" in fields else {}
        yield _entry(tree, code, fields, {"pays": " ".join(sorted(held))} | deduced)


def _indicators(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for code, fields in tree["indicators"].items():
        told = {"année": fields["year"], "valeur": fields["value"].replace(".", ",")}
        yield _entry(tree, code, fields, told)


def _plainly(key: str) -> Told:
    def tell(tree: Mapping[str, Any]) -> Iterator[Entry]:
        return (_entry(tree, code, fields) for code, fields in tree[key].items())

    return tell


_LISTS: Mapping[str, tuple[str, Told]] = MappingProxyType(
    {
        _COUNTRIES: ("pays partenaires et statut au regard de l'aide", _countries),
        "regions": ("régions et préfectures", _regions),
        "zones": ("zones du monde", _zone_list),
        "goals": ("objectifs de développement durable", _plainly("goals")),
        "sectors": ("secteurs d'aide", _plainly("sectors")),
        "currencies": ("parités fixes avec l'euro", _currencies),
        "apd_campaigns": ("campagnes e-APD", _campaigns),
        "indicators": ("chiffres publiés de comparaison", _indicators),
    }
)
