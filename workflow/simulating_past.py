"""What was really done to an application, read from its history: by whom, when, with what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import networkx as nx
import orjson

from workflow.act import Act
from workflow.case import Case, Family
from workflow.engine import PERSON
from workflow.history import GONE, LINKED, place
from workflow.moving import FILE
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.ticking import TIMER

CREATE = "create"
ADVANCE = "advance"
AMEND = "amend"
_REASON = "@reason"
_HISTORY = st.select_all(t.HistoryRow, "case_id")
_VALUES = st.select_all(t.ValueRow, "case_id")
_ENTRY = _HISTORY.columns.index("entry")

Sent = tuple[str, str]
"""What left the house: the kind (`mail`, `document`) and the name of its template."""


@dataclass(frozen=True, slots=True)
class Done:
    """One act of a person, or one stroke of the clock, as the history tells it.

    `of` is what the case's reference adds to the application's (`/embassy.PE`, or nothing);
    `answers` the case's answers after the act, `changed` the parts of them it changed; `reasons`
    why each warning was passed over.
    """

    of: str
    slot: str | None
    machine: str
    kind: str
    by_clock: bool
    at: datetime
    person: str | None
    trigger: str | None
    reason: str | None
    answers: Mapping[str, Any]
    changed: frozenset[str]
    findings: tuple[Mapping[str, Any], ...]

    @property
    def reasons(self) -> dict[str, str]:
        """Give the reason recorded for each warning passed over, by rule."""
        return {str(one["rule"]): str(one["reason"]) for one in self.findings if one.get("reason")}


@dataclass(frozen=True, slots=True)
class Past:
    """All that was done to one application, in order, with what it sent and what it made due.

    `filed` are the answers it was filed with; `due` the instants at which each delay ended, by the
    case (`of`) and the delay's name.
    """

    root: Case
    slot: str | None
    done: tuple[Done, ...]
    sent: tuple[Sent, ...]
    filed: Mapping[str, Any]
    due: Mapping[tuple[str, str], frozenset[str]]


@dataclass(slots=True)
class _Folding:
    """One case's history being folded."""

    case: Case
    values: Mapping[tuple[int, str], str | None]
    answers: dict[str, Any] = field(default_factory=dict)


def past_of(act: Act, family: Family) -> Past:
    """Read what was done to an application and its children."""
    filing = _filing(act.pinned(family.root), family.root)
    entries = [entry for case in family.cases.values() for entry in _entries(act, case)]
    foldings = {case.id: _Folding(case, _values(act, case)) for case in family.cases.values()}
    done: list[Done] = []
    sent: list[Sent] = []
    filed: Mapping[str, Any] = family.root.answers
    due: dict[tuple[str, str], set[str]] = {}
    for entry in _in_order(entries):
        folding = foldings[entry["case"]]
        found = _done(folding, entry, family)
        sent += [(row["kind"], row["name"]) for row in entry["outbox"]]
        for row in entry.get("due", ()):
            due.setdefault((_of(folding.case, family), row["name"]), set()).add(row["at"])
        if _drives(entry, family):
            done.append(found)
        if folding.case is family.root and entry["trigger"] in filing:
            filed = found.answers
    return Past(
        root=family.root,
        slot=family.window.slot if family.window else None,
        done=tuple(done),
        sent=tuple(sent),
        filed=filed,
        due={key: frozenset(instants) for key, instants in due.items()},
    )


def _filing(pinned: Pinned, root: Case) -> frozenset[str]:
    """Give the triggers by which an application is filed."""
    transitions = pinned.machine(root).transitions
    return frozenset(trigger for trigger, transition in transitions.items() if transition.does == FILE)


def _entries(act: Act, case: Case) -> Iterator[dict[str, Any]]:
    for row in act.tx.read((_HISTORY, {"case_id": case.id}))[0]:
        yield orjson.loads(str(row[_ENTRY]))


def _values(act: Act, case: Case) -> dict[tuple[int, str], str | None]:
    rows = act.tx.read((_VALUES, {"case_id": case.id}))[0]
    named = [dict(zip(_VALUES.columns, row, strict=True)) for row in rows]
    return {
        (int(row["position"] or 0), str(row["path"])): None if row["value"] is None else str(row["value"])
        for row in named
    }


def _in_order(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Put the entries of a family in order of time; at one instant, causes before what they caused."""
    known = {(entry["case"], entry["position"]): entry for entry in entries}
    drawn: nx.DiGraph[tuple[str, int]] = nx.DiGraph()
    drawn.add_nodes_from(known)
    for case, position in known:
        cause = known[case, position]["cause"]
        for before in ((case, position - 1), (cause.get("case"), cause.get("position"))):
            if before in known:
                drawn.add_edge(before, (case, position))

    def when(node: tuple[str, int]) -> tuple[str, str, int]:
        return known[node]["received_at"], *node

    return (known[node] for node in nx.lexicographical_topological_sort(drawn, key=when))


def _drives(entry: Mapping[str, Any], family: Family) -> bool:
    """Tell whether an entry is an act of its own, not the consequence of another of this family."""
    cause = entry["cause"]
    return cause["kind"] in {PERSON, TIMER, LINKED} or cause.get("case") not in family.cases


def _done(folding: _Folding, entry: Mapping[str, Any], family: Family) -> Done:
    case, position = folding.case, int(entry["position"])
    for path in entry["answers"]:
        text = folding.values.get((position, path))
        if not path.startswith("@"):
            place(folding.answers, path=path, value=GONE if text is None else orjson.loads(text))
    reason = folding.values.get((position, _REASON))
    return Done(
        of=_of(case, family),
        slot=case.slot,
        machine=case.machine,
        kind=entry["kind"],
        by_clock=entry["cause"]["kind"] == TIMER,
        at=datetime.fromisoformat(entry["received_at"]),
        person=entry["person"],
        trigger=entry["trigger"],
        reason=entry["reason"] or (orjson.loads(reason) if reason else None),
        answers=orjson.loads(orjson.dumps(folding.answers)),
        changed=frozenset(path.partition(".")[0] for path in entry["answers"] if not path.startswith("@")),
        findings=tuple(entry["findings"]),
    )


def _of(case: Case, family: Family) -> str:
    return case.ref.removeprefix(family.root.ref)
