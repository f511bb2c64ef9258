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
STATUSES: Mapping[str, str] = {**STATUS_LABELS, FRENCH: "territoire français, jamais pays partenaire"}
"""Aid statuses as a person reads them, that of French territories included."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says of one code from `since` until `until`, both included; None has no end.

    `facts` gives what else is said, as the file has it; `source` is the list's own unless told.
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

    def told(self) -> Iterator[tuple[str, str]]:
        """Give what else is said in French: its name, its value as a person reads it."""
        for name, value in self.facts.items():
            label, write = _WORDING[name]
            yield label, write(value)

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
            status = {"status": held.status}
            yield Entry(country.code, country.name, held.sure, tree["source"], held.since, until, status)


def _regions(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for code, fields in tree["regions"].items():
        yield _entry(tree, code, fields, _only(fields, "seat", "mailbox"))


def _campaigns(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for year, fields in tree["campaigns"].items():
        named = {"name": f"campagne e-APD {year}"}
        yield _entry(tree, year, fields | named, _only(fields, "opens", "closes"))


def _currencies(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for code, fields in tree["currencies"].items():
        yield _entry(tree, code, fields, _only(fields, "per_euro", "exactly"))


def _zone_list(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for code, fields in tree["zones"].items():
        parts = {name: " ".join(fields[name]) for name in ("countries", "deduced") if name in fields}
        yield _entry(tree, code, fields, parts)


def _indicators(tree: Mapping[str, Any]) -> Iterator[Entry]:
    for code, fields in tree["indicators"].items():
        yield _entry(tree, code, fields, _only(fields, "year", "value"))


def _only(fields: Mapping[str, str], *names: str) -> Mapping[str, str]:
    return {name: fields[name] for name in names if name in fields}


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


def _with_comma(number: str) -> str:
    return number.replace(".", ",")


_WORDING: Mapping[str, tuple[str, Callable[[str], str]]] = MappingProxyType(
    {
        "status": ("statut", STATUSES.__getitem__),
        "seat": ("préfecture", str),
        "mailbox": ("boîte fonctionnelle", str),
        "opens": ("ouverture", long_date),
        "closes": ("clôture", long_date),
        "per_euro": ("pour un euro", _with_comma),
        "exactly": ("texte", str),
        "countries": ("pays", str),
        "deduced": ("déduits", str),
        "year": ("année", str),
        "value": ("valeur", _with_comma),
    }
)
