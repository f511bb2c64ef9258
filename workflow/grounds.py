"""On what a refusal of the engine rests: a definition, a filing window, an entry of a history.

Each is cited in French with its date, as a rule cites its text; nothing here is read unless
an act is refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from forms.wording import long_date, long_instant
from workflow.act import Act
from workflow.actor import HOUSE_ZONE
from workflow.case import Case
from workflow.letter_case import house_day
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.versions import SHORT, published_at

SURENESS = {
    "A": "texte officiel",
    "B": "relais du texte officiel",
    "C": "édition ou appel voisin",
    "D": "déduction à confirmer",
}
"""How sure a source is, as definitions write it and as people read it."""

OPENS = "window.opens"
CLOSES = "window.closes"
ENVELOPE = "window.envelope"

_HISTORY = st.select_all(t.HistoryRow, "case_id")
_ENTRY = st.select_all(t.HistoryRow, "case_id", "position")
_BODY = _HISTORY.columns.index("entry")


def definition_ground(act: Act, pinned: Pinned) -> str:
    """Cite a published definition: its title, its day, its code, the first digits of its digest."""
    definition = pinned.definition
    since = published_at(act, pinned.digest)
    day = f" publiée le {long_date(house_day(since))}" if since else ""
    return f"définition de « {definition.title} »{day} ({definition.code}, {pinned.digest[:SHORT]})"


def window_ground(act: Act, window: Case, *, part: str) -> str:
    """Cite what a window rests on: the act that last set `part`, else the text it was published from."""
    entry = _last_set(act, window, part)
    if entry is not None:
        return f"{_told(act, window, entry)}, sur le guichet {window.ref}"
    definition = act.pinned(window).definition
    published = definition.windows[window.slot or ""]
    source = definition.sources[published.source]
    of_day = f" du {long_date(source.date)}" if source.date else ""
    since = f", publié le {long_date(published.published)}" if published.published else ""
    return f"{source.title}{of_day} ({SURENESS[published.sure]}) ; guichet {window.ref}{since}"


def entry_ground(act: Act, case: Case) -> str:
    """Cite the last entry of a case's history."""
    rows = act.tx.read((_ENTRY, {"case_id": case.id, "position": case.position}))[0]
    return f"histoire de {case.ref}, {_told(act, case, orjson.loads(str(rows[0][_BODY])))}"


def _told(act: Act, case: Case, entry: Mapping[str, Any]) -> str:
    transition = act.pinned(case).machine(case).transitions.get(entry["trigger"] or "")
    what = f" « {transition.label} »" if transition else ""
    return f"acte{what} n° {entry['position']} du {long_instant(entry['received_at'], HOUSE_ZONE.key)}"


def _last_set(act: Act, case: Case, path: str) -> Mapping[str, Any] | None:
    """Give the last entry after the first that set an answer, or None."""
    return next((entry for entry in _later_entries(act, case) if path in entry["answers"]), None)


def _later_entries(act: Act, case: Case) -> Iterator[Mapping[str, Any]]:
    rows = act.tx.read((_HISTORY, {"case_id": case.id}))[0]
    for row in reversed(rows[1:]):
        yield orjson.loads(str(row[_BODY]))
