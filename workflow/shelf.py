"""Published definitions, read once by digest and kept ready for use."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from rules.facts import CallFacts
from rules.parameters import Parameters
from rules.registry import Rule
from workflow.accounting import Accounting, accounting_of
from workflow.case import Case
from workflow.definition.bundle import Bundle, digest_of, unpack
from workflow.definition.machine_model import MachineModel, Transition
from workflow.definition.own_rules import rules_of
from workflow.definition.parameters import call_facts, parameters_at
from workflow.definition.words import DEROGATE
from workflow.errors import Unsound
from workflow.machine import Mover


class Pinned:
    """One published definition with its templates and lists, and its machines built."""

    def __init__(self, *, digest: str, bundle: Bundle) -> None:
        """Keep the bundle; machines are built at first use."""
        self.digest = digest
        self.bundle = bundle
        self.definition = bundle.definition
        self._movers: dict[str, Mover] = {}
        self._parameters: dict[tuple[date, str | None], Parameters] = {}
        self._facts: dict[tuple[date, str | None], CallFacts] = {}

    def __eq__(self, other: object) -> bool:
        # What is published never changes: of one digest there is one definition.
        return isinstance(other, Pinned) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def leaving(self) -> dict[tuple[str, str], list[tuple[str, Transition]]]:
        """Give the transitions that leave each state of each machine, in the order written."""
        found: dict[tuple[str, str], list[tuple[str, Transition]]] = {}
        for machine, model in self.definition.machines.items():
            for trigger, transition in model.transitions.items():
                for origin in transition.origins:
                    found.setdefault((machine, origin), []).append((trigger, transition))
        return found

    @cached_property
    def betraying(self) -> frozenset[str]:
        """Give the kinds of children opened only while a decision is hidden: to see one is to know it."""
        found: dict[bool, set[str]] = {True: set(), False: set()}
        for model in self.definition.machines.values():
            for state in model.states.values():
                hidden = model.phases[state.phase].shown_as is not None
                found[hidden].update(state.spawn, state.open)
        return frozenset(found[True] - found[False]) | self._waiving

    @cached_property
    def _waiving(self) -> frozenset[str]:
        """Give the kinds of children that waive a rule: they weigh a file, and are the house's business."""
        return frozenset(
            slot
            for model in self.definition.machines.values()
            for state in model.states.values()
            for slot, means in state.children()
            if means.machine in self.derogating
        )

    @cached_property
    def derogating(self) -> frozenset[str]:
        """Give the machines whose cases are derogations: those an act of which grants one."""
        return frozenset(
            name
            for name, model in self.definition.machines.items()
            if any(transition.does == DEROGATE for transition in model.transitions.values())
        )

    @cached_property
    def accounted(self) -> Mapping[str, Accounting]:
        """Give how cases render account of a project, for each machine an act of which settles one."""
        found = {
            name: accounting_of(self.definition, model) for name, model in self.definition.machines.items()
        }
        return {name: accounting for name, accounting in found.items() if accounting is not None}

    def call_facts(self, day: date, *, slot: str | None = None) -> CallFacts:
        """Give what rules look at in the call, read on a day for what is filed in a window."""
        found = self._facts.get((day, slot))
        if found is None:
            window = self.definition.windows.get(slot or "")
            found = self._facts[day, slot] = call_facts(self.definition, day=day, window=window)
        return found

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Give every rule the definition may name, its own among them."""
        return rules_of(self.definition)

    @cached_property
    def service(self) -> Mapping[str, Any]:
        """Give the service in charge as letters name it."""
        service = self.definition.service
        if service is None:
            return {}
        tree = service.model_dump(mode="json")
        return {name: tree[name] for name in ("name", "ministry", "address", "email", "phone", "city")}

    def machine(self, case: Case) -> MachineModel:
        """Give the life of the case's kind."""
        return self.definition.machines[case.machine]

    def mover(self, case: Case) -> Mover:
        """Give the shared machine object of the case's kind."""
        mover = self._movers.get(case.machine)
        if mover is None:
            mover = self._movers[case.machine] = Mover(self.machine(case))
        return mover

    def parameters(self, day: date, *, slot: str | None = None) -> Parameters:
        """Give the dated parameters in force that day for what is filed in a window."""
        found = self._parameters.get((day, slot))
        if found is None:
            window = self.definition.windows.get(slot or "")
            found = self._parameters[day, slot] = parameters_at(self.definition, day=day, window=window)
        return found


class Shelf:
    """Pinned definitions by digest; published ones never change, so nothing is ever dropped."""

    def __init__(self) -> None:
        """Start empty."""
        self._pinned: dict[str, Pinned] = {}

    def get(self, digest: str, *, read: Callable[[str], str | None]) -> Pinned:
        """Give the definition of that digest; `read` fetches its text at first use."""
        found = self._pinned.get(digest)
        if found is None:
            text = read(digest)
            if text is None:
                raise Unsound(message=f"La définition {digest} n'est plus dans la base.")
            if digest_of(text.encode()) != digest:
                raise Unsound(
                    message=f"Le texte de la définition {digest} a été altéré : elle ne peut servir."
                )
            found = self._pinned[digest] = Pinned(digest=digest, bundle=_unpacked(text.encode()))
        return found


@lru_cache(maxsize=64)
def _unpacked(text: bytes) -> Bundle:
    """Read a published text once in a process, however many houses open it: what it says never changes."""
    return unpack(text)
