"""What an act that passed the gate does, in order, until nothing automatic is left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.findings import Finding
from workflow.act import Act
from workflow.brought_budgets import take_over
from workflow.case import Case, Family, describe
from workflow.children import (
    Planned,
    cancel,
    cancelled_slots,
    leaving_children,
    make_child,
    open_rounds,
    plan_children,
)
from workflow.conditions import holds_now, is_final, is_open, joined
from workflow.deadlines import due_on_entry, pause_clocks, start_clocks, write_due
from workflow.definition.machine_model import Effects, Transition
from workflow.definition.words import DEROGATE
from workflow.effects import enqueue
from workflow.envelopes import move_envelope
from workflow.errors import Unsound
from workflow.gate import Passed, plan_for
from workflow.granting import granted_marks
from workflow.history import DONE_BY, Cause, Deed, differences, flatten, record
from workflow.letters import LetterWriter
from workflow.machine import SAME
from workflow.shelf import Pinned

ENGINE = "engine"
PARENT = "parent"
ENTRY = "entry"
FILE = "file"
INFO = "info"
MOST_HOPS = 100
"""A definition whose automatic moves follow each other longer than this is broken."""


@dataclass(slots=True)
class Moving:
    """One case about to move."""

    case: Case
    family: Family
    pinned: Pinned
    passed: Passed
    cause: Cause
    hops: int = 0


def automatic(trigger: str, transition: Transition, case: Case, planned: tuple[Planned, ...]) -> Passed:
    """Make the passage of a move nobody asked for: it has no form, no reason, no rule."""
    return Passed(trigger, transition, None, case.answers, (), planned, None, None, {})


def move(act: Act, moving: Moving) -> None:
    """Fire the transition, write it down with what it sends, then its children and followers.

    In order: the envelope moves, or refuses; the machine gives the next state; the case takes
    answers, milestones, clocks and due dates; outbox rows are frozen; the entry is appended; children of
    the state left are ended; children of the state entered are opened; the parent learns of an
    end; automatic moves follow, each with its own entry naming its cause.
    """
    case, passed = moving.case, moving.passed
    pinned, family, transition = moving.pinned, moving.family, passed.transition
    if moving.hops > MOST_HOPS:
        raise Unsound(message=f"Les actes automatiques de {case.ref} ne finissent pas ({passed.trigger}).")
    origin, stays = case.state, transition.target == SAME
    envelopes = move_envelope(act, case=case, family=family, pinned=pinned, passed=passed)
    state = pinned.mover(case).fire(trigger=passed.trigger, state=origin)
    changed = _answers_changed(case, passed)
    told_anew = pinned.machine(case).is_record() and passed.answers is not case.answers
    if transition.does == FILE or told_anew:
        describe(case, passed.answers)
    case.answers = passed.answers
    _mark(act, case, passed, pinned)
    start_clocks(case, trigger=passed.trigger, pinned=pinned, now=act.received_at)
    due = None if stays else _enter(act, case, pinned=pinned, origin=origin, state=state)
    letter = LetterWriter(act=act, case=case, family=family, pinned=pinned, passed=passed)
    outbox = enqueue(act, case=case, family=family, pinned=pinned, effects=transition, letter=letter)
    deed = Deed(
        kind="advance",
        cause=moving.cause,
        trigger=passed.trigger,
        origin=origin,
        findings=[_finding(one, passed) for one in passed.findings],
        reason=passed.reason,
        reason_text=passed.reason_text,
        answers=changed,
        due=due,
        outbox=outbox,
        envelopes=envelopes,
    )
    after = Cause(ENTRY, case=case.id, position=record(act, case, deed))
    take_over(act, case=case, family=family, pinned=pinned, does=transition.does, cause=after)
    if not stays:
        _end_children(act, moving, origin=origin, cause=after)
        _open_children(act, moving, cause=after)
        _settle(act, moving, cause=after)


def _enter(act: Act, case: Case, *, pinned: Pinned, origin: str, state: str) -> list[dict[str, Any]] | None:
    """Put the case in its new state; give what is due there, or None when nothing was or is."""
    states = pinned.machine(case).states
    case.set(state=state, entered_at=act.received)
    open_rounds(states[state], case)
    due = due_on_entry(case, pinned=pinned, entered=act.received_at)
    had = bool(states[origin].deadlines)
    write_due(act, case, due, had=had)
    return due if due or had else None


def _answers_changed(case: Case, passed: Passed) -> Mapping[str, Any]:
    # Filing writes the whole draft down: until then its answers lived outside the history.
    if passed.transition.does == FILE:
        return dict(flatten(passed.answers))
    if passed.answers is case.answers:
        return {}
    return differences(case.answers, passed.answers)


def _mark(act: Act, case: Case, passed: Passed, pinned: Pinned) -> None:
    """Remember when each deed was done, by which side of the door, and who did each act of a person."""
    marks: dict[str, Any] = {}
    if passed.role is not None:
        by = f"{DONE_BY}{passed.trigger}"
        marks[by] = sorted({*case.milestones.get(by, ()), act.actor.person})
    if passed.transition.does:
        marks[passed.transition.does] = act.received
        if passed.role is not None:
            kind = pinned.definition.roles[passed.role].kind
            marks[f"{passed.transition.does}:{kind}"] = act.received
        if passed.transition.does == DEROGATE:
            marks |= granted_marks(act, passed.role)
    case.set(milestones={**case.milestones, **marks})


def _finding(finding: Finding, passed: Passed) -> dict[str, Any]:
    kept = {**finding.to_json(), "reason": passed.accepted.get(finding.rule)}
    waiver = passed.waived.get(finding.rule) if finding.level != INFO else None
    return kept if waiver is None else {**kept, "derogation": waiver.tree()}


def _end_children(act: Act, moving: Moving, *, origin: str, cause: Cause) -> None:
    case, family, pinned = moving.case, moving.family, moving.pinned
    if len(family.cases) == 1:
        return
    state = pinned.machine(case).states[origin]
    slots = cancelled_slots(state, into_final=not is_open(pinned, case))
    if not is_open(pinned, case):
        slots = tuple({child.slot for child in family.children(case) if child.slot})
    entered = pinned.machine(case).states.get(case.state)
    if entered is not None:
        renewed = tuple(slot for slot, spawn in entered.spawn.items() if spawn.again == "renew")
        slots = (*slots, *renewed)
    ending = leaving_children(family, case, pinned, slots)
    for child in ending:
        letter = LetterWriter(act=act, case=child, family=family, pinned=pinned, passed=None)
        told = pinned.machine(child).cancelled
        rows = enqueue(act, case=child, family=family, pinned=pinned, effects=told, letter=letter)
        write_due(act, child, [], had=True)
        cancel(act, child, cause=cause, outbox=rows)
    if ending and is_open(pinned, case) and any("paused" in clock for clock in case.clocks.values()):
        # Who was awaited no longer is: the delay they held up goes on.
        learn_of_child(act, case, family=family, pinned=pinned, cause=cause)


def _open_children(act: Act, moving: Moving, *, cause: Cause) -> None:
    for plan in moving.passed.planned:
        _open(act, moving.case, plan=plan, family=moving.family, pinned=moving.pinned, cause=cause)


def _open(act: Act, parent: Case, *, plan: Planned, family: Family, pinned: Pinned, cause: Cause) -> None:
    child = make_child(
        act,
        parent=parent,
        family=family,
        pinned=pinned,
        machine=plan.spawn.machine,
        slot=plan.slot,
        key=plan.key,
        giver=plan.spawn.giver,
    )
    begin(act, child, family=family, pinned=pinned, cause=cause, answers={})


def begin(
    act: Act,
    child: Case,
    *,
    family: Family,
    pinned: Pinned,
    cause: Cause,
    answers: Mapping[str, Any],
    links: Sequence[Mapping[str, str]] = (),
) -> None:
    """Write down a case's creation with its first deadlines and what its machine sends at birth.

    To be made is to enter the first state: its children are opened, and the automatic moves that
    can leave it follow. Raises `Impossible` when a child that must be opened has nobody to ask.
    """
    state = pinned.machine(child).states[child.state]
    planned = plan_children(state, case=child, family=family, pinned=pinned, answers=child.answers)
    open_rounds(state, child)
    due = due_on_entry(child, pinned=pinned, entered=act.received_at)
    write_due(act, child, due, had=False)
    letter = LetterWriter(act=act, case=child, family=family, pinned=pinned, passed=None)
    effects: Effects = pinned.machine(child).created
    rows = enqueue(act, case=child, family=family, pinned=pinned, effects=effects, letter=letter)
    deed = Deed(kind="create", cause=cause, answers=answers, due=due or None, outbox=rows, links=links)
    born = Cause(ENTRY, case=child.id, position=record(act, child, deed))
    for plan in planned:
        _open(act, child, plan=plan, family=family, pinned=pinned, cause=born)
    if is_open(pinned, child):
        follow(act, child, family=family, pinned=pinned, cause=born, hops=1)


def _settle(act: Act, moving: Moving, *, cause: Cause) -> None:
    """Tell the parent of an end, then let automatic moves of the parent and of the case follow."""
    case, family, pinned = moving.case, moving.family, moving.pinned
    parent = family.cases.get(case.parent_id or "")
    if parent is not None and is_final(pinned.machine(case), case.state):
        learn_of_child(act, parent, family=family, pinned=pinned, cause=cause)
        follow(act, parent, family=family, pinned=pinned, cause=cause, hops=moving.hops + 1)
    if is_open(pinned, case):
        follow(act, case, family=family, pinned=pinned, cause=cause, hops=moving.hops + 1)


def learn_of_child(act: Act, parent: Case, *, family: Family, pinned: Pinned, cause: Cause) -> None:
    """Write down that a child opened or ended: the parent's version rises, its clocks pause or go on."""
    waiting = {
        name: clock.paused_while is not None
        and joined(clock.paused_while, pinned=pinned, case=parent, family=family)
        for name, clock in pinned.machine(parent).clocks.items()
    }
    pause_clocks(parent, waiting=waiting, now=act.received_at)
    record(act, parent, Deed(kind="child", cause=cause))


def follow(act: Act, case: Case, *, family: Family, pinned: Pinned, cause: Cause, hops: int) -> None:
    """Fire the first automatic move of the case whose conditions hold, if any."""
    for trigger, transition in pinned.leaving.get((case.machine, case.state), ()):
        if ENGINE not in transition.by:
            continue
        if all(
            holds_now(condition, pinned=pinned, case=case, family=family, answers=case.answers)
            for condition in transition.when
        ):
            planned = plan_for(
                case, family=family, pinned=pinned, transition=transition, answers=case.answers
            )
            passed = automatic(trigger, transition, case, planned)
            move(act, Moving(case, family, pinned, passed, cause, hops))
            return
