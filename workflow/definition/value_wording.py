"""Values of a definition as French readers write them, each by the key it stands under."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter

from forms.money import euros
from forms.wording import long_date
from rules.parameters import label
from workflow.definition.condition_wording import say_condition
from workflow.definition.fields import keys_of
from workflow.definition.literals import Amount, Moment, Span, UnknownValue, Word
from workflow.definition.machine_model import ChildrenJoin, Comparison
from workflow.definition.names import Names, country_name, document_name, mail_name
from workflow.definition.nouns import noun, word
from workflow.definition.sections import SECTIONS
from workflow.definition.shape import Shape
from workflow.definition.wording import say_moment, say_span
from workflow.definition.words import SAME

_EUROS = "EUR"
_JOIN, _COMPARISON, _DATED = "Join", "Comparison", "Parameter"
_BARE = frozenset({("Transition", "rules"), ("Property", "rule")})
_NAMED: Mapping[tuple[str, str], Callable[[Names, str, str], str]] = {
    **dict.fromkeys(
        [("Machine", "initial"), ("Transition", "from"), ("Transition", "to")],
        lambda names, machine, text: "le même" if text == SAME else names.state(machine, text),
    ),
    **dict.fromkeys(
        [("Property", key) for key in ("before", "visit", "after", "never", "order")],
        lambda names, machine, text: names.state(machine, text),
    ),
    **dict.fromkeys(
        [("Deadline", "fire"), ("Deadline", "opens"), ("Transition", "unlike"), ("Clock", "starts"),
         ("Clock", "stops")],
        lambda names, machine, text: names.act(machine, text),
    ),
    **dict.fromkeys(
        [("Transition", "by"), ("Transition", "mails"), ("Deadline", "mails"), ("Created", "mails"),
         ("State", "next_actor"), ("State", "editable_by"), ("Spawn", "giver"), ("Opening", "giver"),
         ("Opening", "by"), ("Role", "incompatible"), ("Derogation", "by"), ("Access", "by")],
        lambda names, _, text: names.role(text),
    ),
    **dict.fromkeys(
        [("Spawn", "machine"), ("Opening", "machine"), ("Retention", "machine"), ("Property", "machine")],
        lambda names, _, text: names.machine(text)
    ),
    **dict.fromkeys(
        [("Transition", "form"), ("Opening", "form"), ("Machine", "form")],
        lambda names, _, text: names.form(text),
    ),
    **dict.fromkeys(
        [("State", "phase"), ("Phase", "shown_as"), ("Retention", "phases")],
        lambda names, machine, text: names.phase(machine, text)
    ),
    **dict.fromkeys(
        [("Transition", "documents"), ("Created", "documents")], lambda _, __, text: document_name(text)
    ),
    **dict.fromkeys(
        [("Countries", key) for key in ("included", "excluded", "joint")],
        lambda _, __, text: country_name(text),
    ),
    ("Deadline", "from"): lambda names, _, text: names.question(text),
    ("Property", "known"): lambda names, _, text: names.question(text),
    ("Join", "children"): lambda names, machine, text: names.slot(machine, text),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """How values are said within one definition; `machine` is the circuit they stand in, or nothing."""

    names: Names
    machine: str = ""

    def say(self, section: str, key: str, value: object) -> str:
        """Write the whole value of a key, given as canonical JSON."""
        return self._said(section, key, _typed(section, key, value))

    def item(self, section: str, key: str, step: str | int, value: object) -> str:
        """Write one item of a list, or one value of a map, that stands under a key."""
        whole = _typed(section, key, {step: value} if isinstance(step, str) else [value])
        return self._said(section, key, whole[step] if isinstance(step, str) else whole[0])

    def entry(self, section: str, key: str, step: str) -> str:
        """Write the name of one entry of a map of values: a mail by its title."""
        if key == "mails":
            return mail_name(step)
        return (
            country_name(step) if section == "Countries" else word("Definition", "applicants", step) or step
        )

    def group(self, section: str, value: object) -> str:
        """Write a group of keys in one line."""
        if section in {_JOIN, _COMPARISON}:
            kind = ChildrenJoin if section == _JOIN else Comparison
            condition = kind.model_validate(value)
            return say_condition(condition, machine=self.machine, names=self.names)
        told = cast("Mapping[str, object]", value)
        if section == _DATED:
            return self.say(section, "value", told["value"])
        said = [
            f"{noun(section, key).text} {self.say(section, key, one)}".strip() for key, one in told.items()
        ]
        return ", ".join(said)

    def _said(self, section: str, key: str, value: object) -> str:
        if isinstance(value, Mapping):
            return ", ".join(self._said(section, key, one) for one in value.values()) or "aucun"
        if isinstance(value, Sequence) and not isinstance(value, str):
            return ", ".join(self._said(section, key, one) for one in value) or "aucun"
        if isinstance(value, Shape):
            shape = next(name for name, kind in SECTIONS.items() if isinstance(value, kind))
            return self.group(shape, value.model_dump(mode="json", by_alias=True, exclude_none=True))
        if isinstance(value, str) and (section, key) not in _BARE:
            named = _NAMED.get((section, key))
            meant = word(section, key, value)
            said = named(self.names, self.machine, value) if named else " ".join(value.split())
            return meant or f"« {said} »"
        return word(section, key, value.text) or value.text if isinstance(value, Word) else say_value(value)


def say_value(value: object) -> str:
    """Write a literal as French readers do."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    said = next((say for kind, say in _LITERALS.items() if isinstance(value, kind)), str)
    return said(value)


def _say_amount(amount: Amount) -> str:
    written = euros(amount.cents)
    return written if amount.currency == _EUROS else written.removesuffix("€") + amount.currency


_LITERALS: Mapping[type, Callable[[Any], str]] = {
    Span: say_span,
    Moment: say_moment,
    date: long_date,
    Amount: _say_amount,
    UnknownValue: lambda _: "inconnu",
}


def say_parameter(name: str) -> str:
    """Name a parameter: its id, and what it is."""
    meant = label(name)
    return f"« {name} »" if meant == name else f"« {name} » ({meant})"


@cache
def _adapter(section: str, key: str) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type[Any]", keys_of(SECTIONS[section])[key]))


def _typed(section: str, key: str, value: object) -> Any:  # noqa: ANN401 -- the type its key has
    return _adapter(section, key).validate_python(value)
