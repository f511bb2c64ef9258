"""What is due for a case in its state: deadlines that fire, that open an act, and reminders."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workflow.act import Act, instant
from workflow.case import Case
from workflow.definition.literals import Span
from workflow.definition.machine_model import Clock, Deadline
from workflow.shelf import Pinned
from workflow.spans import add_span, before, end_of, ending
from workflow.store import statements as st
from workflow.store import tables as t

FIRE = "fire"
OPEN = "open"
REMIND = "remind"
_INSERT = st.insert_into(t.DueRow)


def zone_of(pinned: Pinned) -> str:
    """Give the zone in which the definition counts its delays: its first window's."""
    windows = list(pinned.definition.windows.values())
    return windows[0].zone if windows else "Europe/Paris"


def due_on_entry(case: Case, *, pinned: Pinned, entered: datetime) -> list[dict[str, Any]]:
    """Compute what the case's new state makes due, counted from the entry into it, or from what they name.

    A deadline counted from an answer that was not given is not due.
    """
    zone = zone_of(pinned)
    state = pinned.machine(case).states.get(case.state)
    found: list[dict[str, Any]] = []
    for name, deadline in (state.deadlines if state else {}).items():
        start = _start(case, deadline, entered=entered, zone=zone)
        if isinstance(deadline.after, Span) and start is not None:
            found += _due(name, deadline, end=end_of(add_span(start, deadline.after), zone=zone), zone=zone)
    # Counted from something older than the entry, a reminder's day may be past: nobody is reminded then.
    return [row for row in found if row["kind"] != REMIND or row["at"] > instant(entered)]


def _start(case: Case, deadline: Deadline, *, entered: datetime, zone: str) -> date | None:
    """Give the day a deadline is counted from: of the entry, of an earlier deed, or answered."""
    if deadline.since is None:
        return entered.astimezone(ZoneInfo(zone)).date()
    if deadline.is_from_answer():
        answer = case.answer(deadline.since)
        return date.fromisoformat(answer) if answer else None
    done = case.milestones.get(deadline.since)
    return datetime.fromisoformat(done).astimezone(ZoneInfo(zone)).date() if done else None


def _due(name: str, deadline: Deadline, *, end: datetime, zone: str) -> list[dict[str, Any]]:
    kind = FIRE if deadline.fire else OPEN
    found = [{"name": name, "kind": kind, "at": instant(end), "trigger": deadline.fire or deadline.opens}]
    for span in deadline.remind:
        at = instant(before(end, span, zone=zone))
        found.append({"name": f"{name}:-{span}", "kind": REMIND, "at": at, "trigger": None})
    return found


def write_due(act: Act, case: Case, due: list[dict[str, Any]], *, had: bool) -> None:
    """Gather the rows that replace what was due for the case."""
    if had:
        act.add(st.FORGET_DUE, {"of_case": case.id})
    for row in due:
        act.add(_INSERT, {"case_id": case.id, **row})


def start_clocks(case: Case, *, trigger: str, pinned: Pinned, now: datetime) -> None:
    """Start, and stop, the clocks that the act starts or stops; they move nothing."""
    clocks = dict(case.clocks)
    zone = zone_of(pinned)
    for name, clock in pinned.machine(case).clocks.items():
        if trigger in clock.starts and isinstance(clock.after, Span):
            clocks[name] = {"started": instant(now), "ends": instant(ending(now, clock.after, zone=zone))}
        elif trigger in clock.stops and name in clocks:
            clocks[name] = {**clocks[name], "stopped": instant(now)}
    if clocks != case.clocks:
        case.set(clocks=clocks)


def pause_clocks(case: Case, *, waiting: Mapping[str, bool], now: datetime) -> None:
    """Pause the clocks whose children wait, and push on by the pause those that no longer do."""
    clocks = dict(case.clocks)
    for name, running in case.clocks.items():
        if "stopped" in running:
            continue
        if waiting[name] and "paused" not in running:
            clocks[name] = {**running, "paused": instant(now)}
        elif not waiting[name] and "paused" in running:
            end = datetime.fromisoformat(running["ends"]) + (now - datetime.fromisoformat(running["paused"]))
            clocks[name] = {"started": running["started"], "ends": instant(end)}
    if clocks != case.clocks:
        case.set(clocks=clocks)


def clock_of(pinned: Pinned, case: Case, name: str) -> Clock:
    """Give the definition of a clock the case runs."""
    return pinned.machine(case).clocks[name]
