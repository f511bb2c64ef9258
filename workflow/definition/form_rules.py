"""What is verified when a form has been filled: the rules of the acts that its fillers then do."""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.findings import Level
from workflow.definition.filling import fillings_of
from workflow.definition.model import Definition
from workflow.definition.own_rules import rules_of


@dataclass(frozen=True, slots=True)
class RuleMet:
    """A rule that an act evaluates: its id and title, the strongest of its levels, the text it rests on."""

    rule: str
    title: str
    level: Level
    source: str
    act: str


def rules_met(definition: Definition, form: str) -> tuple[RuleMet, ...]:
    """Give the rules met by those who fill a form, in the order of the acts, each once."""
    known = rules_of(definition)
    met: dict[str, RuleMet] = {}
    for act, names in _acts(definition, form):
        for name in names:
            rule = known[name]
            met.setdefault(name, RuleMet(name, rule.title, rule.level, rule.source.text, act))
    return tuple(met.values())


def _acts(definition: Definition, form: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the acts that carry the form, and those that may be done where a record of it is filled."""
    for filling in fillings_of(definition, form):
        for act in definition.machines[filling.machine].transitions.values():
            there = filling.state in act.origins and bool(filling.roles.intersection(act.by))
            if there and (act.form == form or (filling.of_record and act.form is None)):
                yield act.label, act.rules
