"""Rules named exist, and what they read is stated, were it `unknown`."""

from collections.abc import Mapping

from forms.wording import long_date
from rules.registry import Rule
from workflow.definition.examination import Examination
from workflow.definition.own_rules import rules_of
from workflow.definition.parameters import in_force, stated
from workflow.definition.units import UNITS, must_hold


def judge_rules(exam: Examination) -> None:
    """Report rules that nobody wrote, and parameters they need that the definition leaves out."""
    rules = rules_of(exam.definition)
    # One that every window states for itself is stated.
    own = [set(window.parameters) for window in exam.definition.windows.values()]
    told = set(exam.definition.parameters) | (set.intersection(*own) if own else set())
    for index, promise in enumerate(exam.definition.properties):
        for rank, name in enumerate(promise.rule):
            exam.require(name, rules, ("properties", index, "rule", rank), code="DEF-023", noun="Règle")
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
    _in_force(exam)


def _in_force(exam: Examination) -> None:
    """Report parameters that rules read and that have no value, not even unknown, on a reference day."""
    definition = exam.definition
    rules = rules_of(definition)
    read = {
        parameter
        for _, _, transition, _machine in exam.transitions()
        for rule in transition.rules
        if rule in rules
        for parameter in rules[rule].reads
    }
    for name, window in definition.windows.items():
        day = definition.reference_day(window)
        for parameter, values in stated(definition, window).items():
            if parameter not in read or not must_hold(parameter) or in_force(values, day) is not None:
                continue
            own = parameter in window.parameters
            exam.say(
                "DEF-163",
                ("windows", name, "parameters", parameter) if own else ("parameters", parameter),
                f"« {parameter} » n'a pas de valeur le {long_date(day)}, date de référence de « {name} ».",
                remedy="Ajoutez la valeur en vigueur ce jour-là, ou « value: unknown » depuis ce jour.",
                on_key=True,
            )


def _needed(name: str, rules: Mapping[str, Rule], told: set[str]) -> list[str]:
    """Give the parameters a rule cannot do without and that nothing states, each told once."""
    reads = rules[name].reads if name in rules else ()
    return [one for one in reads if one in UNITS and not UNITS[one].optional and one not in told]
