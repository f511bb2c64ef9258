"""`jalon check`: every history refolded and compared with rows, envelopes, outbox and documents."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workflow.act import Act
from workflow.case import Case, canonical, read_case
from workflow.errors import Unsound
from workflow.moving import FILE
from workflow.replay import Replayed, replay
from workflow.store import statements as st
from workflow.store import tables as t

_OUTSIDE = ("answers", "title", "owner", "region")
"""What a draft keeps outside its history until it is filed."""

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
_REGISTERED = {"publish": st.select_all(t.Publication), "grant": st.select_all(t.Right)}


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One place where what is kept does not agree with its history."""

    where: str
    what: str


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
    """Verify everything on one view of the base; give each discrepancy, and count in `counted`."""
    moves: dict[tuple[str, str], int] = {}
    totals: dict[tuple[str, str], Any] = {}
    registered: dict[str, set[str]] = {"publish": set(), "grant": set()}
    for (orphan,) in act.tx.read((_ORPHANS, {}))[0]:
        yield Discrepancy(str(orphan), "une histoire existe sans dossier")
    for case in map(read_case, act.tx.read((_CASES, {}))[0]):
        replayed = read_history(act, case.id)
        counted.cases += 1
        counted.entries += case.position
        yield from _compare_case(act, case, replayed, counted)
        for move in replayed.envelopes:
            _add_move(moves, totals, move)
        for kind, deed in replayed.registered:
            _add_registered(registered, kind, deed)
    yield from _compare_envelopes(act, moves, totals)
    yield from _compare_registered(act, registered)
    yield from _compare_documents(act, documents, counted)


def is_unfiled(act: Act, replayed: Replayed) -> bool:
    """Tell whether a history is that of a draft never filed: its answers were saved beside it."""
    if replayed.row.get("definition") is None or FILE in replayed.row["milestones"]:
        return False
    try:
        pinned = act.pinned_by(replayed.row["definition"])
    except Unsound:
        return True  # The altered publication is told on its own.
    model = pinned.definition.machines[replayed.row["machine"]]
    return model.states[model.initial].draft


def _compare_case(act: Act, case: Case, replayed: Replayed, counted: Checked) -> Iterator[Discrepancy]:
    for problem in replayed.problems:
        yield Discrepancy(case.ref, problem)
    skipped = {"draft_number", *(_OUTSIDE if is_unfiled(act, replayed) else ())}
    expected = replayed.case()
    for name, value in case.row().items():
        if name in skipped:
            continue
        if value != expected.row()[name]:
            yield Discrepancy(case.ref, f"« {name} » vaut {value!r}, l'histoire dit {expected.row()[name]!r}")
    named = {"case_id": case.id}
    due, outbox, links = act.tx.read((_DUE, named), (_OUTBOX, named), (_LINKS, named))
    if {(str(row[1]), str(row[2])) for row in links} != replayed.links:
        yield Discrepancy(case.ref, "les liens vers d'autres dossiers diffèrent de ceux de l'histoire")
    yield from _compare_due(case, due, replayed)
    counted.outbox += len(outbox)
    yield from _compare_outbox(case, outbox, replayed)


def _compare_due(case: Case, rows: list[Any], replayed: Replayed) -> Iterator[Discrepancy]:
    kept = {row[1]: (row[2], row[3], row[4]) for row in rows}
    told = {one["name"]: (one["kind"], one["at"], one["trigger"]) for one in replayed.due}
    if kept != told:
        yield Discrepancy(
            case.ref, f"les échéances diffèrent : {sorted(kept)} en base, {sorted(told)} dans l'histoire"
        )


def _compare_outbox(case: Case, rows: list[Any], replayed: Replayed) -> Iterator[Discrepancy]:
    named = [dict(zip(_OUTBOX.columns, row, strict=True)) for row in rows]
    kept = {row["id"]: row for row in named}
    for missing in sorted(set(replayed.outbox) - set(kept)):
        yield Discrepancy(case.ref, f"l'envoi {missing} est dans l'histoire et plus dans la boîte de départ")
    for ghost in sorted(set(kept) - set(replayed.outbox)):
        yield Discrepancy(case.ref, f"l'envoi {ghost} est dans la boîte de départ sans acte qui l'explique")
    for identity, told in replayed.outbox.items():
        row = kept.get(identity)
        if row is not None and frozen_of(row) != told["frozen"]:
            yield Discrepancy(case.ref, f"le contenu de l'envoi {identity} n'est plus celui de l'acte")


def frozen_of(row: Mapping[str, Any]) -> str:
    """Give the digest the history keeps of an outbox row's content."""
    text = f"{row['letter']}\n{row['recipient']}\n{row['attachments']}"
    return hashlib.sha256(text.encode()).hexdigest()


def _add_move(
    moves: dict[tuple[str, str], int], totals: dict[tuple[str, str], Any], move: Mapping[str, Any]
) -> None:
    place = (move["window"], move["side"])
    if "cents" in move:
        moves[place] = moves.get(place, 0) + move["cents"]
    if "total" in move:
        totals[place] = move["total"]


def _compare_envelopes(
    act: Act, moves: Mapping[tuple[str, str], int], totals: Mapping[tuple[str, str], Any]
) -> Iterator[Discrepancy]:
    rows = [dict(zip(_ENVELOPES.columns, row, strict=True)) for row in act.tx.read((_ENVELOPES, {}))[0]]
    for row in rows:
        place = (str(row["window_id"]), str(row["side"]))
        reserved, total = moves.get(place, 0), totals.get(place)
        if (row["reserved"], row["total"]) != (reserved, total):
            what = f"l'enveloppe dit {row['reserved']!r} / {row['total']!r}, l'histoire {reserved} / {total}"
            yield Discrepancy(f"{place[0]} ({place[1]})", what)
    for place in sorted(set(totals) - {(str(row["window_id"]), str(row["side"])) for row in rows}):
        yield Discrepancy(f"{place[0]} ({place[1]})", "l'enveloppe est dans l'histoire et plus en base")


def _add_registered(registered: dict[str, set[str]], kind: str, deed: Mapping[str, Any]) -> None:
    if kind == "publish":
        registered["publish"].add(deed["digest"])
    elif kind == "found":
        registered["grant"].add(canonical(deed["right"]))
    elif kind == "grant":
        registered["grant"].add(canonical(deed))


def _compare_registered(act: Act, registered: Mapping[str, set[str]]) -> Iterator[Discrepancy]:
    publications, rights = act.tx.read(*((_REGISTERED[kind], {}) for kind in ("publish", "grant")))
    for row in publications:
        named = dict(zip(_REGISTERED["publish"].columns, row, strict=True))
        digest = "sha256:" + hashlib.sha256(str(named["text"]).encode()).hexdigest()
        if digest != named["digest"]:
            yield Discrepancy(str(named["code"]), "le texte publié ne correspond plus à son empreinte")
    kept = {
        "publish": {str(row[0]) for row in publications},
        "grant": {canonical(dict(zip(_REGISTERED["grant"].columns, row, strict=True))) for row in rights},
    }
    for kind, what in (("publish", "publication"), ("grant", "droit")):
        for one in sorted(kept[kind] ^ registered[kind]):
            yield Discrepancy("registre", f"{what} en base et dans l'histoire diffèrent : {one}")


def _compare_documents(act: Act, folder: Path, counted: Checked) -> Iterator[Discrepancy]:
    for row in act.tx.read((_DOCUMENTS, {}))[0]:
        named = dict(zip(_DOCUMENTS.columns, row, strict=True))
        counted.documents += 1
        path = folder / str(named["file"])
        if not path.is_file():
            yield Discrepancy(str(named["id"]), f"le document {path.name} a disparu")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != named["sha256"]:
            yield Discrepancy(str(named["id"]), f"le document {path.name} a été altéré")
