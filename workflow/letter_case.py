"""Parts of a letter about the case itself: where it stands, its opinions, its delays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflow.access import read_by_all
from workflow.actor import HOUSE_ZONE
from workflow.case import Case, Family
from workflow.conditions import CANCELLED
from workflow.deadlines import due_on_entry, zone_of
from workflow.shelf import Pinned
from workflow.spans import last_day


def house_day(moment: str) -> str:
    """Give the house's day of an instant kept as text."""
    return datetime.fromisoformat(moment).astimezone(HOUSE_ZONE).date().isoformat()


def case_part(root: Case, pinned: Pinned) -> Mapping[str, Any]:
    """Tell the application: reference, title, state, public sentence, who acts next."""
    model = pinned.machine(root)
    state = model.states[root.state]
    phase = model.phases[state.phase]
    shown = model.phases[phase.shown_as] if phase.shown_as else phase
    filed = root.milestones.get("file")
    next_role = pinned.definition.roles.get(state.next_actor or "")
    return {
        "ref": root.ref,
        "title": root.title,
        "kind_label": model.label,
        "state_label": state.label,
        "public": shown.public,
        "next_actor": next_role.label if next_role else None,
        "filed_at": filed,
        "received_on": house_day(filed) if filed else None,
        "months": root.answers.get("months"),
        "themes": root.answers.get("themes", []),
        "sdgs": root.answers.get("sdgs", {}).get("primary", []),
    }


def opinion_parts(family: Family, pinned: Pinned) -> list[dict[str, Any]]:
    """Tell every answer asked from somebody outside the house, oldest first, cancelled ones left out."""
    return [
        _opinion(child, pinned) for child in family.cases.values() if child.giver and child.state != CANCELLED
    ]


def _opinion(child: Case, pinned: Pinned) -> dict[str, Any]:
    model = pinned.machine(child)
    entered = datetime.fromisoformat(child.created_at)
    ends = [
        row["at"] for row in due_on_entry(child, pinned=pinned, entered=entered) if row["kind"] != "remind"
    ]
    given = read_by_all(pinned.definition, child.answers, "opinion")
    done = child.milestones.get("give_opinion")
    return {
        "ref": child.ref,
        "slot": child.slot,
        "giver_label": pinned.definition.roles[child.giver or ""].label,
        "key": child.key,
        "key_name": place_name(child.key, pinned),
        "state_label": model.states[child.state].label,
        "kind_label": _kind_label(given.get("kind"), pinned),
        "text": given.get("text"),
        "given_on": house_day(done) if done else None,
        "due_on": last_day(datetime.fromisoformat(ends[0]), zone=zone_of(pinned)).isoformat()
        if ends
        else None,
    }


def _kind_label(kind: str | None, pinned: Pinned) -> str | None:
    for form in pinned.definition.forms.values():
        field = form.fields.get("kind")
        if form.into == "opinion" and field is not None and kind is not None and kind in field.options:
            return field.options[kind]
    return kind


def place_name(key: str | None, pinned: Pinned) -> str | None:
    """Name the region or country a key stands for."""
    reference = pinned.bundle.reference
    region, country = reference.regions.get(key or ""), reference.countries.get(key or "")
    return region.name if region else (country.name if country else key)


def silence_part(root: Case, pinned: Pinned) -> Mapping[str, Any]:
    """Tell when silence counts as a refusal, for the clock that runs (None while paused or stopped)."""
    for name in pinned.machine(root).clocks:
        running = root.clocks.get(name)
        if running and "stopped" not in running and "paused" not in running:
            day = last_day(datetime.fromisoformat(running["ends"]), zone=zone_of(pinned))
            return {"implicit_refusal_on": day.isoformat()}
    return {"implicit_refusal_on": None}


def correction_part(case: Case, pinned: Pinned) -> Mapping[str, Any]:
    """Tell what a correction asks and until when."""
    entered = datetime.fromisoformat(case.created_at)
    ends = [
        row["at"] for row in due_on_entry(case, pinned=pinned, entered=entered) if row["kind"] != "remind"
    ]
    due = last_day(datetime.fromisoformat(ends[0]), zone=zone_of(pinned)).isoformat() if ends else None
    asked = read_by_all(pinned.definition, case.answers, "correction")
    return {"items": asked.get("items"), "due_on": due}
