"""What a definition that is only built upon lacks to be rehearsed: a prefix, a window, a joint country.

Families and the procedure leave these to their calls. What is lent is said, and nothing is lent to a
call that takes applications.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules.reference_data import FRENCH, ReferenceData
from workflow.definition.bundle import Bundle, pack
from workflow.definition.literals import UNKNOWN, Moment
from workflow.definition.model import Countries, Definition, Window

JOINT = "joint_countries"
"""The selector of the language whose list a family leaves to its calls."""

_APPLICATION, _WINDOW = "application", "window"
_PREFIX = "ESSAI"
_LENT = "essai"
_OPEN_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Complete:
    """A definition that can be rehearsed, and what it was lent for that, in French."""

    definition: Definition
    lent: tuple[str, ...]


def complete(definition: Definition, *, reference: ReferenceData) -> Complete:
    """Lend a definition what it leaves to its heirs; a call with windows, or a meeting, lacks nothing."""
    lent: dict[str, object] = {} if definition.ref else {"ref": _PREFIX}
    first = _first_day(definition, reference)
    lacks_window = not definition.windows and _serves(definition, _APPLICATION)
    if lacks_window and _serves(definition, _WINDOW):
        lent["windows"] = {_LENT: _window(definition, first)}
    if lacks_window and asks_joint_countries(definition) and not definition.countries.joint:
        lent["countries"] = _with_joint(definition.countries, first, reference)
    return Complete(definition.model_copy(update=lent), tuple(_told(lent)))


def playable(bundle: Bundle) -> Bundle:
    """Give a bundle with what its definition lacks to be played."""
    lent = complete(bundle.definition, reference=bundle.reference)
    if not lent.lent:
        return bundle
    return pack(lent.definition, mails=bundle.mails, documents=bundle.documents, reference=bundle.reference)


def asks_joint_countries(definition: Definition) -> bool:
    """Tell whether some state opens a child for each country that a joint body must agree on."""
    return any(
        spawn.for_each == JOINT
        for machine in definition.machines.values()
        for state in machine.states.values()
        for spawn in state.spawn.values()
    )


def with_joint_country(definition: Definition, *, day: date, reference: ReferenceData) -> Definition:
    """Give the definition with one joint country, to know what would be possible if there were one."""
    countries = _with_joint(definition.countries, day, reference)
    return definition.model_copy(update={"countries": countries})


def open_countries(countries: Countries, *, day: date, reference: ReferenceData) -> tuple[str, ...]:
    """Give the countries under which a file may be filed that day, by code."""
    left_out = {*countries.excluded, *countries.reserved}
    return tuple(
        code
        for code, known in sorted(reference.countries.items())
        if (held := known.status_at(day)) is not None
        and held.status != FRENCH
        and code not in left_out
        and (not countries.included or code in countries.included)
    )


def _serves(definition: Definition, purpose: str) -> bool:
    return any(machine.serves == purpose for machine in definition.machines.values())


def _first_day(definition: Definition, reference: ReferenceData) -> date:
    """Give a day on which the newest of its parameters are all in force."""
    if isinstance(definition.reference_date, date):
        return definition.reference_date
    days = [one.since for values in definition.parameters.values() for one in values if one.since]
    noted = [source.date for source in definition.sources.values() if source.date]
    return max(days or noted or [one.closes for one in reference.campaigns.values()])


def _window(definition: Definition, first: date) -> Window:
    source = next(iter(definition.sources), _LENT)
    return Window(
        opens=Moment(first, None), closes=Moment(first + _OPEN_FOR, None),
        months=UNKNOWN, envelope=UNKNOWN, source=source, sure="D",
    )  # fmt: skip


def _with_joint(countries: Countries, day: date, reference: ReferenceData) -> Countries:
    found = open_countries(countries, day=day, reference=reference)
    return countries.model_copy(update={"joint": found[:1]})


def _told(lent: dict[str, object]) -> Iterator[str]:
    words = {"ref": "un préfixe de référence", "windows": "un guichet", "countries": "un pays conjoint"}
    return (words[name] for name in lent)
