"""The history of a case told to somebody: in French, and only what that person may know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from workflow.audience import outbox_of, told_positions
from workflow.case import Case, read_case
from workflow.definition.words import DEROGATE
from workflow.derogations import derogation_of
from workflow.errors import NotFound
from workflow.links import LIKE
from workflow.permission import role_labels
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.viewpoint import Viewpoint, look_at

_HISTORY = st.select_all(t.HistoryRow, "case_id")
_BY_ID = st.select_all(t.CaseRow, "id")
_VALUES = st.select_all(t.ValueRow, "case_id")
REASON = "@reason"
CREATION = "create"


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as a person reads it; `derogation` is what an act granted, by the marks of its fields."""

    ref: str
    at: str
    kind: str
    what: str
    who: str
    channel: str
    state: str
    reason: str | None = None
    findings: tuple[Mapping[str, Any], ...] = ()
    sent: tuple[str, ...] = ()
    position: int | None = None
    pretended: bool = False
    derogation: Mapping[str, Any] | None = None

    def tree(self) -> dict[str, Any]:
        """Give the entry as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def tell(view: Viewpoint, *, family: bool) -> Iterator[Told]:
    """Tell the entries of a case, and of all below it when `family` is asked, in order of time.

    Inside, everything; outside, what the person did and what was written to them: an act that is
    decided and not announced leaves no trace there, not even a missing number.
    """
    members = [view.case, *(_below(view, view.case) if family else ())]
    found = [one for member in members for one in _entries(view.of(member))]
    ranks = _Ranks({(entry["case"], entry["position"]): entry for entry, _ in found})
    for _, told in sorted(found, key=lambda one: (one[1].at, ranks.of(one[0]))):
        yield told


class _Ranks:
    """How many acts stand, at one instant, between an entry and what began it: causes come first."""

    def __init__(self, entries: Mapping[tuple[str, int], Mapping[str, Any]]) -> None:
        self._entries = entries
        self._known: dict[tuple[str, int], tuple[int, int]] = {}

    def of(self, entry: Mapping[str, Any]) -> tuple[int, int]:
        cause, place = entry["cause"], (entry["case"], entry["position"])
        if place not in self._known:
            before = self._entries.get((cause.get("case"), cause.get("position")))
            steps = self.of(before)[0] + 1 if before is not None else 0
            self._known[place] = (steps, entry["position"])
        return self._known[place]


def _below(view: Viewpoint, parent: Case) -> Iterator[Case]:
    for child in view.family.children(parent):
        yield child
        yield from _below(view, child)


def _entries(view: Viewpoint) -> Iterator[tuple[Mapping[str, Any], Told]]:
    rows = view.act.tx.read((_HISTORY, {"case_id": view.case.id}))[0]
    entries = [orjson.loads(str(row[_HISTORY.columns.index("entry")])) for row in rows]
    reasons = _reasons(view)
    told = frozenset() if view.inside else told_positions(view, outbox_of(view, view.case))
    machine = view.case.machine
    for entry in entries:
        machine = entry["row"].get("machine", machine)
        if view.inside or entry["person"] == view.act.actor.person or entry["position"] in told:
            then = view.as_of(digest=entry["definition"], machine=machine)
            yield entry, _told(then, entry, reason=reasons.get(entry["position"]))


def _reasons(view: Viewpoint) -> dict[int, str]:
    rows = view.act.tx.read((_VALUES, {"case_id": view.case.id}))[0]
    named = [dict(zip(_VALUES.columns, row, strict=True)) for row in rows]
    return {
        int(row["position"] or 0): orjson.loads(str(row["value"]))
        for row in named
        if row["path"] == REASON and row["value"] is not None
    }


def _told(view: Viewpoint, entry: Mapping[str, Any], *, reason: str | None) -> Told:
    inside = view.inside
    return Told(
        ref=view.case.ref,
        at=entry["received_at"],
        kind=entry["kind"],
        what=_what(view, entry),
        who=_who(view, entry),
        channel=entry["channel"] if inside else "",
        state=_state(view, entry["to"]),
        reason=reason if inside or entry["person"] == view.act.actor.person else None,
        findings=tuple(entry["findings"]) if inside else (),
        sent=tuple(row["name"] for row in entry["outbox"]) if inside else (),
        position=entry["position"] if inside else None,
        pretended=bool(entry.get("pretended")),
        derogation=_granted(view, entry) if inside else None,
    )


def _granted(view: Viewpoint, entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
    transition = view.pinned.machine(view.case).transitions.get(entry["trigger"] or "")
    if transition is None or transition.does != DEROGATE or DEROGATE not in view.case.milestones:
        return None
    return derogation_of(view.case, view.pinned).tree()


def _what(view: Viewpoint, entry: Mapping[str, Any]) -> str:
    model = view.pinned.machine(view.case)
    transition = model.transitions.get(entry["trigger"] or "")
    if transition:
        return transition.label
    what = _KINDS.get(entry["kind"], entry["kind"])
    earlier = next((one["target"] for one in entry["links"] if one["kind"] == LIKE), None)
    ref = _ref_of(view, earlier) if earlier else None
    return f"{what} d'après {ref}" if ref else what


def _ref_of(view: Viewpoint, case_id: str) -> str | None:
    """Give the reference of a case, to whoever may see that case too."""
    rows = view.act.tx.read((_BY_ID, {"id": case_id}))[0]
    try:
        return look_at(view.act, read_case(rows[0]).ref).case.ref if rows else None
    except NotFound:
        return None


def _who(view: Viewpoint, entry: Mapping[str, Any]) -> str:
    person = entry["person"]
    if person is None:
        return "l'horloge" if entry["cause"].get("timer") else "Jalon"
    if not view.inside and person != view.act.actor.person:
        # Which agent did an act is told inside only; outside, a role answers.
        transition = view.pinned.machine(view.case).transitions.get(entry["trigger"] or "")
        return role_labels(view.pinned, case=view.case, transition=transition) if transition else ""
    known = view.act.rights.persons.get(person)
    return known.name if known else person


def _state(view: Viewpoint, state: str) -> str:
    model = view.pinned.machine(view.case)
    found = model.states.get(state)
    if found is None:
        return "Annulé"
    if view.inside:
        return found.label
    phase = model.phases[found.phase]
    return model.phases[phase.shown_as].label if phase.shown_as else phase.label


_KINDS = {
    CREATION: "Création",
    "amend": "Modification des réponses",
    "cancel": "Annulation",
    "migrate": "Passage à une autre version de l'appel",
    "child": "Suite donnée à un dossier rattaché",
    "reminder": "Rappel",
}
"""What happened, when no transition of the definition says it."""
