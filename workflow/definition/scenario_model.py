"""What a file of scenarios says: given a file, when these acts are done, then this is what is found.

Keys and meaning are written down in `docs/reference/scenarios.md`.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from workflow.definition.literals import AmountText, Flag, MomentText, SpanText
from workflow.definition.machine_model import Identifiers, Names
from workflow.definition.model import CountryList
from workflow.definition.shape import Identifier, Shape, Text, listed

Refusal = Literal["not_allowed", "impossible", "not_given", "envelope", "rules"]
"""Why an act is refused: no role, not from here or not now, not all given, no money left, rules."""

Answer = Annotated[str, Field(max_length=10_000)]


class Given(Shape):
    """The file everything begins with: one beside the scenarios, or one made up as wished.

    Where there are no applications, the record it begins with: its `kind`, and what its form is given.
    """

    file: Text = "synthetic"
    countries: CountryList = ()
    countries_count: Annotated[int, Field(ge=1, le=9)] | None = None
    joint: Flag = False
    applicant: Identifier | None = None
    authorities: Annotated[int, Field(ge=0, le=99)] | None = None
    regions: Annotated[int, Field(ge=1, le=9)] | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None
    asks: Literal["ceiling"] | None = None
    beyond: AmountText | None = None
    kind: Identifier | None = None
    answers: Mapping[str, Answer] = Field(default={}, alias="with")
    at: MomentText | None = None
    change: Mapping[str, Answer] = Field(default={}, alias="set")


class Outcome(Shape):
    """What is found: of the case acted on, of its family, and of what the last act sent."""

    state: Identifier | None = None
    children: Mapping[Text, Identifier] = {}
    refused: Refusal | None = None
    refused_by: Names | None = None
    warned_by: Names | None = None
    mails: Annotated[tuple[Identifier, ...], BeforeValidator(listed)] | None = None
    documents: Identifiers | None = None
    reserved: AmountText | None = None
    shown: Identifier | None = None


class Step(Shape):
    """One thing that happens; exactly one of `does`, `opens`, `changes`, `wait`, `until`, `reach`."""

    who: Identifier | None = None
    second: Flag = False
    does: Identifier | None = None
    opens: Identifier | None = None
    changes: Mapping[str, Answer] | None = None
    on: Text = ""
    answers: Mapping[str, Answer] = Field(default={}, alias="with")
    reason: Text | None = None
    accept: Mapping[str, Answer] = {}
    wait: SpanText | None = None
    until: MomentText | None = None
    reach: Identifier | None = None
    then: Outcome | None = None

    @property
    def doing(self) -> str:
        """Give the key that says what happens."""
        return next((key for key in DOINGS if getattr(self, key) is not None), "")


class Scenario(Shape):
    """One story of a call, short enough to be read at a glance."""

    name: Text
    about: Text | None = None
    given: Given = Given()
    when: Annotated[tuple[Step, ...], BeforeValidator(listed)] = ()
    then: Outcome


class LeftOut(Shape):
    """A scenario that is inherited and does not apply here, with the reason."""

    name: Text
    why: Text


class Scenarios(Shape):
    """A file of scenarios."""

    jalon: Literal["1"]
    scenarios: Annotated[tuple[Scenario, ...], BeforeValidator(listed)] = ()
    without: Annotated[tuple[LeftOut, ...], BeforeValidator(listed)] = ()


DOINGS = ("does", "opens", "changes", "wait", "until", "reach")
"""The keys of a step of which there is one."""

SCENARIO_SECTIONS: Mapping[str, type[Shape]] = {
    "File": Scenarios,
    "Scenario": Scenario,
    "Given": Given,
    "Step": Step,
    "Outcome": Outcome,
    "Left out": LeftOut,
}
"""In the order of `docs/reference/scenarios.md`."""
