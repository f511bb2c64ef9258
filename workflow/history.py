"""The history is the truth: each act appends one entry, chained by hash to the one before.

An entry holds every value the row takes, so that replay never recomputes; answers enter it as
salted digests, their values lie beside it and may be erased without breaking the chain.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from workflow.act import Act, instant
from workflow.case import Case, canonical
from workflow.store import statements as st
from workflow.store import tables as t

FORMAT = 1
GENESIS = ""
PACKAGE = version("jalon")
LINKED = "linked"
"""The kind of a cause that is an act of another family."""

DONE_BY = "by:"
"""What begins, before a trigger, the milestone that keeps who did it."""

_INSERT = st.insert_into(t.HistoryRow)
_INSERT_VALUE = st.insert_into(t.ValueRow)


class Gone:
    """The mark of an answer that an act took away."""


GONE = Gone()


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an entry exists: a person's act, another entry, or a timer."""

    kind: str
    case: str | None = None
    position: int | None = None
    timer: str | None = None

    def tree(self) -> dict[str, Any]:
        """Give the cause as written."""
        found = {"kind": self.kind, "case": self.case, "position": self.position, "timer": self.timer}
        return {name: value for name, value in found.items() if value is not None}


@dataclass(slots=True)
class Deed:
    """What happened, before it is written down."""

    kind: str
    cause: Cause
    trigger: str | None = None
    origin: str | None = None
    findings: Sequence[Mapping[str, Any]] = ()
    reason: str | None = None
    reason_text: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    due: Sequence[Mapping[str, Any]] | None = None
    outbox: Sequence[Mapping[str, Any]] = ()
    envelopes: Sequence[Mapping[str, Any]] = ()
    links: Sequence[Mapping[str, Any]] = ()
    register: Mapping[str, Any] | None = None
    migration: Mapping[str, Any] | None = None


def record(act: Act, case: Case, deed: Deed) -> int:
    """Append one entry to the case's history and give its position.

    Takes the case's pending changes with it, raises the case's position, gathers the entry,
    its values, and the case's row.
    """
    position = case.position + 1
    values = _digested(deed)
    entry = canonical(_entry(act, case, deed, position=position, values=values))
    digest = hashlib.sha256(entry.encode()).hexdigest()
    act.add(_INSERT, {"case_id": case.id, "position": position, "hash": digest, "entry": entry})
    for path, salt, text, _ in values:
        act.add(
            _INSERT_VALUE,
            {"case_id": case.id, "position": position, "path": path, "salt": salt, "value": text},
        )
    case.position = position
    case.head = digest
    case.changed = {}
    if case.seen_position:
        act.moved[case.id] = case
    act.entries += 1
    return position


def _entry(
    act: Act, case: Case, deed: Deed, *, position: int, values: list[tuple[str, str, str | None, str]]
) -> dict[str, Any]:
    actor = act.actor
    found = {
        "format": FORMAT,
        "case": case.id,
        "position": position,
        "received_at": act.received,
        "written_at": act.received if act.written_at is act.received_at else instant(act.written_at),
        "person": actor.person,
        "on_behalf_of": actor.on_behalf_of,
        "channel": actor.channel,
        "os_user": actor.os_user,
        "cause": deed.cause.tree(),
        "definition": case.definition,
        "package": PACKAGE,
        "kind": deed.kind,
        "trigger": deed.trigger,
        "from": deed.origin,
        "to": case.state,
        "round": case.round,
        "findings": list(deed.findings),
        "reason": deed.reason,
        "row": case.changed if case.position else case.projection(),
        "answers": {path: digest for path, _, _, digest in values},
        "outbox": list(deed.outbox),
        "envelopes": list(deed.envelopes),
        "links": list(deed.links),
        "previous": case.head,
    }
    if deed.due is not None:
        found["due"] = list(deed.due)
    if deed.register is not None:
        found["register"] = deed.register
    if deed.migration is not None:
        found["migration"] = deed.migration
    if act.pretended:
        found["pretended"] = True
    return found


def _digested(deed: Deed) -> list[tuple[str, str, str | None, str]]:
    """Salt and digest each answer changed: (path, salt, value text or None, digest)."""
    changed = dict(deed.answers)
    if deed.reason_text is not None:
        changed["@reason"] = deed.reason_text
    return [_digest(path, value) for path, value in sorted(changed.items())]


def _digest(path: str, value: object) -> tuple[str, str, str | None, str]:
    salt = secrets.token_hex(16)
    text = None if isinstance(value, Gone) else canonical(value)
    return path, salt, text, digest_of(salt=salt, text=text)


def digest_of(*, salt: str, text: str | None) -> str:
    """Give the digest an entry keeps of one value; a value taken away has the digest « gone »."""
    return "gone" if text is None else hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


def flatten(answers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the answers as paths: one level inside groups, so that each may be erased alone."""
    for name, value in answers.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", item) for inner, item in value.items())
        else:
            yield name, value


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Give the paths whose value an act changed, with the new value or `GONE`."""
    old, new = dict(flatten(before)), dict(flatten(after))
    changed: dict[str, Any] = {
        path: value for path, value in new.items() if path not in old or old[path] != value
    }
    return changed | {path: GONE for path in old if path not in new}


def place(answers: dict[str, Any], *, path: str, value: object) -> None:
    """Put one value back at its path, as replay does."""
    group, _, inner = path.partition(".")
    if not inner:
        _put(answers, group, value)
        return
    part = answers.setdefault(group, {})
    if isinstance(part, dict):  # Else the group made way for a single value.
        _put(part, inner, value)
    if part == {}:
        del answers[group]


def _put(part: dict[str, Any], name: str, value: object) -> None:
    if isinstance(value, Gone):
        part.pop(name, None)
    else:
        part[name] = value
