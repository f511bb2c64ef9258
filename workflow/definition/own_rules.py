"""The rules a definition writes itself, beside those that come with Jalon."""

from collections.abc import Iterator, Mapping

from rules.expressions.own_rule import Statement, own_rule, read_by
from rules.expressions.units import Unit
from rules.facts import NO_RULES, OwnRules
from rules.findings import Source
from rules.registry import Rule, known
from workflow.definition.literals import Amount, Count, Percent, Span, Word
from workflow.definition.model import Dated, Definition, WrittenRule
from workflow.definition.units import UNITS

_EUROS = "EUR"
_LENGTHS = ("length.min", "length.max")
_MONTHS = frozenset({"months", "years"})
_KINDS: Mapping[type[object], Unit] = {
    Percent: Unit.RATE,
    Amount: Unit.MONEY,
    Count: Unit.COUNT,
    Span: Unit.MONTHS,
    Word: Unit.TEXT,
}


def own_rules(definition: Definition) -> OwnRules:
    """Give the rules a definition wrote, ready to be evaluated; none of them is read before it is asked."""
    if not definition.rules:
        return NO_RULES
    units = parameter_units(definition)
    return OwnRules(
        {name: own_rule(_statement(definition, name, rule), units) for name, rule in definition.rules.items()}
    )


def rules_of(definition: Definition) -> Mapping[str, Rule]:
    """Give every rule the definition may name: those that come with Jalon, and its own."""
    return {**known(), **own_rules(definition).by_id} if definition.rules else known()


def reads_of(definition: Definition, rule: str) -> tuple[str, ...]:
    """Give the facts and parameters a rule of this name reads; nothing where nobody wrote it."""
    if rule in definition.rules:
        return read_by(definition.rules[rule].expression)
    return known()[rule].reads if rule in known() else ()


def parameter_units(definition: Definition) -> dict[str, Unit]:
    """Give what each parameter counts that an expression may name; amounts in euros, lengths in months."""
    found = dict(_units(definition))
    return found | dict.fromkeys(_LENGTHS, Unit.MONTHS)


def _units(definition: Definition) -> Iterator[tuple[str, Unit]]:
    stated: dict[str, tuple[Dated, ...]] = dict(definition.parameters)
    for window in definition.windows.values():
        for name, values in window.parameters.items():
            stated[name] = (*stated.get(name, ()), *values)
    for name, values in stated.items():
        units = {unit for value in values if (unit := _unit(value)) is not None}
        if len(units) == 1 and not _foreign(values):
            yield name, units.pop()
        elif not units and name in UNITS:
            yield name, _KINDS[UNITS[name].kind]


def _unit(value: Dated) -> Unit | None:
    if isinstance(value.value, Span) and value.value.unit not in _MONTHS:
        return None
    return _KINDS.get(type(value.value))


def _foreign(values: tuple[Dated, ...]) -> bool:
    """Tell whether a value is an amount in another currency, or a length in days: nothing to reckon with."""
    return any(
        (isinstance(one.value, Amount) and one.value.currency != _EUROS)
        or (isinstance(one.value, Span) and one.value.unit not in _MONTHS)
        for one in values
    )


def _statement(definition: Definition, name: str, rule: WrittenRule) -> Statement:
    note = definition.sources.get(rule.source)
    return Statement(
        id=name,
        title=rule.title,
        expression=rule.expression,
        message=rule.message,
        source=Source(note.title if note else rule.source, rule.title, note.date if note else None),
        level=rule.level,
        advice=rule.advice,
        where=rule.where,
    )
