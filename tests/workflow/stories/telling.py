"""Stories as data: who does what to which case of a family, in the ids of the shipped definitions.

A narrator tells a story to a house, through other names when the definition's ids were changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from forms.answers import to_answers
from forms.application_reading import read_application
from tests.workflow.houses import TestHouse, bundle_of
from workflow.definition.bundle import Bundle
from workflow.ticking import tick

FOLDER = Path(__file__).parent
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody of the story, and the role he holds."""

    person: str
    role: str
    scope: str = "all"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Does:
    """Somebody advances a case; `on` is what its reference adds to the application's."""

    who: str
    trigger: str
    on: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    accepted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opens:
    """Somebody opens a child."""

    who: str
    slot: str
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Amends:
    """Somebody changes parts of the application's answers."""

    who: str
    parts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waits:
    """Days pass, and the clock does what is due."""

    days: int


Step = Does | Opens | Amends | Waits


@dataclass(frozen=True, slots=True)
class Story:
    """One application from its draft to an end; `ends` gives the state of the whole family then.

    `asked` answers what the call asks beside the file.
    """

    name: str
    call: str
    file: str
    creator: str
    cast: tuple[Holder, ...]
    steps: tuple[Step, ...]
    ends: Mapping[str, str]
    reserved: Mapping[str, int] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Name the story in the list of tests."""
        return self.name


class Names(Protocol):
    """What a definition calls its things, beside what the stories call them."""

    def bundle(self, call: str) -> Bundle: ...

    def role(self, role: str) -> str: ...

    def slot(self, slot: str) -> str: ...

    def trigger(self, machine: str, trigger: str) -> str: ...

    def state(self, machine: str, state: str) -> str: ...

    def given(self, values: Mapping[str, str]) -> Mapping[str, str]: ...


class AsShipped:
    """The names of the shipped definitions."""

    def bundle(self, call: str) -> Bundle:
        return bundle_of(call)

    def role(self, role: str) -> str:
        return role

    def slot(self, slot: str) -> str:
        return slot

    def trigger(self, _machine: str, trigger: str) -> str:
        return trigger

    def state(self, _machine: str, state: str) -> str:
        return state

    def given(self, values: Mapping[str, str]) -> Mapping[str, str]:
        return values


@cache
def answers_of(file: str) -> dict[str, object]:
    """Read one of the application files beside the stories."""
    text = (FOLDER / f"{file}.yaml").read_text(encoding="utf-8")
    return to_answers(read_application(text, name=f"{file}.yaml"))


class Narrator:
    """Tells stories to a house, an hour passing before each act."""

    def __init__(self, house: TestHouse, *, names: Names | None = None) -> None:
        self.house = house
        self.names: Names = names or AsShipped()

    def begin(self, story: Story) -> str:
        """Publish the call, bring the people in, create the application; give its reference."""
        self.house.publish_bundle(self.names.bundle(story.call))
        for holder in story.cast:
            self.house.person(holder.person, self.names.role(holder.role), holder.scope, holder.value)
        given = self.names.given(story.asked)
        return self.house.create(story.creator, story.call, answers_of(story.file), given=given)

    def go_on(self, ref: str, steps: Sequence[Step]) -> None:
        """Perform steps, each in its own transaction."""
        for step in steps:
            self.house.later(hours=1)
            self.perform(ref, step)

    def tell(self, story: Story) -> str:
        """Tell a story whole and give the reference."""
        ref = self.begin(story)
        self.go_on(ref, story.steps)
        return ref

    def perform(self, ref: str, step: Step) -> None:
        """Perform one step."""
        match step:
            case Does():
                self._advance(ref, step)
            case Opens(who, slot, given):
                self.house.open(who, ref, self.names.slot(slot), self.names.given(given))
            case Amends(who, parts):
                self.house.amend(who, ref, parts)
            case Waits(days):
                self.house.later(days=days)
                list(tick(self.house.house))

    def _advance(self, ref: str, step: Does) -> None:
        target = self.ref(ref, step.on)
        self.house.advance(
            step.who,
            target,
            self.names.trigger(self.house.case(target).machine, step.trigger),
            given=self.names.given(step.given),
            reason=step.reason,
            accepted=step.accepted,
        )

    def ref(self, ref: str, on: str) -> str:
        """Give the reference of a member of the family."""
        return "/".join((ref, *self._parts(on)))

    def _parts(self, on: str) -> Iterator[str]:
        for part in filter(None, on.split("/")):
            slot, dot, key = part.partition(".")
            yield f"{self.names.slot(slot)}{dot}{key}"

    def expected(self, ref: str, ends: Mapping[str, str]) -> dict[str, str]:
        """Give the states a story ends in, by reference, in the definition's names."""
        found = {}
        for on, state in ends.items():
            target = self.ref(ref, on)
            found[target] = self.names.state(self.house.case(target).machine, state)
        return found


def after(house: TestHouse, story: Story, steps: int) -> str:
    """Tell the first steps of a story and give the application's reference."""
    narrator = Narrator(house)
    ref = narrator.begin(story)
    narrator.go_on(ref, story.steps[:steps])
    return ref
