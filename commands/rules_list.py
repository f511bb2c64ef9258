"""`jalon rules list`: every rule, or those a call evaluates with the acts that do."""

import click

from commands.call_read import read_call
from commands.french import Command
from commands.printing import print_json, print_table
from commands.settings import json_option
from rules.registry import Rule, known
from workflow.definition.own_rules import rules_of
from workflow.definition.rule_moments import RuleMoment, rule_moments

LEVELS = {"block": "bloquante", "warn": "avertissement", "info": "information"}
"""How a rule objects, as an adjective or a noun beside it."""

_TITLES = ("règle", "portée", "intitulé", "source")


@click.command(cls=Command)
@click.option(
    "--call", "code", metavar="APPEL", help="Les seules règles de cet appel, et les actes qui les évaluent."
)
@json_option
def list_command(*, code: str | None, as_json: bool) -> None:
    """Lister les règles : leur portée, leur intitulé, le texte sur lequel elles reposent."""
    rules = known()
    if code is None:
        found: dict[str, tuple[RuleMoment, ...]] = dict.fromkeys(sorted(rules), ())
    else:
        definition = read_call(code, at=None, window=None).bundle.definition
        rules, found = rules_of(definition), dict(rule_moments(definition))
    if as_json:
        print_json([_tree(rules[name], moments, told=code is not None) for name, moments in found.items()])
        return
    titles = _TITLES if code is None else (*_TITLES, "actes")
    print_table(
        titles, [_row(rules[name], moments, told=code is not None) for name, moments in found.items()]
    )


def _row(rule: Rule, moments: tuple[RuleMoment, ...], *, told: bool) -> tuple[str, ...]:
    acts = (", ".join(moment.label for moment in moments),) if told else ()
    return rule.id, LEVELS[rule.level], rule.title, rule.source.text, *acts


def _tree(rule: Rule, moments: tuple[RuleMoment, ...], *, told: bool) -> dict[str, object]:
    return {
        "rule": rule.id,
        "title": rule.title,
        "level": rule.level,
        "source": rule.source.to_json(),
        "moments": moments_tree(moments) if told else None,
    }


def moments_tree(moments: tuple[RuleMoment, ...]) -> list[dict[str, str]]:
    """Give the acts that evaluate a rule as JSON."""
    return [{"machine": one.machine, "transition": one.trigger, "label": one.label} for one in moments]
