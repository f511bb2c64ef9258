"""`jalon rules show`: one rule, what it reads, the text it rests on, its figures under a call."""

from collections.abc import Iterator
from datetime import date

import click

from commands.call_read import day_option, read_call, window_option
from commands.french import Command
from commands.parameters_shown import among, parameter_lines, parameters_tree
from commands.printing import print_json
from commands.refusals import cited
from commands.rules_list import LEVELS, moments_tree
from commands.settings import json_option
from forms.errors import Refused
from forms.nearest import suggest
from forms.typography import typeset
from forms.wording import long_date
from rules.examples import rule_examples
from rules.fact_labels import FACT_LABELS
from rules.parameters import Parameters, label
from rules.registry import Rule, known
from rules.wording import listed
from workflow.assessing import Yardstick, require_day
from workflow.definition.model import WrittenRule
from workflow.definition.own_rules import rules_of
from workflow.definition.parameters import parameters_at
from workflow.definition.rule_moments import RuleMoment, rule_moments
from workflow.errors import NotFound

_NO_ACT = "aucun ne l'évalue"


@click.command("show", cls=Command)
@click.argument("rule_id", metavar="RÈGLE", help="Identifiant de la règle, par exemple B03.")
@click.option(
    "--call", "code", metavar="APPEL", help="Appel dont montrer les paramètres en vigueur et les actes."
)
@window_option
@day_option
@json_option
def show_command(
    *, rule_id: str, code: str | None, window: str | None, at: date | None, as_json: bool
) -> None:
    """Montrer une règle : ce qu'elle lit, le texte sur lequel elle repose, ses exemples.

    Avec --call, les paramètres en vigueur au jour de référence, chacun avec sa source, et les actes qui
    l'évaluent.
    """
    by = read_call(code, at=at, window=window) if code else None
    rule = _known(rule_id, by)
    if by is None and (at is not None or window is not None):
        raise Refused(
            message="Un jour et un guichet se lisent dans un appel, et aucun n'est donné.",
            who="vous",
            remedies=("ajouter --call APPEL",),
        )
    if as_json:
        print_json(_tree(rule, by))
    else:
        click.echo("\n".join(_lines(rule, by)))


def _known(rule_id: str, by: Yardstick | None) -> Rule:
    rules = rules_of(by.bundle.definition) if by is not None else known()
    if rule_id in rules:
        return rules[rule_id]
    raise NotFound(
        message=f"La règle « {rule_id} » n'existe pas.",
        who="vous",
        seen={"règle": rule_id},
        remedies=(suggest(rule_id, rules), "les lister : « jalon rules list »"),
    )


def _lines(rule: Rule, by: Yardstick | None) -> Iterator[str]:
    yield f"{rule.id} — {rule.title}"
    yield f"  portée : {LEVELS[rule.level]}"
    yield f"  source : {cited(rule.source)}"
    facts = [FACT_LABELS[name] for name in rule.reads if name in FACT_LABELS]
    yield f"  lit : {listed(facts)}"
    if rule.refines:
        yield f"  précise : {rule.refines} ({known()[rule.refines].title})"
    if by is None:
        names = [name for name in rule.reads if name not in FACT_LABELS]
        for name in names:
            yield f"  paramètre : {name} — {label(name)}"
    else:
        yield from _under(rule, by)
    yield from _shown_by(rule, by)


def _shown_by(rule: Rule, by: Yardstick | None) -> Iterator[str]:
    """Write what a rule says where it does not hold: an example, or its own expression and message."""
    own = _written(rule, by)
    if own is not None:
        yield f"  doit tenir : {own.expression}"
        yield typeset(f"  sinon : {own.message}")
        return
    example = rule_examples()[rule.id]
    yield f"  exemple : {example.title}"
    yield f"    constat : {example.told}"


def _written(rule: Rule, by: Yardstick | None) -> WrittenRule | None:
    return by.bundle.definition.rules.get(rule.id) if by is not None else None


def _under(rule: Rule, by: Yardstick) -> Iterator[str]:
    """Write what a call makes of a rule: its parameters that day, the acts that evaluate it."""
    title, day = by.bundle.definition.title, require_day(by)
    yield typeset(f"  sous « {title} », au {long_date(day)} :")
    entries = among(rule.reads, _parameters(by))
    yield from parameter_lines(entries, indent="    ")
    missing = [name for name in rule.reads if name not in FACT_LABELS and name not in entries]
    for name in missing:
        yield f"    {name} : sans objet dans cet appel — {label(name)}"
    acts = _moments(rule, by)
    labels = ", ".join(moment.label for moment in acts)
    yield f"    actes : {labels or _NO_ACT}"


def _parameters(by: Yardstick) -> Parameters:
    return parameters_at(by.bundle.definition, day=require_day(by), window=by.window)


def _moments(rule: Rule, by: Yardstick) -> tuple[RuleMoment, ...]:
    return rule_moments(by.bundle.definition).get(rule.id, ())


def _tree(rule: Rule, by: Yardstick | None) -> dict[str, object]:
    own = _written(rule, by)
    example = None if own is not None else rule_examples()[rule.id]
    found: dict[str, object] = {
        "rule": rule.id,
        "title": rule.title,
        "level": rule.level,
        "source": rule.source.to_json(),
        "reads": list(rule.reads),
        "refines": rule.refines,
        "example": {"title": example.title, "told": example.told} if example is not None else None,
    }
    if own is not None:
        found |= {"expression": own.expression, "message": own.message, "advice": own.advice}
    if by is not None:
        found |= {
            "call": by.call,
            "at": require_day(by).isoformat(),
            "parameters": parameters_tree(among(rule.reads, _parameters(by))),
            "moments": moments_tree(_moments(rule, by)),
        }
    return found
