"""A rule an administrator wrote, made into one like the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from rules.expressions.bounds import true_remedies
from rules.expressions.checking import Names, check_expression
from rules.expressions.evaluating import DIVISION, Compiler, Missing, Values
from rules.expressions.lexing import read_words
from rules.expressions.named_facts import NAMED_FACTS
from rules.expressions.parsing import parse
from rules.expressions.problems import Flaw, Flawed
from rules.expressions.telling import Teller, name_label
from rules.expressions.tree import Node
from rules.expressions.units import Unit
from rules.facts import Facts
from rules.findings import Explanation, Level, Observation, Source
from rules.registry import BUDGET, Rule


@dataclass(frozen=True, slots=True)
class Statement:
    """What an administrator writes: the expression that must hold, and what is said where it does not.

    `advice` is theirs and is not proved; `where` is the dotted path of the part to look at.
    """

    id: str
    title: str
    expression: str
    message: str
    source: Source
    level: Level = "block"
    advice: str | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression that was checked: its tree, and the function that tells whether it holds."""

    root: Node
    units: Mapping[str, Unit]
    holds: Callable[[Values], bool]

    def unit(self, name: str) -> Unit:
        """Give what a name counts."""
        return NAMED_FACTS[name].unit if name in NAMED_FACTS else self.units[name]


def flaws_of(expression: str, parameters: Mapping[str, Unit]) -> tuple[Flaw, ...]:
    """Give everything that is wrong with an expression over the facts and these parameters."""
    try:
        root = parse(expression)
    except Flawed as error:
        return error.flaws
    return check_expression(root, expression, Names(parameters))


def own_rule(statement: Statement, parameters: Mapping[str, Unit]) -> Rule:
    """Make a rule of a statement; its expression is read when it is first asked, not before."""
    reads = read_by(statement.expression)
    return Rule(
        id=statement.id,
        title=statement.title,
        reads=reads,
        check=partial(_check, statement, tuple(parameters.items())),
        on_budget_alone=all(name == BUDGET or name in parameters for name in reads),
        level=statement.level,
        stated=statement.source,
    )


@lru_cache(maxsize=512)
def read_by(expression: str) -> tuple[str, ...]:
    """Give the parts of a file and the parameters an expression reads; nothing where it is no expression."""
    try:
        words = read_words(expression)
    except Flawed:
        return ()
    names = (word.text for word in words if word.named)
    return tuple(dict.fromkeys(NAMED_FACTS[name].reads if name in NAMED_FACTS else name for name in names))


@lru_cache(maxsize=512)
def compiled(expression: str, parameters: tuple[tuple[str, Unit], ...]) -> Compiled:
    """Read and compile a sound expression once. Raises `Flawed`."""
    units = dict(parameters)
    root = parse(expression)
    flaws = [one for one in check_expression(root, expression, Names(units)) if one.fault != "constant"]
    if flaws:
        raise Flawed(*flaws)
    return Compiled(root, units, Compiler(_lookup(units)).truth(root))


def _lookup(units: Mapping[str, Unit]) -> Callable[[str], Unit]:
    return lambda name: NAMED_FACTS[name].unit if name in NAMED_FACTS else units[name]


def _check(
    statement: Statement, parameters: tuple[tuple[str, Unit], ...], facts: Facts
) -> tuple[Observation, ...]:
    read = compiled(statement.expression, parameters)
    where = statement.where or _first_part(statement)
    try:
        if read.holds(Values(facts, read.units)):
            return ()
    except Missing as missing:
        level: Level = "info" if statement.level == "info" else "warn"
        return (Observation(level, where, partial(_not_known, statement, missing.name)),)
    return (Observation(statement.level, where, partial(_fails, statement, read, facts)),)


def _first_part(statement: Statement) -> str:
    return next(iter(read_by(statement.expression)), BUDGET)


def _fails(statement: Statement, read: Compiled, facts: Facts) -> Explanation:
    values, teller = Values(facts, read.units), Teller(read.unit)
    return Explanation(
        statement.message,
        seen=teller.seen(read.root, values),
        steps=tuple(teller.steps(read.root, values)),
        remedies=true_remedies(read.root, facts, read.units, read.holds),
        source=statement.source,
        advice=statement.advice or "",
    )


def _not_known(statement: Statement, name: str) -> Explanation:
    what = "le diviseur est nul" if name == DIVISION else f"{name_label(name)} n'est pas connu"
    return Explanation(
        f"{statement.title} : à vérifier à la main, {what}.",
        seen={"expression": statement.expression},
        remedies=("Vérifier ce point à la main et accepter l'avertissement avec son motif.",),
        source=statement.source,
    )
