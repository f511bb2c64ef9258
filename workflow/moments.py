"""The answers of a case after each of its acts, folded from its history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from workflow.act import Act
from workflow.case import Case
from workflow.history import GONE, place
from workflow.store import statements as st
from workflow.store import tables as t

_FILE = "file"
_HISTORY = st.select_all(t.HistoryRow, "case_id")
_VALUES = st.select_all(t.ValueRow, "case_id")


@dataclass(frozen=True, slots=True)
class Moment:
    """The answers after one act: its version and its instant."""

    version: int
    at: str
    answers: Mapping[str, Any]
    filed: bool
    kind: str


def moments(act: Act, case: Case) -> Iterator[Moment]:
    """Fold a case's history: give its answers after each act, in order."""
    named = {"case_id": case.id}
    entries, values = act.tx.read((_HISTORY, named), (_VALUES, named))
    kept = [dict(zip(_VALUES.columns, row, strict=True)) for row in values]
    texts = {(int(row["position"] or 0), str(row["path"])): row["value"] for row in kept}
    answers: dict[str, Any] = {}
    filed = False
    for text in (str(row[_HISTORY.columns.index("entry")]) for row in entries):
        entry = orjson.loads(text)
        for path in entry["answers"]:
            if not path.startswith("@"):
                value = texts.get((entry["position"], path))
                place(answers, path=path, value=GONE if value is None else orjson.loads(str(value)))
        filed = filed or _FILE in entry["row"].get("milestones", {})
        yield Moment(
            entry["position"], entry["received_at"], orjson.loads(orjson.dumps(answers)), filed, entry["kind"]
        )


def answers_at(told: Sequence[Moment], at: str) -> Mapping[str, Any]:
    """Give the answers a case had at an instant; none before its first act."""
    return next((one.answers for one in reversed(told) if one.at <= at), {})
