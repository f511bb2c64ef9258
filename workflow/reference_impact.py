"""What another list of countries would change: the open applications whose tier, hence ceiling, would differ.

Nothing changes by it: a case keeps the list it is pinned to. It tells what publishing the list anew,
and moving running cases to it, would come to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rules.ceiling import tell_ceiling
from rules.parameters import Known
from rules.reference_data import ReferenceData
from workflow.act import Act
from workflow.case import Case, Family
from workflow.cases import list_cases
from workflow.definition.words import APPLICATION
from workflow.facts import parameters_of, reference_day
from workflow.shelf import Pinned
from workflow.viewpoint import Viewpoint, look_at


@dataclass(frozen=True, slots=True)
class Tier:
    """A country's status and the rate it gives, in basis points; None where nothing says it."""

    status: str | None
    rate: int | None


@dataclass(frozen=True, slots=True)
class Shift:
    """One country of an application whose status differs."""

    country: str
    name: str
    before: Tier
    after: Tier


@dataclass(frozen=True, slots=True)
class Impact:
    """An open application that would change tier; its ceilings and what it asks are in cents."""

    ref: str
    call: str
    title: str
    read_on: str
    shifts: tuple[Shift, ...]
    requested: int | None
    ceiling_before: int | None
    ceiling_after: int | None

    @property
    def above(self) -> bool:
        """Tell whether the request would pass the ceiling, and did not."""
        asked, before, after = self.requested, self.ceiling_before, self.ceiling_after
        if asked is None or after is None or asked <= after:
            return False
        return before is None or asked <= before

    def tree(self) -> dict[str, Any]:
        """Give the impact as JSON."""
        return asdict(self) | {"above": self.above}


@dataclass(frozen=True, slots=True)
class Impacts:
    """How many open applications were read, and those that would change."""

    read: int
    found: tuple[Impact, ...]


def impact_of(act: Act, countries: Mapping[str, Any]) -> Impacts:
    """Read every open application the actor may see under another list of countries.

    `countries` is what `read_candidate` gives. Each is read on its own reference day, under its own
    version of its call. An application is open until a final state; drafts are.
    """
    views = [view for line in list_cases(act) if _is_open(view := look_at(act, line.ref))]
    editions: dict[str, ReferenceData] = {}
    found = []
    for view in views:
        digest = view.pinned.digest
        if digest not in editions:
            editions[digest] = view.pinned.bundle.reference.with_countries(countries)
        found.append(_impact(view, editions[digest]))
    return Impacts(len(views), tuple(one for one in found if one is not None))


def _is_open(view: Viewpoint) -> bool:
    model = view.pinned.machine(view.case)
    state = model.states.get(view.case.state)
    return model.serves == APPLICATION and state is not None and not state.final


def _impact(view: Viewpoint, other: ReferenceData) -> Impact | None:
    root, family, pinned = view.case, view.family, view.pinned
    shifts = tuple(_shifts(root, family=family, pinned=pinned, other=other))
    if not shifts:
        return None
    budget = view.act.application(root.answers).budget
    return Impact(
        ref=root.ref,
        call=root.call_code or "",
        title=root.title,
        read_on=reference_day(pinned, family).isoformat(),
        shifts=shifts,
        requested=int(budget.requested) if budget else None,
        ceiling_before=_ceiling(view, pinned.bundle.reference),
        ceiling_after=_ceiling(view, other),
    )


def _shifts(root: Case, *, family: Family, pinned: Pinned, other: ReferenceData) -> Iterator[Shift]:
    for country in root.answers.get("countries", ()):
        code = country["code"]
        before = _tier(code, family=family, pinned=pinned, reference=pinned.bundle.reference)
        after = _tier(code, family=family, pinned=pinned, reference=other)
        if before != after:
            yield Shift(code, pinned.bundle.reference.country_name(code), before, after)


def _tier(code: str, *, family: Family, pinned: Pinned, reference: ReferenceData) -> Tier:
    known = reference.countries.get(code)
    held = known.status_at(reference_day(pinned, family)) if known else None
    if held is None:
        return Tier(None, None)
    rate = parameters_of(pinned, family).percent(f"rate.{held.status}")
    return Tier(held.status, int(rate.value) if isinstance(rate, Known) else None)


def _ceiling(view: Viewpoint, reference: ReferenceData) -> int | None:
    told = tell_ceiling(
        view.act.application(view.case.answers),
        parameters=parameters_of(view.pinned, view.family),
        reference=reference,
        at=reference_day(view.pinned, view.family),
    )
    return None if told is None or told.amount is None else int(told.amount)
