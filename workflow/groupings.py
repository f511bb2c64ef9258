"""By what figures are told: zone, region, theme, aid status, call, family."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forms.country_names import folded
from forms.money import Cents, allocate
from rules.reference_lists import STATUSES, zone_of
from workflow.counted import Counted
from workflow.facts import reference_day

_UNTOLD = ("", "non renseigné")
_SEVERAL = ("several", "plusieurs, sans répartition donnée")


@dataclass(frozen=True, slots=True)
class Share:
    """What of one application goes to one line: cents of its cost, of what it asks, of what it is granted."""

    key: str
    label: str
    requested: int | None
    cost: int | None
    retained: int | None


Keys = Callable[[Counted], Iterator[tuple[str, str]]]


def shares_of(one: Counted, *, by: str) -> tuple[Share, ...]:
    """Share an application among the lines of a grouping.

    Among places, amounts follow the part of each country in the cost, to the cent, so that lines add
    up; several countries without parts make a line of their own. An application of several themes
    counts whole in each, for nothing says their parts.
    """
    if by in _BY_COUNTRY:
        return _by_country(one, _BY_COUNTRY[by])
    keys = tuple(dict.fromkeys(_WHOLE[by](one))) or (_UNTOLD,)
    return tuple(_whole(one, key) for key in keys)


def groupings() -> tuple[str, ...]:
    """Give the names of the groupings."""
    return (*_BY_COUNTRY, *_WHOLE)


def adds_up(by: str) -> bool:
    """Tell whether the amounts of a grouping's lines add up to the whole."""
    return by not in _REPEATED


def _whole(one: Counted, key: tuple[str, str]) -> Share:
    return Share(*key, one.requested, one.cost, one.retained)


def _by_country(one: Counted, place: Callable[[Counted, str], tuple[str, str]]) -> tuple[Share, ...]:
    countries = one.case.answers.get("countries", ())
    keys = [place(one, country["code"]) for country in countries]
    if len(set(keys)) <= 1:
        return (_whole(one, keys[0] if keys else _UNTOLD),)
    parts = [country.get("share") for country in countries]
    if any(part is None for part in parts) or not any(parts):
        return (_whole(one, _SEVERAL),)
    weights: dict[tuple[str, str], int] = {}
    for key, part in zip(keys, parts, strict=True):
        weights[key] = weights.get(key, 0) + part
    amounts = [_split(amount, [*weights.values()]) for amount in (one.requested, one.cost, one.retained)]
    return tuple(Share(*key, *found) for key, *found in zip(weights, *amounts, strict=True))


def _split(amount: int | None, weights: list[int]) -> tuple[int | None, ...]:
    return (None,) * len(weights) if amount is None else allocate(Cents(amount), weights)


def _zone(_one: Counted, country: str) -> tuple[str, str]:
    zone = zone_of(country)
    return (zone.code, zone.name) if zone else _UNTOLD


def _status(one: Counted, country: str) -> tuple[str, str]:
    known = one.pinned.bundle.reference.countries.get(country)
    held = known.status_at(reference_day(one.pinned, one.family)) if known else None
    return (held.status, STATUSES[held.status]) if held else _UNTOLD


def _region(one: Counted) -> Iterator[tuple[str, str]]:
    code = one.case.region
    if code:
        region = one.pinned.bundle.reference.regions.get(code)
        yield code, region.name if region else code


def _themes(one: Counted) -> Iterator[tuple[str, str]]:
    for theme in one.case.answers.get("themes", ()):
        yield folded(theme), theme.lower()


def _call(one: Counted) -> Iterator[tuple[str, str]]:
    yield one.case.call_code or "", one.pinned.definition.title


def _family(one: Counted) -> Iterator[tuple[str, str]]:
    definition = one.pinned.definition
    code = definition.extends or definition.code
    yield code, definition.family_label or code


_BY_COUNTRY: Mapping[str, Callable[[Counted, str], tuple[str, str]]] = MappingProxyType(
    {"zone": _zone, "status": _status}
)
_WHOLE: Mapping[str, Keys] = MappingProxyType(
    {"region": _region, "theme": _themes, "call": _call, "family": _family}
)
_REPEATED = frozenset({"theme"})
