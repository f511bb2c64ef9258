"""What one definition says, whole: parameters, roles, forms, machines, windows, properties.

The classes are frozen; their YAML keys and meaning are written down in
`docs/reference/definition.md`. A resolved definition is dumped to canonical JSON (every
literal in its one spelling) and read back from it without loss: that JSON is what is hashed,
published and pinned.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from workflow.definition.form_model import Form, FormField
from workflow.definition.literals import (
    AmountOrUnknown,
    AmountText,
    DayText,
    Flag,
    MomentText,
    QuantityText,
    ReferenceText,
    Span,
    SpanText,
    UnknownValue,
)
from workflow.definition.machine_model import Deed, Identifiers, MachineModel, Names
from workflow.definition.shape import (
    ClauseName,
    Code,
    Country,
    Identifier,
    Name,
    Shape,
    Text,
    UnknownText,
    Zone,
    listed,
)


class SourceNote(Shape):
    """A text, a page or a press note that figures rest on."""

    title: Text
    date: DayText | None = None
    sure: Literal["A", "B", "C", "D"] | None = None


class Dated(Shape):
    """One value of a parameter, from a day (and until another), with its source."""

    value: QuantityText
    since: DayText | None = Field(default=None, alias="from")
    until: DayText | None = None
    source: Name | None = None
    sure: Literal["A", "B", "C", "D"] | None = None
    note: Text | None = None


DatedList = Annotated[tuple[Dated, ...], BeforeValidator(listed)]


class Role(Shape):
    """Who may act: inside or outside the house, over which part of the cases, for which side.

    Nobody acts on a case under this role who also holds there one of the `incompatible` ones.
    """

    label: Text
    kind: Literal["inside", "outside"]
    scope: Literal["own", "region", "country", "call", "all"] = "all"
    side: Literal["french", "partner"] = "french"
    incompatible: Identifiers = ()


class Months(Shape):
    """How long a project may last in a window."""

    min: SpanText | None = None
    max: SpanText | None = None


def _months_kind(value: object) -> str:
    return "<unknown>" if isinstance(value, (str, UnknownValue)) else "<months>"


MonthsOrUnknown = Annotated[
    Annotated[Months, Tag("<months>")] | Annotated[UnknownText, Tag("<unknown>")], Discriminator(_months_kind)
]


class Window(Shape):
    """When files may be filed, in which zone, how long projects last, what may be spent.

    `parameters` replace those of the definition for what is filed in this window.
    """

    published: DayText | None = None
    opens: MomentText
    closes: MomentText
    closes_for: Mapping[Identifier, MomentText] = {}
    zone: Zone = "Europe/Paris"
    partner_zone: Zone | None = None
    months: MonthsOrUnknown | None = None
    envelope: AmountOrUnknown | None = None
    partner_envelope: AmountOrUnknown | None = None
    to_be_confirmed: Flag = False
    channel: Literal["internal", "external", "paper"] = "internal"
    parameters: Mapping[Name, DatedList] = {}
    source: Name
    sure: Literal["A", "B", "C", "D"]
    note: Text | None = None


CountryList = Annotated[tuple[Country, ...], BeforeValidator(listed)]


class Countries(Shape):
    """Which partner countries a call takes, leaves out, or leaves to another call."""

    included: CountryList = ()
    excluded: CountryList = ()
    reserved: Mapping[Country, Code] = {}
    joint: CountryList = ()


class Property(Shape):
    """What must hold over every path of the machine that serves the definition, children included.

    `machine` names another than that of applications (of meetings, of records where there are none).
    A state of a child is named with its machine: `instalment.paid`.
    """

    name: Text
    machine: Identifier | None = None
    before: Name | None = None
    visit: Name | None = None
    rule: Names = ()
    since: Literal["last_edit"] | None = None
    known: Name | None = None
    after: Name | None = None
    never: Name | None = None
    silence_of: Literal["outside"] | None = None
    outcome: Literal["positive", "negative", "neutral"] | None = None
    letter: Identifier | None = None
    nobody: Annotated[tuple[Deed, ...], BeforeValidator(listed)] = ()
    order: Names = ()
    ends: Names = ()
    always: Deed | None = None


class WrittenRule(Shape):
    """A rule of the definition's own: what must hold, and what is said where it does not."""

    title: Text
    expression: Text
    message: Text
    level: Literal["info", "warn", "block"] = "block"
    advice: Text | None = None
    where: Name | None = None
    source: Name
    sure: Literal["A", "B", "C", "D"] | None = None
    note: Text | None = None


class Retention(Shape):
    """How long what is kept once a case has ended, and what becomes of it then; nothing erases yet."""

    label: Text
    machine: Identifier | None = None
    outcome: Annotated[tuple[Literal["positive", "negative", "neutral"], ...], BeforeValidator(listed)] = ()
    phases: Identifiers = ()
    what: Literal["case", "contacts"] = "case"
    keep: SpanText
    then: Literal["erase", "transfer", "sort"] = "sort"
    source: Name
    sure: Literal["A", "B", "C", "D"] | None = None
    note: Text | None = None


class Derogable(Shape):
    """A rule that may be waived: by which roles, how far at most, on which text.

    `at_most` bounds the amount a derogation may name, `within` the days it may last from its grant.
    """

    by: Identifiers
    at_most: AmountText | None = None
    within: SpanText | None = None
    source: Name
    sure: Literal["A", "B", "C", "D"] | None = None
    note: Text | None = None


class Service(Shape):
    """The service in charge, as letters name it, and who signs for the State."""

    name: Text
    ministry: Text
    address: tuple[Text, ...]
    email: Text
    phone: Text
    city: Text
    signatory: Text
    delegation: Text


class Definition(Shape):
    """One definition, resolved: what it inherits and what it says itself."""

    jalon: Literal["1"]
    code: Code
    extends: Code | None = None
    title: Text
    family_label: Text | None = None
    ref: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,11}$")] | None = None
    about: Text | None = None
    service: Service | None = None
    reference_date: ReferenceText = "closing"
    applicants: Annotated[tuple[Identifier, ...], BeforeValidator(listed)] = ()
    countries: Countries = Countries()
    sources: Mapping[Name, SourceNote] = {}
    parameters: Mapping[Name, DatedList] = {}
    rules: Mapping[Name, WrittenRule] = {}
    roles: Mapping[Identifier, Role] = {}
    forms: Mapping[Identifier, Form] = {}
    machines: Mapping[Identifier, MachineModel] = {}
    windows: Mapping[Identifier, Window] = {}
    retention: Mapping[Identifier, Retention] = {}
    derogations: Mapping[Name, Derogable] | None = None
    clauses: Mapping[ClauseName, Text] = {}
    properties: tuple[Property, ...] = ()

    def reference_day(self, window: Window) -> date:
        """Give the day at which dated parameters and lists are read for this window."""
        return window.closes.day if self.reference_date == "closing" else self.reference_date

    def is_call(self) -> bool:
        """Tell whether cases are filed in windows under this definition."""
        return bool(self.windows)


__all__ = ["Dated", "Definition", "Form", "FormField", "Property", "Role", "Span", "UnknownValue", "Window"]
