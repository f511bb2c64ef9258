"""The items of a meeting, each with the application it names as its decision left it.

An item is a child by which another case acts: its machine has a transition that relays. Families other
than the meeting's are read without a lock, since nothing of them changes here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from workflow.act import Act
from workflow.case import Case, Family, gather_family, read_case
from workflow.conditions import CANCELLED, is_final
from workflow.definition.machine_model import Relay, Transition
from workflow.history import DONE_BY, GONE, LINKED, place
from workflow.shelf import Pinned
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.store.base import Row

REASON = "@reason"
_HISTORY = st.select_all(t.HistoryRow, "case_id")
_VALUES = st.select_all(t.ValueRow, "case_id")
_ENTRY = _HISTORY.columns.index("entry")
_POSITION, _PATH, _VALUE = (_VALUES.columns.index(name) for name in ("position", "path", "value"))


@dataclass(frozen=True, slots=True)
class Named:
    """An application named by an item: the family, and the definition it follows."""

    family: Family
    pinned: Pinned


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an agenda, and what came of it.

    `ref` is the application's; `named` is None when it cannot be read. `trigger` is the act by which
    the item was decided, `label` that decision in words, `findings` what the rules found in it; `off`
    tells that the item was taken off the agenda, and `reason` why it was decided or taken off.
    """

    case: Case
    ref: str
    named: Named | None
    trigger: str | None
    label: str | None
    findings: tuple[Mapping[str, Any], ...]
    off: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of an item's application: its family now, its history and the values beside it."""

    family: Family | None
    entries: tuple[Mapping[str, Any], ...]
    values: tuple[Row, ...]


def items_of(act: Act, *, family: Family, pinned: Pinned) -> tuple[Item, ...]:
    """Give the items of a meeting in the order in which they were put on, cancelled ones left out."""
    children = sorted(family.children(family.root), key=lambda one: (one.created_at, len(one.ref), one.ref))
    found = [
        (child, relay)
        for child in children
        if child.state != CANCELLED and (relay := _relaying(pinned, child)) is not None
    ]
    refs = [str(child.answer(relay.case)) for child, (_, _, relay) in found]
    kept = _read(act, refs)
    reasons = _reasons(act, [child for child, _ in found])
    return tuple(
        _item(act, child, relaying, pinned=pinned, kept=kept[ref], ref=ref, reason=reasons.get(child.id))
        for ref, (child, relaying) in zip(refs, found, strict=True)
    )


def _relaying(pinned: Pinned, child: Case) -> tuple[str, Transition, Relay] | None:
    """Give the transition by which an item makes another case act: the one done, else the first."""
    found = [
        (name, transition, transition.relays)
        for name, transition in pinned.machine(child).transitions.items()
        if transition.relays is not None
    ]
    done = [one for one in found if f"{DONE_BY}{one[0]}" in child.milestones]
    return next(iter((*done, *found)), None)


def _read(act: Act, refs: Iterable[str]) -> dict[str, _Kept]:
    wanted = list(dict.fromkeys(refs))
    asked = [(st.FAMILY, {"root": ref.split("/", 1)[0]}) for ref in wanted]
    families = (
        [gather_family([read_case(row) for row in rows]) for rows in act.tx.read(*asked)] if asked else []
    )
    kept: dict[str, _Kept] = {}
    for ref, family in zip(wanted, families, strict=True):
        entries, values = _told(act, family.root) if family is not None else ((), ())
        kept[ref] = _Kept(family, entries, values)
    return kept


def _told(act: Act, case: Case) -> tuple[tuple[Mapping[str, Any], ...], tuple[Row, ...]]:
    entries, values = act.tx.read((_HISTORY, {"case_id": case.id}), (_VALUES, {"case_id": case.id}))
    return tuple(orjson.loads(str(row[_ENTRY])) for row in entries), tuple(values)


def _reasons(act: Act, items: list[Case]) -> dict[str, str]:
    """Give the last reason written beside each item's acts, by the item's id."""
    found: dict[str, str] = {}
    asked = [(_VALUES, {"case_id": item.id}) for item in items]
    for item, rows in zip(items, act.tx.read(*asked) if asked else [], strict=True):
        for row in rows:
            if row[_PATH] == REASON and row[_VALUE] is not None:
                found[item.id] = orjson.loads(str(row[_VALUE]))
    return found


def _item(
    act: Act,
    child: Case,
    relaying: tuple[str, Transition, Relay],
    *,
    pinned: Pinned,
    kept: _Kept,
    ref: str,
    reason: str | None,
) -> Item:
    name, transition, relay = relaying
    done = f"{DONE_BY}{name}" in child.milestones
    trigger = str(child.answer(relay.act)) if done else None
    entry = _decision(kept.entries, child) if done else None
    return Item(
        case=child,
        ref=ref,
        named=_named(act, kept, entry),
        trigger=trigger,
        label=_label(pinned, transition, relay, trigger) if trigger is not None else None,
        findings=tuple(entry["findings"]) if entry is not None else (),
        off=not done and is_final(pinned.machine(child), child.state),
        reason=reason,
    )


def _label(pinned: Pinned, transition: Transition, relay: Relay, trigger: str) -> str:
    """Say a decision as the form that asked it does."""
    form = pinned.definition.forms.get(transition.form or "")
    field = form.fields.get(relay.act.rpartition(".")[2]) if form is not None else None
    return field.options.get(trigger, trigger) if field is not None else trigger


def _decision(entries: Iterable[Mapping[str, Any]], item: Case) -> Mapping[str, Any] | None:
    """Give the entry of the application's act that the item caused."""
    caused = [one for one in entries if (one["cause"]["kind"], one["cause"].get("case")) == (LINKED, item.id)]
    return caused[-1] if caused else None


def _named(act: Act, kept: _Kept, entry: Mapping[str, Any] | None) -> Named | None:
    """Give the application as its decision left it, under the definition of that day; else as it stands."""
    family = kept.family
    if family is None or family.root.definition is None:
        return None
    if entry is None:
        return Named(family, act.pinned(family.root))
    answers: dict[str, Any] = {}
    for path, value in _until(kept, int(entry["position"])):
        place(answers, path=path, value=value)
    root = replace(family.root, answers=answers, machine=_machine(kept, entry))
    then = Family({**family.cases, root.id: root}, root, family.window)
    return Named(then, act.pinned_by(str(entry["definition"])))


def _machine(kept: _Kept, entry: Mapping[str, Any]) -> str:
    """Give the machine an application lived by at one of its acts: a migration may have changed it since."""
    told = (one["row"].get("machine") for one in kept.entries if one["position"] <= entry["position"])
    return str([one for one in told if one is not None][-1])


def _until(kept: _Kept, position: int) -> Iterator[tuple[str, Any]]:
    """Give what each act of a case set, up to one of them, oldest first."""
    for row in sorted(kept.values, key=lambda one: (int(one[_POSITION] or 0), str(one[_PATH]))):
        if int(row[_POSITION] or 0) <= position and not str(row[_PATH]).startswith("@"):
            yield str(row[_PATH]), GONE if row[_VALUE] is None else orjson.loads(str(row[_VALUE]))
