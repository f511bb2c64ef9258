"""Plans for tests: written as YAML, followed by a house, and the one that undoes or follows a renaming."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from tests.workflow.houses import KEEPER, TestHouse, actor
from tests.workflow.renaming import Renaming
from workflow.definition.migration_plan import Plan, read_plan
from workflow.migrating import Carried, carry_out, open_passage, rehearse
from workflow.migration_fit import Fit

WHY = "La procédure a changé."


def written(tree: Mapping[str, object]) -> Plan:
    """Read a plan from what JSON writes: YAML reads it as well."""
    return read_plan(orjson.dumps({"jalon": "1", **tree}), name="plan.yaml")


@dataclass(frozen=True, slots=True)
class Migrations:
    """What tests do with plans in a house."""

    house: TestHouse
    call: str

    def rehearse(self, plan: Plan, *, start: int = 1, end: int = 2, person: str = KEEPER) -> list[Fit]:
        """Hold the families of one version against a plan, and write nothing."""
        with self.house.house.look(actor(person)) as act:
            passage = open_passage(act, start=f"{self.call}@{start}", end=f"{self.call}@{end}", plan=plan)
            return list(rehearse(act, passage))

    def carry_out(
        self,
        plan: Plan,
        *,
        start: int = 1,
        end: int = 2,
        person: str = KEEPER,
        reason: str | None = WHY,
    ) -> list[Carried]:
        """Move the families that fit."""
        names = {"start": f"{self.call}@{start}", "end": f"{self.call}@{end}"}
        with self.house.house.look(actor(person)) as act:
            passage = open_passage(act, plan=plan, **names)
        return list(carry_out(self.house.house, actor(person), passage, plan=plan, reason=reason))


def plan_of(renaming: Renaming, *, back: bool = False) -> Plan:
    """Write the plan that leads from a definition to its renaming, or back."""

    def led(names: Mapping[str, str]) -> dict[str, str]:
        return {new: old for old, new in names.items()} if back else dict(names)

    slots = list(renaming.machine_of)
    machines = {
        (renaming.machines[name] if back else name): {
            "machine": name if back else renaming.machines[name],
            "states": led(renaming.states[name]),
            "children": led({slot: renaming.slots[slot] for owner, slot in slots if owner == name}),
            "transitions": led(renaming.triggers[name]),
            "clocks": led(renaming.clocks[name]),
        }
        for name in renaming.machines
    }
    answers = led(renaming.paths())
    return written(
        {
            "machines": machines,
            "roles": led(renaming.roles),
            "windows": led(renaming.windows),
            "answers": answers,
        }
    )
