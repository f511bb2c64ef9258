"""`jalon check`: every history refolded and compared with rows, envelopes, outbox and documents."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workflow.act import Act
from workflow.checking_register import Registered, compare_register
from workflow.effects import DOCUMENT, DONE
from workflow.errors import Unsound
from workflow.moving import FILE
from workflow.replay import Discrepancy, Replayed, replay
from workflow.store import statements as st
from workflow.store import tables as t

_DRAFTED = frozenset({"answers", "title", "owner", "region"})

_CASES = st.select_all(t.CaseRow)
_HISTORY = st.select_all(t.HistoryRow, "case_id")
_VALUES = st.select_all(t.ValueRow, "case_id")
_DUE = st.select_all(t.DueRow, "case_id")
_OUTBOX = st.select_all(t.OutboxRow, "case_id")
_LINKS = st.select_all(t.LinkRow, "case_id")
_DOCUMENTS = st.select_all(t.DocumentRow)
_ENVELOPES = st.select_all(t.EnvelopeRow)
_ORPHANS = st.prepare(
    select(st.table(t.HistoryRow).c.case_id)
    .where(st.table(t.HistoryRow).c.case_id.not_in(select(st.table(t.CaseRow).c.id)))
    .distinct()
)
_outbox = st.table(t.OutboxRow)
_UNPRINTED = st.prepare(
    select(_outbox.c.id)
    .where(_outbox.c.kind == DOCUMENT, _outbox.c.status == DONE)
    .where(_outbox.c.id.not_in(select(st.table(t.DocumentRow).c.id)))
)
Envelopes = dict[tuple[str, str], dict[str, Any]]
"""What is held of each envelope, by window and side."""


@dataclass(slots=True)
class Checked:
    """How much was verified."""

    cases: int = 0
    entries: int = 0
    outbox: int = 0
    documents: int = 0


def read_history(act: Act, case_id: str) -> Replayed:
    """Read and fold one case's history."""
    entries, values = act.tx.read((_HISTORY, {"case_id": case_id}), (_VALUES, {"case_id": case_id}))
    beside = {(int(row[1] or 0), str(row[2])): (str(row[3]), row[4]) for row in values}
    return replay(((int(row[1] or 0), str(row[2]), str(row[3])) for row in entries), beside)  # type: ignore[arg-type]  # text columns


def check(act: Act, *, documents: Path, counted: Checked) -> Iterator[Discrepancy]:
    """Verify everything on one view of the base; give each discrepancy, and count in `counted`.

    Of a case whose history is itself broken, only that is told.
    """
    envelopes: Envelopes = {}
    registered = Registered()
    for (orphan,) in act.tx.read((_ORPHANS, {}))[0]:
        yield Discrepancy(str(orphan), "une histoire existe sans dossier")
    for row in act.tx.read((_CASES, {}))[0]:
        kept = dict(zip(_CASES.columns, row, strict=True))
        replayed = read_history(act, str(kept["id"]))
        counted.cases += 1
        counted.entries += int(kept["position"] or 0)
        yield from _compare_case(act, kept, replayed, counted)
        add_moves(envelopes, replayed)
        registered.add(replayed)
    yield from _compare_envelopes(act, envelopes)
    yield from compare_register(act, registered)
    yield from _compare_documents(act, documents, counted)


def outside_history(act: Act, replayed: Replayed) -> frozenset[str]:
    """Give the columns a history does not tell: the saves of a draft live beside it until it is filed."""
    digest, saved = replayed.row.get("definition"), frozenset({"draft_number"})
    if digest is None or FILE in replayed.row["milestones"]:
        return saved
    try:
        pinned = act.pinned_by(digest)
    except Unsound:
        return saved | _DRAFTED  # The altered publication is told on its own.
    model = pinned.definition.machines[replayed.row["machine"]]
    return saved | _DRAFTED if model.states[model.initial].draft else saved


def _compare_case(
    act: Act, kept: Mapping[str, Any], replayed: Replayed, counted: Checked
) -> Iterator[Discrepancy]:
    ref, named = str(kept["ref"]), {"case_id": str(kept["id"])}
    if replayed.problems:
        yield from (Discrepancy(ref, problem) for problem in replayed.problems)
        return
    skipped = outside_history(act, replayed)
    for name, told in replayed.case().row().items():
        if name not in skipped and kept[name] != told:
            yield Discrepancy(ref, f"« {name} » vaut {kept[name]!r}, l'histoire dit {told!r}")
    due, outbox, links = act.tx.read((_DUE, named), (_OUTBOX, named), (_LINKS, named))
    if {(str(row[1]), str(row[2])) for row in links} != replayed.links:
        yield Discrepancy(ref, "les liens vers d'autres dossiers diffèrent de ceux de l'histoire")
    yield from _compare_due(ref, due, replayed)
    counted.outbox += len(outbox)
    yield from _compare_outbox(ref, outbox, replayed)


def _compare_due(ref: str, rows: list[Any], replayed: Replayed) -> Iterator[Discrepancy]:
    kept = {row[1]: (row[2], row[3], row[4]) for row in rows}
    told = {one["name"]: (one["kind"], one["at"], one["trigger"]) for one in replayed.due}
    if kept != told:
        yield Discrepancy(
            ref, f"les échéances diffèrent : {sorted(kept)} en base, {sorted(told)} dans l'histoire"
        )


def _compare_outbox(ref: str, rows: list[Any], replayed: Replayed) -> Iterator[Discrepancy]:
    named = [dict(zip(_OUTBOX.columns, row, strict=True)) for row in rows]
    kept = {row["id"]: row for row in named}
    for missing in sorted(set(replayed.outbox) - set(kept)):
        yield Discrepancy(ref, f"l'envoi {missing} est dans l'histoire et plus dans la boîte de départ")
    for ghost in sorted(set(kept) - set(replayed.outbox)):
        yield Discrepancy(ref, f"l'envoi {ghost} est dans la boîte de départ sans acte qui l'explique")
    for identity, told in replayed.outbox.items():
        row = kept.get(identity)
        if row is not None and frozen_of(row) != told["frozen"]:
            yield Discrepancy(ref, f"le contenu de l'envoi {identity} n'est plus celui de l'acte")


def frozen_of(row: Mapping[str, Any]) -> str:
    """Give the digest the history keeps of an outbox row's content."""
    text = f"{row['letter']}\n{row['recipient']}\n{row['attachments']}"
    return hashlib.sha256(text.encode()).hexdigest()


def add_moves(envelopes: Envelopes, replayed: Replayed) -> None:
    """Add to the ledger what one history moves of each envelope."""
    for move in replayed.envelopes:
        place = (str(move["window"]), str(move["side"]))
        kept = envelopes.setdefault(place, {"currency": None, "total": None, "reserved": 0})
        kept["reserved"] += move.get("cents", 0)
        kept |= {name: move[name] for name in ("currency", "total") if name in move}


def _compare_envelopes(act: Act, envelopes: Envelopes) -> Iterator[Discrepancy]:
    kept: Envelopes = {}
    for row in act.tx.read((_ENVELOPES, {}))[0]:
        named = dict(zip(_ENVELOPES.columns, row, strict=True))
        kept[str(named.pop("window_id")), str(named.pop("side"))] = named
    for place in sorted(kept.keys() | envelopes.keys()):
        held, told = kept.get(place), envelopes.get(place)
        if held != told:
            yield Discrepancy(f"{place[0]} ({place[1]})", f"l'enveloppe dit {held}, l'histoire {told}")


def _compare_documents(act: Act, folder: Path, counted: Checked) -> Iterator[Discrepancy]:
    for (unprinted,) in act.tx.read((_UNPRINTED, {}))[0]:
        yield Discrepancy(str(unprinted), "le document est dit imprimé et n'est pas dans la base")
    for row in act.tx.read((_DOCUMENTS, {}))[0]:
        named = dict(zip(_DOCUMENTS.columns, row, strict=True))
        counted.documents += 1
        path = folder / str(named["file"])
        if not path.is_file():
            yield Discrepancy(str(named["id"]), f"le document {path.name} a disparu")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != named["sha256"]:
            yield Discrepancy(str(named["id"]), f"le document {path.name} a été altéré")


__all__ = [
    "Checked",
    "Discrepancy",
    "Envelopes",
    "add_moves",
    "check",
    "frozen_of",
    "outside_history",
    "read_history",
]
