"""What an applicant gives: frozen, typed, with absent parts told from empty ones.

`None` means "not given"; an empty tuple means "none given". Money is in euro cents.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from forms.budget import Budget
from forms.choices import LeadKind
from forms.money import Cents


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a body; `function` and not a person's name where possible."""

    name: str | None = None
    function: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """The body that files, signs, receives and reports."""

    name: str
    kind: str
    siret: str | None = None
    rna: str | None = None
    region: str | None = None
    profile: str | None = None
    representative: Contact | None = None
    contact: Contact | None = None

    @property
    def private_law(self) -> bool:
        """Whether the law on grants to private bodies applies (law 2000-321, article 10)."""
        return self.kind == LeadKind.ASSOCIATION


@dataclass(frozen=True, slots=True)
class Authority:
    """A French authority taking part."""

    name: str
    siret: str
    region: str | None = None
    role: str | None = None
    commitment: str | None = None
    apd_year: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignAuthority:
    """A local authority of a partner country."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Country:
    """A partner country; `share` is its part of the total cost, common costs included."""

    code: str
    share: Cents | None = None


@dataclass(frozen=True, slots=True)
class Declarations:
    """What the lead declares of its earlier duties."""

    apd_year: int | None = None
    earlier_reports: str | None = None
    atlas: date | None = None
    partnership: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file given as a piece of a known kind."""

    kind: str
    file: str


@dataclass(frozen=True, slots=True)
class Application:
    """A whole application, as filed or as drafted."""

    call: str | None = None
    title: str | None = None
    lead: Party | None = None
    authorities: tuple[Authority, ...] = ()
    foreign_authorities: tuple[ForeignAuthority, ...] = ()
    countries: tuple[Country, ...] = ()
    rate_choice: str | None = None
    months: int | None = None
    themes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    primary_goals: tuple[int, ...] = ()
    secondary_goals: tuple[int, ...] = ()
    markers: Mapping[str, int] = field(default_factory=dict)
    declarations: Declarations = Declarations()
    budget: Budget | None = None
    attachments: tuple[Attachment, ...] = ()
