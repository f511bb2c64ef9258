"""`jalon history rebuild`: the projections written again from the histories alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from workflow.act import Act
from workflow.checking import Envelopes, add_moves, outside_history, read_history
from workflow.checking_register import Registered
from workflow.deadlines import write_due
from workflow.envelopes import INSERT
from workflow.errors import Unsound
from workflow.register import REGISTER
from workflow.replay import Replayed
from workflow.store import statements as st
from workflow.store import tables as t

_cases = st.table(t.CaseRow)
_envelopes = st.table(t.EnvelopeRow)
_links = st.table(t.LinkRow)
_LOCK_ALL = st.prepare(
    select(_cases.c.id).where(_cases.c.parent_id.is_(None)).order_by(_cases.c.id).with_for_update()
)
_CASES = st.select_all(t.CaseRow)
_REWRITE = st.prepare(
    update(_cases)
    .where(_cases.c.id == bindparam("old_id"))
    .values({c.name: bindparam(f"new_{c.name}", type_=c.type) for c in _cases.columns if c.name != "id"})
)
_FORGET_ENVELOPES = st.prepare(delete(_envelopes))
_FORGET_LINKS = st.prepare(delete(_links).where(_links.c.case_id == bindparam("of_case")))
_VERSIONS = st.select_all(t.Version)
_FORGET_VERSIONS = st.prepare(delete(st.table(t.Version)))
_INSERT_VERSION = st.insert_into(t.Version)
_INSERT_LINK = st.insert_into(t.LinkRow)


def rebuild(act: Act) -> Iterator[str]:
    """Write rows, due dates, links, envelopes and versions again as the histories tell; give the refs mended.

    Nothing else moves meanwhile. Drafts keep their answers: they live outside the history until
    they are filed. Raises `Unsound`, changing nothing, when a history itself is broken.
    """
    envelopes: Envelopes = {}
    registered = Registered()
    for row in act.tx.read((_LOCK_ALL, {}), (_CASES, {}))[1]:
        kept: dict[str, Any] = dict(zip(_CASES.columns, row, strict=True))
        replayed = read_history(act, str(kept["id"]))
        if replayed.problems:
            problems = " ; ".join(replayed.problems)
            raise Unsound(message=f"{kept['ref']} : {problems}. Rien n'a été reconstruit.")
        if _rewrite(act, kept, replayed):
            yield str(kept["ref"])
        add_moves(envelopes, replayed)
        registered.add(replayed)
    if _rewrite_versions(act, registered):
        yield REGISTER
    act.add(_FORGET_ENVELOPES, {})
    for (window, side), held in envelopes.items():
        act.add(INSERT, {"window_id": window, "side": side, **held})


def _rewrite_versions(act: Act, registered: Registered) -> bool:
    # The texts themselves are in no history: a version whose text is lost stays out of reach.
    kept = [dict(zip(_VERSIONS.columns, row, strict=True)) for row in act.tx.read((_VERSIONS, {}))[0]]
    told = [row for _, row in sorted(registered.versions.items())]
    if kept == told:
        return False
    act.add(_FORGET_VERSIONS, {})
    for row in told:
        act.add(_INSERT_VERSION, row)
    return True


def _rewrite(act: Act, kept: Mapping[str, Any], replayed: Replayed) -> bool:
    rebuilt = replayed.case()
    told = rebuilt.row() | {name: kept[name] for name in outside_history(act, replayed)}
    act.add(_REWRITE, {f"new_{name}": value for name, value in told.items()} | {"old_id": rebuilt.id})
    write_due(act, rebuilt, [dict(one) for one in replayed.due], had=True)
    act.add(_FORGET_LINKS, {"of_case": rebuilt.id})
    for kind, target in sorted(replayed.links):
        act.add(_INSERT_LINK, {"case_id": rebuilt.id, "kind": kind, "target_id": target})
    return told != kept
