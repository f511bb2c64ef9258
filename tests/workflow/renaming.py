"""Definitions under other names: every id changed at random, nothing else.

Left alone: the words and marks of the language, rule, message and document names, and the
answers Jalon itself reads.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from random import Random
from typing import Any

from tests.workflow.houses import bundle_of
from workflow.definition.bundle import Bundle, canonical, pack
from workflow.definition.model import Definition
from workflow.definition.words import ROLE_WORDS, STATE_WORDS
from workflow.register import KEEPER

Tree = Mapping[str, Any]
Words = Mapping[str, str]

READ_PARTS = frozenset({"opinion", "decision", "proposal", "convention", "correction", "window"})
READ_FIELDS = frozenset(
    {
        "kind", "text", "amount", "partner_amount", "partner_currency", "comment", "conditions", "reason",
        "number", "starts_on", "ends_on", "commitment", "fields", "items", "opens", "closes", "envelope",
    }
)  # fmt: skip
"""The parts and fields of answers that letters, rules, envelopes and windows read by name."""


class Renaming:
    """Other names for every id of one definition: some of its own, shuffled, some nobody ever used."""

    def __init__(self, definition: Definition, *, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 -- a seed makes a failure repeatable
        self._before = definition
        tree = canonical(definition)
        machines: Mapping[str, Tree] = tree["machines"]  # type: ignore[assignment]  # canonical JSON
        forms: Mapping[str, Tree] = tree["forms"]  # type: ignore[assignment]  # canonical JSON
        roots = {str(one["serves"]): name for name, one in reversed(list(machines.items()))}
        self._served = roots.get("application") or roots["record"]
        self._pool = sorted(self._ids(definition) - STATE_WORDS - ROLE_WORDS - {KEEPER})
        self.roles = self._names(definition.roles)
        self.forms = self._names(forms)
        self.machines = self._names(machines)
        self.windows = self._names(definition.windows)
        self.slots = self._names(slot for machine in machines.values() for slot in _slots(machine))
        self.parts = self._names({form["into"] for form in forms.values()}, kept=READ_PARTS)
        self.fields = self._names(
            {name for form in forms.values() for name in form["fields"]}, kept=READ_FIELDS
        )
        self.phases = {name: self._names(one["phases"]) for name, one in machines.items()}
        self.states = {name: self._names(one["states"]) for name, one in machines.items()}
        self.triggers = {name: self._names(one["transitions"]) for name, one in machines.items()}
        self.clocks = {name: self._names(one.get("clocks", {})) for name, one in machines.items()}
        self.machine_of = {
            (name, slot): one["machine"]
            for name, tree in machines.items()
            for slot, one in _slots(tree).items()
        }
        self.definition = Definition.model_validate(self._rename(tree))

    def paths(self) -> dict[str, str]:
        """Give the path of each answer given with a form, under both names."""
        return {
            f"{form.into}.{name}": f"{self.parts[form.into]}.{self.fields[name]}"
            for form in self._before.forms.values()
            for name, field in form.fields.items()
            if field.kept_as is None
        }

    @staticmethod
    def _ids(definition: Definition) -> set[str]:
        found = {*definition.roles, *definition.forms, *definition.machines, *definition.windows}
        for machine in definition.machines.values():
            found |= {*machine.phases, *machine.states, *machine.transitions, *machine.clocks}
        return found

    def _names(self, ids: Iterable[str], *, kept: Iterable[str] = ()) -> dict[str, str]:
        """Give each id another, no two the same."""
        known = sorted(set(ids) - set(kept))
        fresh = [f"{self._random.choice('abcdefg')}{self._random.randrange(10**9)}" for _ in known]
        new = self._random.sample([*fresh, *(name for name in self._pool if name not in kept)], len(known))
        return dict(zip(known, new, strict=True)) | {name: name for name in kept}

    def _rename(self, tree: Tree) -> dict[str, Any]:
        return {
            **tree,
            "roles": {
                self.roles[name]: _with(role, incompatible=self.roles) for name, role in tree["roles"].items()
            },
            "forms": {self.forms[name]: self._form(form) for name, form in tree["forms"].items()},
            "machines": {
                self.machines[name]: self._machine(name, machine)
                for name, machine in tree["machines"].items()
            },
            "windows": {self.windows[name]: window for name, window in tree["windows"].items()},
            "retention": {name: _with(one, machine=self.machines) for name, one in tree["retention"].items()},
            "derogations": {
                rule: _with(one, by=self.roles) for rule, one in (tree.get("derogations") or {}).items()
            }
            or None,
            "properties": [self._property(one) for one in tree["properties"]],
        }

    def _form(self, form: Tree) -> dict[str, Any]:
        fields = {self.fields[name]: self._field(field) for name, field in form["fields"].items()}
        return {**form, "into": self.parts[form["into"]], "fields": fields}

    def _field(self, field: Tree) -> dict[str, Any]:
        asked = {
            key: [{**one, "field": self._path(one["field"])} for one in field[key]]
            for key in ("shown_when", "required_when")
            if key in field
        }
        return {**field, **asked}

    def _path(self, path: str) -> str:
        """Rename the path of an answer that a form keeps; parts of the application file stay."""
        part, dot, field = path.partition(".")
        return f"{self.parts[part]}{dot}{self.fields.get(field, field)}" if part in self.parts else path

    def _machine(self, name: str, machine: Tree) -> dict[str, Any]:
        phases, states, triggers = self.phases[name], self.states[name], self.triggers[name]
        return {
            **_with(machine, form=self.forms),
            "initial": states[machine["initial"]],
            "phases": {phases[key]: _with(one, shown_as=phases) for key, one in machine["phases"].items()},
            "states": {states[key]: self._state(name, one) for key, one in machine["states"].items()},
            "transitions": {
                triggers[key]: self._transition(name, one) for key, one in machine["transitions"].items()
            },
            "clocks": {
                self.clocks[name][key]: self._clock(name, one) for key, one in machine["clocks"].items()
            },
            "created": self._effects(machine["created"]),
            "cancelled": self._effects(machine["cancelled"]),
        }

    def _state(self, name: str, state: Tree) -> dict[str, Any]:
        return _with(state, phase=self.phases[name], next_actor=self.roles, editable_by=self.roles) | {
            "spawn": {self.slots[slot]: self._child(one) for slot, one in state["spawn"].items()},
            "open": {self.slots[slot]: self._child(one) for slot, one in state["open"].items()},
            "deadlines": {
                f"d{index}": self._deadline(name, one)
                for index, one in enumerate(state["deadlines"].values())
            },
        }

    def _deadline(self, name: str, deadline: Tree) -> dict[str, Any]:
        renamed = _with(self._effects(deadline), fire=self.triggers[name], opens=self.triggers[name])
        part, dot, field = deadline.get("from", "").partition(".")
        return renamed | ({"from": f"{self.parts[part]}.{self.fields[field]}"} if dot else {})

    def _child(self, child: Tree) -> dict[str, Any]:
        renamed = _with(child, machine=self.machines, giver=self.roles, by=self.roles, form=self.forms)
        rests_on = [self._path(place) for place in child.get("rests_on", ())]
        return renamed | ({"rests_on": rests_on} if rests_on else {})

    def _transition(self, name: str, transition: Tree) -> dict[str, Any]:
        states = {"from": self.states[name], "to": self.states[name], "unlike": self.triggers[name]}
        renamed = _with(self._effects(transition), by=self.roles, form=self.forms, **states)
        return renamed | {"when": [self._condition(name, one) for one in transition["when"]]}

    def _condition(self, name: str, condition: Tree) -> dict[str, Any]:
        if "field" in condition:
            return {**condition, "field": self._path(condition["field"])}
        machines = {self.machine_of[name, slot] for slot in condition["children"]}
        states = {old: new for machine in machines for old, new in self.states[machine].items()}
        outcomes = dict.fromkeys(("all", "any", "none"), states)
        return _with(condition, children=self.slots, **outcomes)

    def _clock(self, name: str, clock: Tree) -> dict[str, Any]:
        renamed = _with(clock, starts=self.triggers[name], stops=self.triggers[name])
        if "paused_while" in clock:
            renamed["paused_while"] = self._condition(name, clock["paused_while"])
        return renamed

    def _effects(self, effects: Tree) -> dict[str, Any]:
        mails = {mail: self.roles.get(role, role) for mail, role in effects.get("mails", {}).items()}
        return {**effects, "mails": mails}

    def _property(self, one: Tree) -> dict[str, Any]:
        served = one.get("machine", self._served)
        states = self.states[served] | {
            f"{machine}.{state}": f"{self.machines[machine]}.{new}"
            for machine, names in self.states.items()
            for state, new in names.items()
        }
        named = dict.fromkeys(("before", "visit", "after", "never", "order", "ends"), states)
        renamed = _with(one, machine=self.machines, **named)
        part, dot, field = one.get("known", "").partition(".")
        return renamed | ({"known": f"{self.parts[part]}.{self.fields[field]}"} if dot else {})


class UnderOtherNames:
    """What stories call things, told in the ids of renamed definitions."""

    def __init__(self, call: str, *, seed: int) -> None:
        self._renaming = renaming_of(call, seed)
        self._machines = {new: old for old, new in self._renaming.machines.items()}

    def bundle(self, _call: str) -> Bundle:
        return pack(self._renaming.definition)

    def role(self, role: str) -> str:
        return self._renaming.roles[role]

    def slot(self, slot: str) -> str:
        return self._renaming.slots[slot]

    def trigger(self, machine: str, trigger: str) -> str:
        return self._renaming.triggers[self._machines[machine]][trigger]

    def state(self, machine: str, state: str) -> str:
        return self._renaming.states[self._machines[machine]].get(state, state)

    def given(self, values: Mapping[str, str]) -> Mapping[str, str]:
        return {self._renaming.fields[name]: value for name, value in values.items()}


@cache
def renaming_of(call: str, seed: int) -> Renaming:
    """Rename a shipped call."""
    return Renaming(bundle_of(call).definition, seed=seed)


def _slots(machine: Tree) -> dict[str, Tree]:
    return {
        slot: one
        for state in machine["states"].values()
        for slot, one in (state["spawn"] | state["open"]).items()
    }


def _with(tree: Tree, **words: Words) -> dict[str, Any]:
    """Rename what stands under each key named, one name or a list; the words of the language stay."""
    found = dict(tree)
    for key, names in words.items():
        if isinstance(found.get(key), str):
            found[key] = names.get(found[key], found[key])
        elif isinstance(found.get(key), list):
            found[key] = [names.get(one, one) for one in found[key]]
    return found
