"""Reading a resolved definition the way its tests and its page of sources do."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.literals import UNKNOWN
from workflow.definition.model import Dated, Definition, Window


@cache
def definition_of(code: str) -> Definition:
    """Give a shipped definition, resolved."""
    return load(code).definition


@cache
def calls() -> tuple[str, ...]:
    """Give the codes of the shipped calls: what takes applications under a prefix of its own."""
    return tuple(code for code in taking_applications() if definition_of(code).ref)


@cache
def taking_applications() -> tuple[str, ...]:
    """Give the codes of the definitions of applications; meetings have lives of their own."""
    return tuple(
        code
        for code in shipped_codes()
        if any(machine.serves == "application" for machine in definition_of(code).machines.values())
    )


def only_window(definition: Definition) -> Window | None:
    """Give the call's window, or None; the shipped calls have one at most."""
    windows = list(definition.windows.values())
    return windows[0] if windows else None


def reference_day(definition: Definition) -> date:
    """Give the day at which the call's parameters are read."""
    window = only_window(definition)
    if window is not None:
        return definition.reference_day(window)
    assert isinstance(definition.reference_date, date)
    return definition.reference_date


def in_force(definition: Definition, name: str, day: date) -> Dated | None:
    """Give the one value of a parameter in force that day, or None."""
    found = [
        dated
        for dated in definition.parameters.get(name, ())
        if (dated.since or day) <= day <= (dated.until or day)
    ]
    assert len(found) <= 1, f"{definition.code}: two values of {name} on {day}"
    return found[0] if found else None


def said(definition: Definition, name: str, day: date) -> str | None:
    """Give what is said of a parameter that day in its canonical spelling; None when unknown."""
    dated = in_force(definition, name, day)
    return None if dated is None or dated.value == UNKNOWN else str(dated.value)


def all_dated(definition: Definition) -> Iterator[tuple[str, Dated]]:
    """Give every value of every parameter."""
    for name, values in definition.parameters.items():
        for dated in values:
            yield name, dated
