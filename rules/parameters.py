"""Dated parameters, read at one reference date: known with its source, or unknown and said so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Generic, TypeVar, cast

from forms.errors import Broken
from forms.money import BasisPoints, Cents
from rules.findings import Source

V = TypeVar("V", BasisPoints, Cents, int, str)
Value = BasisPoints | Cents | int | str

PERCENT, AMOUNT, COUNT, MONTHS, TEXT = "percent", "amount", "count", "months", "text"

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "rate.pma": "le taux des pays les moins avancés",
        "rate.oda": "le taux des autres pays éligibles à l'aide publique au développement",
        "rate.non_oda": "le taux des pays non éligibles à l'aide publique au développement",
        "rate.single": "le taux unique des projets sur plusieurs pays",
        "rate.ceiling": "le plafond de tous les taux",
        "costs.common": "la façon de compter les coûts communs à plusieurs pays",
        "contribution.french.min": "la part minimale des collectivités françaises",
        "contribution.french.in_kind_max": "la part valorisée maximale des collectivités françaises",
        "contribution.foreign": "la contribution attendue de l'autorité étrangère",
        "contribution.foreign.min": "la part minimale de l'autorité étrangère",
        "contribution.foreign.in_kind_max": "la part valorisée maximale de l'autorité étrangère",
        "contribution.matching": "l'apport propre exigé en regard de la demande",
        "authorities.min": "le nombre minimal de collectivités",
        "length.min": "la durée minimale",
        "length.max": "la durée maximale",
        "ceiling.annual": "le plafond annuel de la demande",
        "ceiling.staff": "le plafond des frais de personnel de suivi",
        "ceiling.staff.level": "la portée du plafond des frais de personnel",
        "ceiling.fees": "le plafond des frais de gestion",
        "ceiling.fees.level": "la portée du plafond des frais de gestion",
        "instalment.last.first_part": "la part de la dernière tranche versée d'abord",
        "report.within": "le délai du compte rendu final",
        "settlement.policy": "la façon de solder une subvention quand le coût réel diffère",
        "convention.threshold": "le seuil annuel qui impose une convention",
    }
)
"""What each parameter is called in French; the names are those of the definitions."""


@dataclass(frozen=True, slots=True)
class Known(Generic[V]):
    """A parameter whose value a source gives.

    `value` is in `unit`: percent in basis points, amount in cents, months and count as whole
    numbers, text as written.
    """

    name: str
    value: V
    unit: str
    source: str
    sure: str = "A"
    since: date | None = None

    def cite(self) -> Source:
        """Give the source in the shape findings carry."""
        return _cited(self.source, self.name, self.since)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A parameter no source gives; `stated` when the definition itself writes `unknown`."""

    name: str
    source: str = ""
    stated: bool = False


@lru_cache(maxsize=256)
def _unknown(name: str) -> Unknown:
    return Unknown(name)


def label(name: str) -> str:
    """Give the French name of a parameter, or its own when it has none."""
    return LABELS.get(name, name)


@lru_cache(maxsize=1024)
def _cited(source: str, name: str, since: date | None) -> Source:
    """Build a citation once: a call has some thirty, and every finding carries one."""
    return Source(source, label(name), since)


AnyKnown = Known[BasisPoints] | Known[Cents] | Known[int] | Known[str]


class Parameters(Mapping[str, Known[BasisPoints] | Known[Cents] | Known[int] | Known[str] | Unknown]):
    """The parameters in force on `reference_date`, immutable.

    Each reader says the unit it expects: a parameter of another unit is a defect of the
    definition and raises `Broken`. A name that is not there is `Unknown`.
    """

    __slots__ = ("_amounts", "_counts", "_entries", "_months", "_percents", "_texts", "reference_date")

    def __init__(
        self, reference_date: date, entries: Mapping[str, AnyKnown | Unknown] = MappingProxyType({})
    ) -> None:
        self.reference_date = reference_date
        self._entries = dict(entries)
        self._percents = cast("dict[str, Known[BasisPoints] | Unknown]", self._in(PERCENT))
        self._amounts = cast("dict[str, Known[Cents] | Unknown]", self._in(AMOUNT))
        self._counts = cast("dict[str, Known[int] | Unknown]", self._in(COUNT))
        self._months = cast("dict[str, Known[int] | Unknown]", self._in(MONTHS))
        self._texts = cast("dict[str, Known[str] | Unknown]", self._in(TEXT))

    def _in(self, unit: str) -> dict[str, AnyKnown | Unknown]:
        """Give what is in a unit or unknown; kept by unit, since rules read these more than anything."""
        return {
            name: entry
            for name, entry in self._entries.items()
            if isinstance(entry, Unknown) or entry.unit == unit
        }

    def percent(self, name: str) -> Known[BasisPoints] | Unknown:
        """Read a rate, in basis points."""
        return self._percents.get(name) or self._absent(name, PERCENT)

    def amount(self, name: str) -> Known[Cents] | Unknown:
        """Read an amount, in cents."""
        return self._amounts.get(name) or self._absent(name, AMOUNT)

    def count(self, name: str) -> Known[int] | Unknown:
        """Read a number of things."""
        return self._counts.get(name) or self._absent(name, COUNT)

    def months(self, name: str) -> Known[int] | Unknown:
        """Read a length in months."""
        return self._months.get(name) or self._absent(name, MONTHS)

    def text(self, name: str) -> Known[str] | Unknown:
        """Read a word of a closed list."""
        return self._texts.get(name) or self._absent(name, TEXT)

    def _absent(self, name: str, unit: str) -> Unknown:
        """Give the unknown of a name that is not there; refuse one that is there in another unit."""
        entry = self._entries.get(name)
        if isinstance(entry, Known):
            raise Broken(
                code="PAR-001",
                message=f"Paramètre « {name} » donné en « {entry.unit} » : la règle attend « {unit} ».",
                seen={"paramètre": name, "unité": entry.unit},
                remedies=("Corrigez l'unité du paramètre dans la définition de l'appel.",),
            )
        return _unknown(name)

    def __getitem__(self, name: str) -> AnyKnown | Unknown:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
