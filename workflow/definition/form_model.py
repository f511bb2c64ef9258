"""What is asked: forms in sections, fields of each kind, when they show, what they admit, who may do what."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator

from workflow.definition.literals import CountText, Flag, LimitText
from workflow.definition.machine_model import Comparison, Identifiers
from workflow.definition.shape import Answer, Identifier, Shape, Text, listed

Kept = Literal[
    "title", "lead.name", "lead.siret", "lead.code", "lead.region", "lead.contact.name", "lead.contact.email",
    "countries",
    "lead.kind", "lead.rna", "lead.profile", "lead.representative.name", "lead.representative.function",
    "lead.contact.function", "lead.contact.phone", "authorities", "foreign_authorities", "rate_choice",
    "months", "themes", "sdgs.primary", "sdgs.secondary", "markers.gender", "markers.climate",
    "markers.adaptation", "markers.biodiversity", "markers.desertification", "declarations.apd_year",
    "declarations.earlier_reports", "declarations.atlas", "declarations.partnership", "budget.total",
    "budget.requested", "attachments.partnership_evidence", "attachments.deliberation",
    "attachments.board_decision", "attachments.republican_commitment", "attachments.bank_details",
    "attachments.budget", "attachments.calendar", "attachments.gender_sheet", "attachments.accounts",
    "attachments.statutes", "attachments.other",
]  # fmt: skip
"""The parts of a case that lists, scopes, selectors and letters read, and those of the application file.

Under `attachments` stands the kind of a piece.
"""

Conditions = Annotated[tuple[Comparison, ...], BeforeValidator(listed)]
"""Comparisons that must all hold, over fields of the same form or parts of the application."""

FileType = Literal["pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "jpg", "png", "zip"]


class Limits(Shape):
    """What an answer may not go beyond; every bound is admitted itself.

    `min` and `max` bound numbers, amounts, percentages and days; `shortest` and `longest` count
    characters; `fewest` and `most` count rows, activities, choices or countries; `size` is in megabytes.
    """

    min: LimitText | None = None
    max: LimitText | None = None
    shortest: CountText | None = None
    longest: CountText | None = None
    fewest: CountText | None = None
    most: CountText | None = None
    size: CountText | None = None
    types: Annotated[tuple[FileType, ...], BeforeValidator(listed)] | None = None


class Column(Shape):
    """One column of a table: a field of a simple kind."""

    kind: Literal[
        "text", "long_text", "choice", "money", "percentage", "date", "month", "integer", "yes_no",
        "country", "region", "siret", "iban", "email", "phone",
    ]  # fmt: skip
    label: Text
    required: Flag = False
    options: Mapping[Identifier, Text] = {}
    help: Text | None = None
    example: Answer | None = None
    limits: Limits | None = None


class FormSection(Shape):
    """Fields that are read and filled together."""

    label: Text
    help: Text | None = None


class Access(Shape):
    """Who sees or changes a field, and where the case then stands; what is left out restricts nothing."""

    by: Identifiers = ()
    states: Identifiers = ()
    phases: Identifiers = ()


Derogates = Literal["rule", "reason", "up_to", "until"]
"""What an answer says of a derogation: the rule waived, why, up to which amount, until which day."""


class FormField(Shape):
    """One thing asked; `kept_as` names the part of the record, or of the application, that keeps the answer.

    `derogates` marks what the answer says of a derogation; a field of kind `rule` names one of those
    that the definition lets be waived. It is asked where `shown_when` holds, and must be answered where
    it is asked and `required`, or `required_when` holds. `reuse` says that the answer may be taken over
    from an earlier file.
    """

    kind: Literal[
        "text", "long_text", "choice", "money", "date", "integer", "yes_no", "fields", "case",
        "country", "countries", "region", "siret", "email",
        "percentage", "month", "iban", "phone", "choices", "table", "calendar", "file", "declaration",
        "rule", "budget",
    ]  # fmt: skip
    label: Text
    required: Flag = False
    kept_as: Kept | None = None
    derogates: Derogates | None = None
    options: Mapping[Identifier, Text] = {}
    help: Text | None = None
    section: Identifier | None = None
    example: Answer | None = None
    shown_when: Conditions | None = None
    required_when: Conditions | None = None
    limits: Limits | None = None
    columns: Mapping[Identifier, Column] | None = None
    seen: Access | None = None
    changed: Access | None = None
    reuse: Flag | None = None

    def conditions(self) -> Iterator[tuple[str, tuple[Comparison, ...]]]:
        """Give its conditions, each by the key it stands under."""
        yield "shown_when", self.shown_when or ()
        yield "required_when", self.required_when or ()


class Form(Shape):
    """Fields kept in one named part of the case's answers, or where each says."""

    label: Text
    into: Identifier
    visible: Literal["inside", "everyone", "announced"] = "inside"
    sections: Mapping[Identifier, FormSection] | None = None
    fields: Mapping[Identifier, FormField]

    def place(self, name: str) -> str:
        """Give the dotted place of a field among the answers of a case."""
        return self.fields[name].kept_as or f"{self.into}.{name}"
