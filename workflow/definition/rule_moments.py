"""At which acts of a definition each rule is evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.definition.model import Definition


@dataclass(frozen=True, slots=True)
class RuleMoment:
    """An act that evaluates rules: its machine and its transition, by id, and its French name."""

    machine: str
    trigger: str
    label: str


def rule_moments(definition: Definition) -> Mapping[str, tuple[RuleMoment, ...]]:
    """Give the acts that evaluate each rule, by its id, both in the order of the definition."""
    found: dict[str, list[RuleMoment]] = {}
    for machine, model in definition.machines.items():
        for trigger, transition in model.transitions.items():
            for rule in dict.fromkeys(transition.rules):
                found.setdefault(rule, []).append(RuleMoment(machine, trigger, transition.label))
    return {rule: tuple(moments) for rule, moments in found.items()}
