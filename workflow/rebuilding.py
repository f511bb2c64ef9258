"""`jalon history rebuild`: the projections written again from the histories alone."""

from collections.abc import Iterator

from sqlalchemy import bindparam, update

from workflow.act import Act
from workflow.case import COLUMNS, Case, read_case
from workflow.checking import is_unfiled, read_history
from workflow.deadlines import write_due
from workflow.errors import Unsound
from workflow.replay import Replayed
from workflow.store import statements as st
from workflow.store import tables as t

_CASES = st.select_all(t.CaseRow)
_cases = st.table(t.CaseRow)
_envelopes = st.table(t.EnvelopeRow)
_REWRITE = st.prepare(
    update(_cases)
    .where(_cases.c.id == bindparam("old_id"))
    .values({c.name: bindparam(f"new_{c.name}", type_=c.type) for c in _cases.columns if c.name != "id"})
)
_REWRITE_ENVELOPE = st.prepare(
    update(_envelopes)
    .where(_envelopes.c.window_id == bindparam("window"), _envelopes.c.side == bindparam("of_side"))
    .values(
        reserved=bindparam("new_reserved", type_=_envelopes.c.reserved.type),
        total=bindparam("new_total", type_=_envelopes.c.total.type),
    )
)


def rebuild(act: Act) -> Iterator[str]:
    """Write every row, due date and envelope again as the histories tell; give the refs mended.

    Drafts keep their answers: they live outside the history until they are filed. Raises
    `Unsound`, changing nothing, when a history itself is broken.
    """
    places: dict[tuple[str, str], tuple[int, int | None]] = {}
    for kept in map(read_case, act.tx.read((_CASES, {}))[0]):
        replayed = read_history(act, kept.id)
        if replayed.problems:
            raise Unsound(message=f"{kept.ref} : {' ; '.join(replayed.problems)}. Rien n'a été reconstruit.")
        if _rewrite(act, kept, replayed):
            yield kept.ref
        for move in replayed.envelopes:
            reserved, total = places.get((move["window"], move["side"]), (0, None))
            place = (reserved + move.get("cents", 0), move.get("total", total))
            places[(move["window"], move["side"])] = place
    for (window, side), (reserved, total) in places.items():
        values = {"window": window, "of_side": side, "new_reserved": reserved, "new_total": total}
        act.add(_REWRITE_ENVELOPE, values)


def _rewrite(act: Act, kept: Case, replayed: Replayed) -> bool:
    rebuilt = replayed.case()
    rebuilt.draft_number = kept.draft_number
    if is_unfiled(act, replayed):
        rebuilt.answers = kept.answers
        rebuilt.title, rebuilt.owner, rebuilt.region = kept.title, kept.owner, kept.region
    act.add(_REWRITE, rebuilt.columns(COLUMNS[1:], prefix="new_") | {"old_id": kept.id})
    write_due(act, rebuilt, [dict(one) for one in replayed.due], had=True)
    return rebuilt.row() != kept.row()
