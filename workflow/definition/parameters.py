"""What rules may know of a definition: its parameters at one day, and what its call says of who may apply."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from rules.facts import CallFacts
from rules.parameters import AMOUNT, COUNT, MONTHS, PERCENT, TEXT, AnyKnown, Known, Parameters, Unknown
from workflow.definition.literals import Amount, Count, Percent, Span, UnknownValue, Word
from workflow.definition.model import Dated, Definition, Window
from workflow.definition.own_rules import own_rules

_EUROS: Final = "EUR"
_IN_MONTHS: Final = {"months": 1, "years": 12}
_LENGTH_MIN: Final = "length.min"
_LENGTH_MAX: Final = "length.max"
_COMMITTEE: Final = "committee"
_LEAST_SURE: Final = "D"


def parameters_at(definition: Definition, *, day: date, window: Window | None = None) -> Parameters:
    """Give the parameters in force on a day, each known with its source or stated unknown.

    The window (the one given, else the one whose reference day this is, else the first) puts its
    own parameters in the place of the definition's; its months are `length.min` and `length.max`.
    A parameter without a value that day is left out.
    """
    entries: dict[str, AnyKnown | Unknown] = {}
    chosen = window or _window_of(definition, day)
    for name, values in stated(definition, chosen).items():
        held = in_force(values, day)
        if held is not None:
            entries[name] = _entry(definition, name, held)
    if chosen is not None:
        entries.update(_lengths(definition, chosen))
    return Parameters(day, entries)


def stated(definition: Definition, window: Window | None) -> Mapping[str, tuple[Dated, ...]]:
    """Give the parameters stated for what is filed in a window: its own, then the definition's."""
    return definition.parameters if window is None else {**definition.parameters, **window.parameters}


def call_facts(definition: Definition, *, day: date, window: Window | None = None) -> CallFacts:
    """Give what the call says of applicants, countries and committee, read on a day for a window."""
    countries = definition.countries
    held = stated(definition, window or _window_of(definition, day))
    committee = in_force(held.get(_COMMITTEE, ()), day)
    return CallFacts(
        code=definition.code,
        title=definition.title,
        applicant_kinds=frozenset(definition.applicants),
        countries_included=frozenset(countries.included),
        countries_excluded=frozenset(countries.excluded),
        reserved=countries.reserved,
        joint_country=countries.included[0] if len(countries.included) == 1 else None,
        committee=str(committee.value) if committee is not None else "",
        rules=own_rules(definition),
    )


def in_force(values: tuple[Dated, ...], day: date) -> Dated | None:
    """Give the value that holds on a day: the latest to begin, both its days included."""
    held = [
        value
        for value in values
        if (value.since is None or value.since <= day) and (value.until is None or day <= value.until)
    ]
    return max(held, key=lambda value: value.since or date.min) if held else None


def _entry(definition: Definition, name: str, held: Dated) -> AnyKnown | Unknown:
    source = _title(definition, held.source)
    sure = held.sure or _sure_of(definition, held.source)
    match held.value:
        case UnknownValue():
            return Unknown(name, source, stated=True)
        case Percent(basis_points):
            return Known(name, basis_points, PERCENT, source, sure, held.since)
        case Amount(cents, currency):
            unit = AMOUNT if currency == _EUROS else f"{AMOUNT} {currency}"
            return Known(name, cents, unit, source, sure, held.since)
        case Count(number):
            return Known(name, number, COUNT, source, sure, held.since)
        case Span() as span:
            months = span.count * _IN_MONTHS.get(span.unit, 1)
            unit = MONTHS if span.unit in _IN_MONTHS else span.unit
            return Known(name, months, unit, source, sure, held.since)
        case Word(text):
            return Known(name, text, TEXT, source, sure, held.since)


def _window_of(definition: Definition, day: date) -> Window | None:
    windows = tuple(definition.windows.values())
    dated = (window for window in windows if definition.reference_day(window) == day)
    return next(dated, windows[0] if windows else None)


def _lengths(definition: Definition, window: Window) -> Iterator[tuple[str, AnyKnown | Unknown]]:
    source = _title(definition, window.source)
    if isinstance(window.months, UnknownValue):
        yield _LENGTH_MIN, Unknown(_LENGTH_MIN, source, stated=True)
        yield _LENGTH_MAX, Unknown(_LENGTH_MAX, source, stated=True)
        return
    if window.months is None:
        return
    for name, span in ((_LENGTH_MIN, window.months.min), (_LENGTH_MAX, window.months.max)):
        if span is not None:
            months = span.count * _IN_MONTHS.get(span.unit, 1)
            yield name, Known(name, months, MONTHS, source, window.sure, window.published)


def _title(definition: Definition, source: str | None) -> str:
    if source is None:
        return ""
    note = definition.sources.get(source)
    return note.title if note is not None else source


def _sure_of(definition: Definition, source: str | None) -> str:
    note = definition.sources.get(source) if source is not None else None
    return (note.sure if note is not None else None) or _LEAST_SURE
