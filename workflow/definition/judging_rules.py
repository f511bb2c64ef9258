"""Rules named exist, and what they read is stated, were it `unknown`."""

from rules.registry import known
from workflow.definition.examination import Examination
from workflow.definition.model import Definition
from workflow.definition.units import UNITS

_FROM_THE_WINDOW = ("length.min", "length.max")


def judge_rules(exam: Examination) -> None:
    """Report rules that nobody wrote, and parameters they read that the definition leaves out."""
    rules = known()
    stated = _stated(exam.definition)
    missing: set[str] = set()
    for index, promise in enumerate(exam.definition.properties):
        if promise.rule:
            exam.require(promise.rule, rules, ("properties", index, "rule"), code="DEF-023", noun="Règle")
    for path, _, transition, _machine in exam.transitions():
        for index, name in enumerate(transition.rules):
            here = (*path, "rules", index)
            exam.require(name, rules, here, code="DEF-023", noun="Règle")
            if name not in rules:
                continue
            absent = [one for one in rules[name].reads if one in UNITS and one not in stated | missing]
            missing.update(absent)
            for parameter in absent:
                exam.say(
                    "DEF-024",
                    here,
                    f"La règle « {name} » lit « {parameter} », que la définition ne donne pas.",
                    remedy=f"Ajoutez « {parameter} » aux paramètres, avec sa source, ou « value: unknown ».",
                )


def _stated(definition: Definition) -> set[str]:
    return {*definition.parameters, *_FROM_THE_WINDOW}
