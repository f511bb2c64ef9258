"""Replaying a history: from its entries alone, what every projection must be."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from workflow.case import COLUMNS, Case
from workflow.history import GENESIS, GONE, digest_of, place


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One place where what is kept does not agree with its history."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Registration:
    """One act of the register as its entry tells it: what, who, and the instant of reception."""

    kind: str
    deed: Mapping[str, Any]
    person: str | None
    at: str


@dataclass(slots=True)
class Replayed:
    """What one case's history amounts to, and what is wrong with the history itself."""

    row: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    due: list[Mapping[str, Any]] = field(default_factory=list)
    outbox: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    envelopes: list[Mapping[str, Any]] = field(default_factory=list)
    links: set[tuple[str, str]] = field(default_factory=set)
    registered: list[Registration] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def case(self) -> Case:
        """Give the row rebuilt."""
        values = {name: self.row.get(name) for name in COLUMNS}
        return Case(**values | {"answers": self.answers})


Entry = tuple[int, str, str]
Values = Mapping[tuple[int, str], tuple[str, str | None]]


def replay(entries: Iterable[Entry], values: Values) -> Replayed:
    """Fold the entries of one case in order (position, hash, text), verifying the chain as it goes.

    `values` gives (salt, value text or None) by (position, path).
    """
    found = Replayed()
    previous, expected = GENESIS, 1
    for position, digest, text in entries:
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            found.problems.append(f"entrée {position} : le texte ne correspond plus à son empreinte")
        else:
            entry = orjson.loads(text)
            if position != expected or entry["position"] != position:
                found.problems.append(f"entrée {expected} absente : la suivante est la {position}")
            if entry["previous"] != previous:
                found.problems.append(f"entrée {position} : la chaîne est rompue")
            _fold(found, entry, values, position=position, digest=digest)
        previous, expected = digest, position + 1
    if expected == 1:
        found.problems.append("aucune histoire")
    return found


def _fold(found: Replayed, entry: Mapping[str, Any], values: Values, *, position: int, digest: str) -> None:
    found.row |= entry["row"]
    found.row |= {"state": entry["to"], "position": position, "head": digest, "id": entry["case"]}
    found.row.setdefault("draft_number", 0)
    for path, kept in entry["answers"].items():
        _fold_answer(found, values, path=path, kept=kept, position=position)
    if "due" in entry:
        found.due = entry["due"]
    found.outbox |= {one["id"]: one for one in entry["outbox"]}
    found.envelopes += entry["envelopes"]
    found.links |= {(one["kind"], one["target"]) for one in entry["links"]}
    if "register" in entry:
        told = entry["kind"], entry["register"], entry["person"], entry["received_at"]
        found.registered.append(Registration(*told))


def _fold_answer(found: Replayed, values: Values, *, path: str, kept: str, position: int) -> None:
    beside = values.get((position, path))
    if beside is None:
        found.problems.append(f"entrée {position} : la valeur de « {path} » manque")
        return
    salt, text = beside
    if digest_of(salt=salt, text=text) != kept and not (text is None and salt == ""):
        found.problems.append(
            f"entrée {position} : la valeur de « {path} » ne correspond plus à son empreinte"
        )
    elif not path.startswith("@"):
        place(found.answers, path=path, value=GONE if text is None else orjson.loads(text))
