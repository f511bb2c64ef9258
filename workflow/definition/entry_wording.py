"""One group among others, a state or a window: how people call it, and what its name does not say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.definition.nouns import noun
from workflow.definition.value_wording import Wording, say_parameter

_SELF_TOLD = frozenset({"Join", "Comparison"})
"""What is told in full when it comes or goes, and so needs no name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One group under a key that holds many; `item` is canonical JSON, `step` its id or place."""

    section: str
    step: str
    item: Any
    wording: Wording

    def title(self, owner: str, key: str) -> str:
        """Name the entry after the key of the section it stands under: « acte « Dépôt » »."""
        named = noun(owner, key).text
        if self.section == "Parameter":
            since = self.item.get("from") if isinstance(self.item, Mapping) else None
            told = f" à compter du {self.wording.say(self.section, 'from', since)}" if since else ""
            return f"{named} {say_parameter(self.step)}{told}"
        called = self._called()
        return f"{named} « {called} »" if called else named

    def coming(self, owner: str, key: str) -> str:
        """Name the entry where it comes or goes."""
        return noun(owner, key).text if self.section in _SELF_TOLD else self.title(owner, key)

    def detail(self) -> str:
        """Say what the name does not; nothing for what speaks for itself."""
        told = _DETAILS.get(self.section)
        return told(self) if told is not None else ""

    def _called(self) -> str:
        called = _CALLED.get(self.section)
        if called is not None:
            return called(self)
        labels = (self.item.get(key) for key in ("label", "title", "name"))
        return next((str(label) for label in labels if label), self.step)


def _child(entry: Entry) -> str:
    names, giver = entry.wording.names, entry.item.get("giver")
    label = names.machine(entry.item["machine"])
    return f"{label} : {names.role(giver)}" if giver else label


def _awaited(entry: Entry) -> str:
    names, machine = entry.wording.names, entry.wording.machine
    return ", ".join(dict.fromkeys(names.slot(machine, slot) for slot in entry.item["children"]))


def _due(entry: Entry) -> str:
    trigger = entry.item.get("fire") or entry.item.get("opens") or entry.step
    return entry.wording.names.act(entry.wording.machine, trigger)


def _window(entry: Entry) -> str:
    return entry.step if len(entry.wording.names.definition.windows) > 1 else ""


_CALLED: Mapping[str, Callable[[Entry], str]] = {
    "Spawn": _child,
    "Deadline": _due,
    "Join": _awaited,
    "Comparison": lambda entry: entry.wording.names.question(entry.item["field"]),
    "Window": _window,
    "Source": lambda entry: entry.step,
}


def _way(entry: Entry) -> str:
    origins, target = (entry.wording.say(entry.section, key, entry.item[key]) for key in ("from", "to"))
    return f"{origins} → {target} ({', '.join(map(entry.wording.names.role, entry.item['by']))})"


def _figures(entry: Entry) -> str:
    dated = entry.item if isinstance(entry.item, list) else [entry.item]
    return ", ".join(entry.wording.group(entry.section, one) for one in dated)


def _hours(entry: Entry) -> str:
    return " → ".join(entry.wording.say(entry.section, key, entry.item[key]) for key in ("opens", "closes"))


_DETAILS: Mapping[str, Callable[[Entry], str]] = {
    "Transition": _way,
    "Parameter": _figures,
    "Deadline": lambda entry: entry.wording.say(entry.section, "after", entry.item["after"]),
    "Join": lambda entry: entry.wording.group(entry.section, entry.item),
    "Comparison": lambda entry: entry.wording.group(entry.section, entry.item),
    "Source": lambda entry: f"« {entry.item['title']} »",
    "Window": _hours,
}
