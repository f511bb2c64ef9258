"""What one difference between two definitions means, as one French sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Any, get_args, get_origin

from forms.typography import typeset
from workflow.definition.differences import Difference
from workflow.definition.entry_wording import Entry
from workflow.definition.fields import keys_of
from workflow.definition.model import Definition
from workflow.definition.names import Names, country_name
from workflow.definition.nouns import noun
from workflow.definition.sections import SECTIONS
from workflow.definition.shape import Shape
from workflow.definition.value_wording import Wording
from workflow.definition.words import ENGINE

_ADDED, _REMOVED = "ajouté", "retiré"
_ROOT, _MAIN = "Definition", "application"


def tell(difference: Difference, *, before: Definition, after: Definition, tree: Mapping[str, Any]) -> str:
    """Write one difference in French; `tree` is the canonical JSON of the second definition."""
    told = _Telling(difference, before, after, tree)
    sentence = told.sentence()
    return typeset(sentence[:1].upper() + sentence[1:])


@dataclass(slots=True)
class _Telling:
    """One difference while the way to it is walked, from the definition down to what differs."""

    difference: Difference
    before: Definition
    after: Definition
    node: Any
    section: str = _ROOT
    owners: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        path = self.difference.path
        while True:
            key, *rest = path
            levels, sections = _held(self.section, str(key))
            if not sections or not rest:
                return self._of_key(str(key), rest)
            if not levels:
                self._enter(str(key), sections[0])
                path = tuple(rest)
                continue
            left = self._into(str(key), levels, sections, rest)
            if left is None:
                return self._of_entry(str(key), sections, rest)
            path = left

    def _enter(self, key: str, section: str) -> None:
        """Step into the one group that a key holds."""
        self.owners.append(noun(self.section, key).text)
        self.node, self.section = self.node[key], section

    def _into(
        self, key: str, levels: tuple[str, ...], sections: tuple[str, ...], rest: Sequence[str | int]
    ) -> tuple[str | int, ...] | None:
        """Step into one group of many; give what is left of the path, None when it ends on the way."""
        if len(rest) <= len(levels):
            return None
        item = self.node[key]
        for step in rest[: len(levels)]:
            item = item[step]
        section = _section_of(item, sections)
        if not (section == "Machine" and item["serves"] == _MAIN):
            entry = Entry(section, str(rest[0]), item, self._wording(self.after))
            self.owners.append(entry.title(self.section, key))
        self.node, self.section = item, section
        return tuple(rest[len(levels) :])

    def _of_key(self, key: str, rest: Sequence[str | int]) -> str:
        """Tell what became of the value of a key, or of one item of it."""
        if self.difference.kind == "moved":
            return self._moved(key)
        named = noun(self.section, key)
        step = rest[0] if rest else None
        old, new = (self._value(wording, key, step, value) for wording, value in self._sides())
        called = (
            f" « {self._wording(self.after).entry(self.section, key, step)} »"
            if isinstance(step, str)
            else ""
        )
        subject = f"{named.text}{called}"
        match self.difference.kind:
            case "added":
                verb = named.agree(_ADDED)
                return self._about(f"{subject} {verb} : {new}" if called else f"{subject} {new} {verb}")
            case "removed":
                return self._about(f"{subject}{'' if called else ' ' + old} {named.agree(_REMOVED)}")
            case _:
                return self._about(f"{subject}{' :' if called else ''} {old} → {new}".strip())

    def _of_entry(self, key: str, sections: tuple[str, ...], rest: Sequence[str | int]) -> str:
        """Tell that one of many groups came or went."""
        if self.difference.kind == "moved":
            return self._moved(key)
        gone = self.difference.kind == "removed"
        item = self.difference.before if gone else self.difference.after
        section = _section_of(item, sections)
        entry = Entry(section, str(rest[0]), item, self._wording(self.before if gone else self.after))
        verb = noun(self.section, key).agree(_REMOVED if gone else _ADDED)
        detail = entry.detail()
        sentence = ", ".join([*self.owners, f"{entry.coming(self.section, key)} {verb}"])
        return f"{sentence} : {detail}" if detail else sentence

    def _moved(self, key: str) -> str:
        if (self.section, key) == ("Machine", "transitions"):
            tried = [*self._tried_earlier()]
            if tried:
                return self._about(" ; ".join(tried))
        return self._about(f"{noun(self.section, key).text} : les mêmes, dans un autre ordre")

    def _tried_earlier(self) -> list[str]:
        """Tell the automatic acts of one state that are tried in another order."""
        old = _ranks(self.difference.before)
        acts = [
            (name, act)
            for name in _ranks(self.difference.after)
            if ENGINE in (act := self.node["transitions"][name])["by"]
        ]
        return [
            f"« {one['label']} » est désormais essayé avant « {other['label']} »"
            for (name, one), (later, other) in combinations(acts, 2)
            if old[name] > old[later] and set(one["from"]) & set(other["from"])
        ]

    def _value(self, wording: Wording, key: str, step: str | int | None, value: object) -> str:
        if value is None:
            return ""
        if (self.section, key) == ("Join", "children"):
            return f"« {wording.names.slot(wording.machine, str(value))} »"
        if self.section == "Join" and step is not None:
            slot = self.node["children"][0]
            return f"« {wording.names.child_state(wording.machine, slot, str(value))} »"
        if self.section == "Countries" and step is not None and not isinstance(step, str):
            return country_name(str(value))
        if step is None:
            return wording.say(self.section, key, value)
        return wording.item(self.section, key, step, value)

    def _sides(self) -> tuple[tuple[Wording, object], tuple[Wording, object]]:
        return (self._wording(self.before), self.difference.before), (
            self._wording(self.after),
            self.difference.after,
        )

    def _wording(self, definition: Definition) -> Wording:
        path = self.difference.path
        within = path[1] if path[0] == "machines" and len(path) > 1 else ""
        serving = (name for name, one in definition.machines.items() if one.serves == _MAIN)
        return Wording(Names(definition), str(within) or next(serving, ""))

    def _about(self, said: str) -> str:
        owners = self.owners or self._circuit()
        return f"{', '.join(owners)} : {said}" if owners else said

    def _circuit(self) -> list[str]:
        """Name the circuit of applications only where nothing in it speaks for it."""
        path = self.difference.path
        return [f"circuit « {Names(self.after).machine(str(path[1]))} »"] if path[0] == "machines" else []


def _ranks(order: object) -> dict[str, int]:
    return {str(name): rank for rank, name in enumerate(order if isinstance(order, list) else ())}


def _section_of(item: object, sections: tuple[str, ...]) -> str:
    """Tell which of the sections a group belongs to: joins name children, comparisons a field."""
    if len(sections) == 1 or not isinstance(item, Mapping):
        return sections[0]
    shaped = (name for name in sections if keys_of(SECTIONS[name]).keys() >= item.keys())
    return next(shaped, sections[0])


@cache
def _held(section: str, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give how the groups under a key are held (by id, in a list), and which they may be."""
    annotation = keys_of(SECTIONS[section])[key]
    return tuple(_levels(annotation)), tuple(dict.fromkeys(_sections(annotation)))


def _levels(annotation: object) -> list[str]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Mapping:
        return ["by id", *_levels(arguments[1])]
    if origin is tuple:
        return ["in a list", *_levels(arguments[0])]
    return next((found for one in arguments if (found := _levels(one))), [])


def _sections(annotation: object) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return [name for name, shape in SECTIONS.items() if shape is annotation]
    return [found for one in get_args(annotation) for found in _sections(one)]
