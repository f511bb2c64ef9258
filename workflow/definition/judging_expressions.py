"""Rules a definition writes itself: each is understood, decides something, and is asked somewhere."""

from dataclasses import fields

from forms.application import Application
from forms.nearest import suggest
from forms.strict_yaml import Scalar
from rules.expressions.own_rule import flaws_of
from rules.expressions.problems import Flaw
from rules.registry import known
from workflow.definition.examination import Examination
from workflow.definition.model import WrittenRule
from workflow.definition.own_rules import parameter_units
from workflow.definition.tree import Path

_CODES = {
    "syntax": "DEF-170",
    "forbidden": "DEF-170",
    "name": "DEF-171",
    "units": "DEF-172",
    "not_yes_no": "DEF-173",
    "limit": "DEF-174",
    "constant": "DEF-175",
    "option": "DEF-175",
}
_MARKS = 2


def judge_expressions(exam: Examination) -> None:
    """Report expressions that mean nothing, at the very place in their text; and rules nothing evaluates."""
    units = parameter_units(exam.definition)
    parts = {field.name for field in fields(Application)}
    asked = {rule for _, _, transition, _machine in exam.transitions() for rule in transition.rules}
    for name, rule in exam.definition.rules.items():
        path: Path = ("rules", name)
        for flaw in flaws_of(rule.expression, units):
            exam.say(
                _CODES[flaw.fault],
                (*path, "expression"),
                flaw.message,
                remedy=flaw.remedy,
                within=_within(exam, path, rule, flaw),
            )
        if name in known():
            exam.say(
                "DEF-176",
                path,
                f"« {name} » est déjà une règle de Jalon ({known()[name].title}).",
                remedy="Donnez-lui un autre nom.",
                on_key=True,
            )
        elif name not in asked and exam.definition.machines:
            exam.say(
                "DEF-177",
                path,
                f"Aucun acte n'évalue la règle « {name} ».",
                remedy=f"Ajoutez-la aux règles d'un acte : « rules: {{add: {name}}} ».",
                on_key=True,
            )
        if rule.where is not None and rule.where.partition(".")[0].partition("[")[0] not in parts:
            exam.say(
                "DEF-178",
                (*path, "where"),
                f"« {rule.where} » n'est pas une partie du dossier.",
                remedy=suggest(rule.where, parts),
            )


def _within(exam: Examination, path: Path, rule: WrittenRule, flaw: Flaw) -> tuple[int, int] | None:
    """Give where a flaw stands in what was written; nothing where that is not the text, letter for letter."""
    node = exam.resolved.place((*path, "expression")).node
    if not isinstance(node, Scalar) or node.text != rule.expression:
        return None
    marks = _MARKS if node.quoted else 0
    return (flaw.start + marks // 2, flaw.length) if node.length == len(node.text) + marks else None
