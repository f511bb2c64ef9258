"""The life of one kind of case: states, transitions, children, deadlines, clocks."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from workflow.definition.literals import BoundText, Flag, SpanOrUnknown, SpanText
from workflow.definition.shape import Answer, Identifier, Name, Shape, Text, listed

Identifiers = Annotated[tuple[Identifier, ...], BeforeValidator(listed)]
Names = Annotated[tuple[Name, ...], BeforeValidator(listed)]

Selector = Literal["once", "lead.region", "authorities.regions", "countries", "joint_countries"]
Deed = Literal[
    "file", "cosign", "withdraw", "admit", "ask", "answer", "give_opinion", "propose", "enrol", "decide",
    "announce", "prepare", "sign", "lapse", "extend", "record", "derogate", "amend", "settle",
]  # fmt: skip


class Phase(Shape):
    """A named group of states, with the sentence the public may read.

    `shown_as` names the phase that people outside see instead, until the decision is announced.
    """

    label: Text
    public: Text
    shown_as: Identifier | None = None


class Effects(Shape):
    """What leaves the house: mails (to whom) and documents."""

    mails: Mapping[Identifier, Identifier] = {}
    documents: Identifiers = ()


class Spawn(Shape):
    """Children opened at each entry into a state, one for each key the selector gives.

    `rests_on` names the answers of the parent that an opinion is given on: places of its file or of its
    form, each with all it holds; every answer where it is left out.
    """

    machine: Identifier
    for_each: Selector = "once"
    giver: Identifier | None = None
    on_leave: Literal["cancel", "keep"]
    if_none: Literal["skip", "refuse"]
    again: Literal["renew", "keep", "add"]
    rests_on: Names | None = None


class Opening(Shape):
    """A child that a person may open while the case is in this state."""

    machine: Identifier
    by: Identifiers
    label: Text
    giver: Identifier | None = None
    form: Identifier | None = None
    on_leave: Literal["cancel", "keep"]


Means = Spawn | Opening
"""One way a case has children: by its entry into a state, or by hand."""


class Deadline(Shape):
    """An instant that fires a transition or only opens one.

    Counted from the entry into the state, or from what `from` names: the day of an earlier deed
    of the case (a word of `Deed`), or a date answered (`<into>.<field>`).
    """

    after: SpanOrUnknown
    since: Name | None = Field(default=None, alias="from")
    fire: Identifier | None = None
    opens: Identifier | None = None
    remind: Annotated[tuple[SpanText, ...], BeforeValidator(listed)] = ()
    mails: Mapping[Identifier, Identifier] = {}
    source: Name | None = None
    sure: Literal["A", "B", "C", "D"] | None = None

    def is_from_answer(self) -> bool:
        """Tell whether it is counted from a date answered, and not from an entry or a deed."""
        return self.since is not None and "." in self.since


class StateModel(Shape):
    """One state and its marks."""

    label: Text
    phase: Identifier
    draft: Flag = False
    final: Flag = False
    outcome: Literal["positive", "negative", "neutral"] | None = None
    counts_as: Identifier | None = None
    next_actor: Identifier | None = None
    editable_by: Identifiers = ()
    on_parent_end: Literal["cancel", "keep"] = "cancel"
    silence: Literal["none"] | None = None
    source: Name | None = None
    spawn: Mapping[Identifier, Spawn] = {}
    open: Mapping[Identifier, Opening] = {}
    deadlines: Mapping[Identifier, Deadline] = {}

    def children(self) -> Iterator[tuple[str, Means]]:
        """Give every way the state has children, by the name joins give them."""
        yield from self.spawn.items()
        yield from self.open.items()


class ChildrenJoin(Shape):
    """Wait for children of the current round: all, any or none of them in named states."""

    children: Identifiers
    all: Identifiers = ()
    any: Identifiers = ()
    none: Identifiers = ()
    or_none: Flag = False


class Comparison(Shape):
    """A small typed comparison over one answer of the case, or of one form."""

    field: Name
    equals: Answer | None = Field(default=None, alias="is")
    one_of: Annotated[tuple[Answer, ...], BeforeValidator(listed)] = Field(default=(), alias="in")
    known: Flag | None = None
    at_least: BoundText | None = None
    above: BoundText | None = None
    at_most: BoundText | None = None
    below: BoundText | None = None

    def is_of_order(self) -> bool:
        """Tell whether it compares an amount, a number or a day with bounds."""
        return not (
            self.at_least is None and self.above is None and self.at_most is None and self.below is None
        )


def _condition_kind(value: object) -> str:
    joins = "children" in value if isinstance(value, dict) else isinstance(value, ChildrenJoin)
    return "<join>" if joins else "<comparison>"


Condition = Annotated[
    Annotated[ChildrenJoin, Tag("<join>")] | Annotated[Comparison, Tag("<comparison>")],
    Discriminator(_condition_kind),
]
"""What a transition waits for; a group that names `children` is a join."""


def _reason_kind(value: object) -> str:
    return "<word>" if isinstance(value, str) else "<coded>"


Reason = Annotated[
    Annotated[Literal["none", "required"], Tag("<word>")]
    | Annotated[Mapping[Identifier, Text], Tag("<coded>")],
    Discriminator(_reason_kind),
]
"""Whether an act gives its reason: in words, or one of those coded here."""


class Relay(Shape):
    """What another case does first, by this act: which case, and by which of its transitions.

    Both are answers: a field of kind `case`, and a choice whose options are triggers of that case.
    """

    case: Name
    act: Name


class Transition(Shape):
    """One move of the case: who, from where, to where, under which conditions, with which effects."""

    label: Text
    verb: Text
    origins: Annotated[tuple[Identifier, ...], BeforeValidator(listed)] = Field(alias="from")
    target: Identifier = Field(alias="to")
    by: Identifiers
    does: Deed | None = None
    envelope: Literal["reserve", "release"] | None = None
    open_while: Literal["window.open"] | None = Field(default=None, alias="while")
    when: Annotated[tuple[Condition, ...], BeforeValidator(listed)] = ()
    rules: Names = ()
    form: Identifier | None = None
    relays: Relay | None = None
    reason: Reason = "none"
    unlike: Identifiers = ()
    exceptional: Flag = False
    mails: Mapping[Identifier, Identifier] = {}
    documents: Identifiers = ()
    silent: Text | None = None


class Clock(Shape):
    """A delay that outlives states, is shown, and moves nothing by itself."""

    label: Text
    starts: Identifiers
    after: SpanOrUnknown
    paused_while: ChildrenJoin | None = None
    stops: Identifiers = ()
    source: Name | None = None
    sure: Literal["A", "B", "C", "D"] | None = None


class MachineModel(Shape):
    """The life of one kind: of applications, windows, meetings, other records, or of their children.

    `form` is what is asked when a record or a meeting is made, or in an application until it is filed.
    """

    label: Text
    serves: Literal["application", "window", "meeting", "record", "child"] = "child"
    form: Identifier | None = None
    initial: Identifier
    phases: Mapping[Identifier, Phase]
    states: Mapping[Identifier, StateModel]
    transitions: Mapping[Identifier, Transition]
    clocks: Mapping[Identifier, Clock] = {}
    created: Effects = Effects()
    cancelled: Effects = Effects()

    def is_record(self) -> bool:
        """Tell whether people make such a case by its own form: it has no parent and is no application."""
        return self.serves in {"record", "meeting"}
