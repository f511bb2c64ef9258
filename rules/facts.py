"""What rules may look at: the application, the call, the parameters and lists of one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from forms.application import Application, ForeignAuthority
from forms.budget import Budget
from forms.coherence import incoherences
from forms.money import Cents
from forms.once import once
from forms.problems import Problem
from forms.totals import Totals
from rules.ceiling import Ceiling, tell_ceiling
from rules.parameters import Parameters
from rules.reference_data import ReferenceData

if TYPE_CHECKING:
    from rules.registry import Rule

_NO_RESERVATION: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, eq=False, slots=True)
class OwnRules:
    """The rules a call wrote itself, by their id; two such sets are never taken for one another."""

    by_id: "Mapping[str, Rule]" = field(default_factory=dict)


NO_RULES = OwnRules()
"""What a call has that wrote none."""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What a call says of who may apply and where, and the rules it wrote itself.

    Empty `countries_included` or `applicant_kinds` mean no restriction. `reserved` gives, by
    country code, the code of the call that holds the country; `joint_country` the country of
    a joint call.
    """

    code: str
    title: str = ""
    applicant_kinds: frozenset[str] = frozenset()
    countries_included: frozenset[str] = frozenset()
    countries_excluded: frozenset[str] = frozenset()
    reserved: Mapping[str, str] = field(default_factory=lambda: _NO_RESERVATION)
    joint_country: str | None = None
    committee: str = ""
    rules: OwnRules = NO_RULES


@dataclass(frozen=True, slots=True)
class Outturn:
    """How a funded project ended, in cents: what it really cost, what the ministry has already paid."""

    cost: Cents
    paid: Cents


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another application of the same lead, under any call, that is neither a draft nor over without a grant.

    `standing` is its state in words; `partners` are the foreign authorities it names, `requested`
    what it asks of the ministry in cents, None when it does not say; `unreported` is the last day of a
    funded project that nobody has rendered account of.
    """

    ref: str
    call: str
    title: str
    standing: str
    countries: frozenset[str] = frozenset()
    partners: tuple[ForeignAuthority, ...] = ()
    requested: Cents | None = None
    unreported: date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything one evaluation looks at; what is computed from it is computed once.

    `reference_date` dates parameters and countries' statuses, `filed_on` the duties of the
    applicant; `granted` is the amount proposed or decided, in cents, once there is one; `outturn`
    how the project ended, once it has; `neighbours` the other applications of the same lead, None
    where nobody has looked for them.
    """

    application: Application
    parameters: Parameters
    reference: ReferenceData
    reference_date: date
    filed_on: date
    call: CallFacts
    granted: Cents | None = None
    outturn: Outturn | None = None
    neighbours: tuple[Neighbour, ...] | None = None
    only_budget: bool = False

    @once
    def budget(self) -> Budget:
        """The budget; rules that read it run only on coherent applications, which have one."""
        budget = self.application.budget
        assert budget is not None  # noqa: S101 -- `evaluate` answers for it
        return budget

    @once
    def totals(self) -> Totals:
        """The budget's sums."""
        return self.budget.totals

    @once
    def incoherences(self) -> tuple[Problem, ...]:
        """What keeps the application from being judged."""
        return incoherences(self.application)

    @once
    def ceiling(self) -> Ceiling | None:
        """The ceiling for the choice of rate made."""
        return tell_ceiling(
            self.application,
            parameters=self.parameters,
            reference=self.reference,
            at=self.reference_date,
        )
