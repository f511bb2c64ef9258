"""Defects of figures, windows, forms and promises."""

from collections.abc import Iterator
from random import Random

from proofs.corpus import Sound
from proofs.planting import Defect, group, listed, misspelt, places, removed, texts, value
from workflow.definition.machine_model import Comparison
from workflow.definition.mutation.alteration import Edit

_PLANTED = "Planté"


def parameters(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Misname parameters, take away their unit, their source and their certainty, end them too soon."""
    sources = next(iter(sound.resolved.definition.sources), "")
    for name, values in sound.resolved.definition.parameters.items():
        wrong = ("parameters", misspelt(name, chance))
        held = group(value="70 %", source=sources, sure="B")
        yield value("DEF-090", wrong, held, at=wrong, on_key=True)
        for index, one in enumerate(values):
            here = ("parameters", name, index)
            if str(one.value).endswith("%"):
                yield value("DEF-091", (*here, "value"), str(one.value).removesuffix(" %"))
            if one.source and str(one.value) != "unknown":
                yield removed("DEF-093", (*here, "source"), at=(*here, "value"), on_key=False)
            if one.since:
                yield value("DEF-092", (*here, "until"), f"{one.since.year - 1}-12-31")


def rates(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Raise the rates in force in 2025 above what binds every call."""
    if not any(window.closes.day.year >= 2025 for window in sound.resolved.definition.windows.values()):  # noqa: PLR2004 -- the year from which the ceiling binds
        return
    for name, values in sound.resolved.definition.parameters.items():
        for index, one in enumerate(values):
            if name.startswith("rate.") and one.until is None and str(one.value).endswith("%"):
                here = ("parameters", name, index, "value")
                yield value("DEF-096", here, chance.choice(("71 %", "100 %")))


def windows(sound: Sound, _: Random) -> Iterator[Defect]:
    """Close before opening, publish after closing, count a project in days, or backwards."""
    for name, window in sound.resolved.definition.windows.items():
        here = ("windows", name)
        yield value("DEF-100", (*here, "closes"), f"{window.opens.day.year - 1}-06-01 23:59")
        yield value("DEF-101", (*here, "published"), f"{window.closes.day.year + 1}-06-01")
        yield value("DEF-102", (*here, "months"), group(min="21 days"), at=(*here, "months", "min"))
        backwards = group(min="4 years", max="36 months")
        yield value("DEF-103", (*here, "months"), backwards, at=(*here, "months", "min"))
    if sound.resolved.definition.windows:
        yield removed("DEF-046", ("ref",), at=("code",), on_key=False)


def countries(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Name countries that do not exist, French territories, calls that nothing defines."""
    held = sound.resolved.definition.countries
    for key, codes in (("included", held.included), ("excluded", held.excluded), ("joint", held.joint)):
        wrong = chance.choice(("XX", "NC", "PF", "ZQ"))
        here = ("countries", key, len(codes))
        yield value("DEF-026", ("countries", key), listed(*codes, wrong), at=here)
    for path, code in texts(sound.tree, "countries.reserved.*"):
        yield value("DEF-031", path, misspelt(code, chance))


def questions(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Give options to what is no choice, take them from what is, compare with what is no option."""
    for name, form in sound.resolved.definition.forms.items():
        for field, asked in form.fields.items():
            here = ("forms", name, "fields", field)
            if asked.kind == "choice":
                yield removed("DEF-085", (*here, "options"), at=here)
            else:
                yield value("DEF-085", (*here, "options"), group(yes="oui"), at=here, on_key=True)
    for machine_name, machine in sound.resolved.definition.machines.items():
        for trigger, act in machine.transitions.items():
            for index, condition in enumerate(act.when):
                if isinstance(condition, Comparison) and condition.equals:
                    path = ("machines", machine_name, "transitions", trigger, "when", index, "is")
                    yield value("DEF-086", path, misspelt(condition.equals, chance))


def promises(sound: Sound, _: Random) -> Iterator[Defect]:
    """Promise what no path keeps, and what says nothing."""
    machine = next(
        (m for m in sound.resolved.definition.machines.values() if m.serves == "application"), None
    )
    if machine is None:
        return
    count = len(sound.resolved.definition.properties)
    name = ("properties", count, "name")
    ends = [state for state, model in machine.states.items() if model.final]
    for end in ends:
        for other in ends:
            if other != end:
                promise = group(name=_PLANTED, before=end, visit=other)
                yield value("DEF-113", ("properties", count), promise, at=name)
        yield value("DEF-111", ("properties", count), group(name=_PLANTED, before=end), at=name)
        early = group(name=_PLANTED, after=machine.initial, never=end)
        yield value("DEF-113", ("properties", count), early, at=name)


def borrowed_rules(sound: Sound, _: Random) -> Iterator[Defect]:
    """Let an act borrow its own rules."""
    for place in places(sound.tree, "machines.*.transitions.*.rules"):
        lender = group(as_=str(place.path[-2]))
        yield Defect("DEF-017", (Edit(place.path, lender),), (*place.path, "as"))


def phases(sound: Sound, _: Random) -> Iterator[Defect]:
    """Show a phase as one that is itself hidden."""
    for place in places(sound.tree, "machines.*.phases.*.shown_as"):
        hidden, path = str(place.path[-2]), (*place.path[:-2], "planted")
        masked = group(label=_PLANTED, public=_PLANTED, shown_as=hidden)
        yield value("DEF-036", path, masked, at=(*path, "shown_as"))
