"""Rules named exist, and what they read is stated, were it `unknown`."""

from collections.abc import Mapping

from rules.registry import Rule, known
from workflow.definition.examination import Examination
from workflow.definition.units import UNITS


def judge_rules(exam: Examination) -> None:
    """Report rules that nobody wrote, and parameters they need that the definition leaves out."""
    rules = known()
    # One that every window states for itself is stated.
    own = [set(window.parameters) for window in exam.definition.windows.values()]
    told = set(exam.definition.parameters) | (set.intersection(*own) if own else set())
    for index, promise in enumerate(exam.definition.properties):
        if promise.rule:
            exam.require(promise.rule, rules, ("properties", index, "rule"), code="DEF-023", noun="Règle")
    for path, _, transition, _machine in exam.transitions():
        for index, name in enumerate(transition.rules):
            here = (*path, "rules", index)
            exam.require(name, rules, here, code="DEF-023", noun="Règle")
            for parameter in _needed(name, rules, told):
                told.add(parameter)
                exam.say(
                    "DEF-024",
                    here,
                    f"La règle « {name} » lit « {parameter} », que la définition ne donne pas.",
                    remedy=f"Ajoutez « {parameter} » aux paramètres, avec sa source, ou « value: unknown ».",
                )


def _needed(name: str, rules: Mapping[str, Rule], told: set[str]) -> list[str]:
    """Give the parameters a rule cannot do without and that nothing states, each told once."""
    reads = rules[name].reads if name in rules else ()
    return [one for one in reads if one in UNITS and not UNITS[one].optional and one not in told]
