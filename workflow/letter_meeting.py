"""Parts of the papers of a meeting: what is on its agenda, and what was decided of each item.

An item keeps its number in both papers. The part of the agenda holds nothing of what was decided.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.access import read_by_all, readers_of
from workflow.act import Act
from workflow.agenda import Item, Named, items_of
from workflow.case import Case, Family
from workflow.derogations import Derogation
from workflow.envelopes import AMOUNTS, CURRENCIES, PARTNER
from workflow.facts import WARN, ceiling_of
from workflow.letter_answers import written_answer
from workflow.letter_case import opinion_parts
from workflow.letter_derogation import derogation_part, derogation_parts
from workflow.placing import answered, place_of
from workflow.shelf import Pinned
from workflow.shortfall import FRENCH
from workflow.store import statements as st
from workflow.store import tables as t

Tree = dict[str, Any]

_ENVELOPES = st.select_all(t.EnvelopeRow, "window_id")
_SIDES = {path: side for side, path in AMOUNTS.items()}
_BLANK: Tree = {
    "title": None, "lead": None, "countries": [], "call": None, "requested": None, "proposal": None,
    "ceiling": None, "derogations": [],
}  # fmt: skip
"""What is told of an application that cannot be read."""


@dataclass(frozen=True, slots=True)
class _Point:
    """An item, what is told of it, the window it counts for, and what was granted on each side."""

    item: Item
    tree: Tree
    granted: Mapping[str, int]


def meeting_part(root: Case) -> Tree:
    """Tell when and where a meeting is held."""
    return {name: root.answer(f"meeting.{name}") for name in ("held_on", "place")}


def agenda_part(act: Act, *, family: Family, pinned: Pinned) -> Tree:
    """Tell what is on the agenda, in order, and by call what is asked and left to grant (cents)."""
    numbered = list(enumerate(items_of(act, family=family, pinned=pinned), 1))
    points = [
        _Point(one, _described(act, one, number) | {"opinions": _opinions(act, one)}, {})
        for number, one in numbered
        if not one.off
    ]
    calls = [
        {name: line[name] for name in ("title", "count", "requested", "left")} for line in _calls(act, points)
    ]
    return {"points": [one.tree for one in points], "calls": calls}


def minutes_part(act: Act, *, family: Family, pinned: Pinned) -> Tree:
    """Tell what was decided of each item, in order, what was taken off, and the totals (cents)."""
    numbered = list(enumerate(items_of(act, family=family, pinned=pinned), 1))
    points = [_decided(one, _described(act, one, number)) for number, one in numbered if not one.off]
    return {
        "points": [one.tree for one in points],
        "off": [_taken_off(one, number) for number, one in numbered if one.off],
        "results": _results(points),
        "calls": _calls(act, points),
        "granted": sum(one.granted.get(FRENCH, 0) for one in points),
    }


def _described(act: Act, item: Item, number: int) -> Tree:
    """Tell an application as a committee reads it: whose, where, how much, what was waived."""
    told: Tree = {"number": number, "ref": item.ref}
    if item.named is None:
        return told | _BLANK
    family, pinned = item.named.family, item.named.pinned
    answers = family.root.answers
    budget = answers.get("budget") or {}
    ceiling = ceiling_of(act, root=family.root, family=family, pinned=pinned) if budget else None
    return told | {
        "title": family.root.title,
        "lead": (answers.get("lead") or {}).get("name"),
        "countries": [
            pinned.bundle.reference.country_name(one["code"]) for one in answers.get("countries") or ()
        ],
        "call": pinned.definition.title,
        "requested": budget.get("requested"),
        "proposal": read_by_all(pinned.definition, answers, "proposal").get("amount"),
        "ceiling": ceiling,
        "derogations": _derogations(item, item.named),
    }


def _opinions(act: Act, item: Item) -> list[Tree]:
    """Tell the sense of each opinion as it stands, under the definition the application follows now."""
    if item.named is None:
        return []
    family = item.named.family
    return [
        {name: one[name] for name in ("giver_label", "key_name", "state_label", "kind_label")}
        for one in opinion_parts(family, act.pinned(family.root))
    ]


def _derogations(item: Item, named: Named) -> list[Tree]:
    """Tell the derogations that stand, and those that served in the decision, oldest first."""
    found = {one["ref"]: one for one in derogation_parts(named.family, named.pinned)}
    for finding in item.findings:
        if "derogation" in finding:
            served = derogation_part(Derogation(**finding["derogation"]), named.pinned)
            found[served["ref"]] = served | {"level": finding["level"]}
    return sorted(found.values(), key=lambda one: (one["granted_on"], one["ref"]))


def _decided(item: Item, tree: Tree) -> _Point:
    """Add to an item what was decided, what was accepted on the way, and what its form was answered."""
    decided: Tree = {
        "decision": item.label,
        "amount": None,
        "partner_amount": None,
        "partner_currency": None,
        "said": [],
        "reason": item.reason,
        "warnings": [
            {name: one[name] for name in ("rule", "message", "reason")}
            for one in item.findings
            if one["level"] == WARN and one["reason"]
        ],
    }
    granted: dict[str, int] = {}
    for path, label, value, written in _answered(item):
        if path in _SIDES:
            granted[_SIDES[path]] = int(value)
        elif path == CURRENCIES[PARTNER]:
            decided["partner_currency"] = written
        else:
            decided["said"].append({"label": label, "value": written})
    decided |= {"amount": granted.get(FRENCH), "partner_amount": granted.get(PARTNER)}
    return _Point(item, tree | decided, granted)


def _answered(item: Item) -> Iterator[tuple[str, str, Any, str]]:
    """Give what the form of the application's act was answered: where it is kept, label, value, in words.

    What not everybody reads is left out, as it is of every letter.
    """
    if item.named is None or item.trigger is None:
        return
    root, pinned = item.named.family.root, item.named.pinned
    transition = pinned.machine(root).transitions.get(item.trigger)
    form = pinned.definition.forms.get((transition.form if transition else None) or "")
    if form is None:
        return
    restricted = {name for name, _ in readers_of(pinned.definition, form.into)}
    for name, value in answered(form, root.answers).items():
        if name in restricted:
            continue
        field = form.fields[name]
        yield place_of(form, name), field.label, value, written_answer(field, value, pinned)


def _taken_off(item: Item, number: int) -> Tree:
    root = item.named.family.root if item.named is not None else None
    title = root.title if root is not None else None
    return {"number": number, "ref": item.ref, "title": title, "reason": item.reason}


def _results(points: Sequence[_Point]) -> list[Tree]:
    """Count each decision and add up what it grants, in the order in which they were first taken."""
    found: dict[str, Tree] = {}
    for one in points:
        label = one.item.label
        if label is not None:
            line = found.setdefault(label, {"label": label, "count": 0, "amount": None})
            line["count"] += 1
            line["amount"] = _added(line["amount"], one.granted.get(FRENCH))
    return list(found.values())


def _calls(act: Act, points: Sequence[_Point]) -> list[Tree]:
    """Add up by call, or by window where a call has several; what is left is that of its envelope now."""
    found: dict[str, Tree] = {}
    for one in points:
        if one.item.named is None:
            continue
        family, pinned = one.item.named.family, one.item.named.pinned
        key = family.window.id if family.window is not None else pinned.definition.code
        if key not in found:
            found[key] = {
                "title": _call_title(family, pinned),
                "count": 0,
                "requested": None,
                "granted": None,
                "left": _left(act, family.window),
                "partner": [],
            }
        line = found[key]
        line["count"] += 1
        line["requested"] = _added(line["requested"], one.tree["requested"])
        line["granted"] = _added(line["granted"], one.granted.get(FRENCH))
        if PARTNER in one.granted:
            _add_partner(line["partner"], one.tree["partner_currency"], one.granted[PARTNER])
    return list(found.values())


def _add_partner(sums: list[Tree], currency: str | None, amount: int) -> None:
    """Add to the sum of its own currency: different currencies are never added together."""
    line = next((one for one in sums if one["currency"] == currency), None)
    if line is None:
        sums.append({"currency": currency, "amount": amount})
    else:
        line["amount"] += amount


def _call_title(family: Family, pinned: Pinned) -> str:
    several = len(pinned.definition.windows) > 1 and family.window is not None
    return family.window.title if several and family.window else pinned.definition.title


def _left(act: Act, window: Case | None) -> int | None:
    """Give what the envelope of the French side still bears; None when no source tells it."""
    rows = act.tx.read((_ENVELOPES, {"window_id": window.id}))[0] if window is not None else []
    named = [dict(zip(_ENVELOPES.columns, row, strict=True)) for row in rows]
    return next(
        (
            int(row["total"]) - int(row["reserved"] or 0)
            for row in named
            if row["side"] == FRENCH and row["total"] is not None
        ),
        None,
    )


def _added(total: int | None, amount: int | None) -> int | None:
    """Add an amount that may be unknown: the sum is unknown only where nothing is known."""
    return total if amount is None else (total or 0) + amount
