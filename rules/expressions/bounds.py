"""What would satisfy an expression, to the cent: only what was tried on the expression itself is told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from forms.money import Cents, euros
from rules.expressions.evaluating import Compiler, Missing, Values
from rules.expressions.lexing import Value
from rules.expressions.named_facts import NAMED_FACTS
from rules.expressions.tree import Comparison, Named, Node, nodes
from rules.expressions.units import Unit
from rules.facts import Facts

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


@dataclass(frozen=True, slots=True)
class _Changeable:
    """A fact that somebody may change, and how to say what it would become."""

    name: str
    tell: Callable[[int, int], str]


def _asked(before: int, after: int) -> str:
    changed = euros(Cents(abs(after - before)))
    way = "Réduire" if after < before else "Porter"
    return f"{way} la demande {'de ' + changed + ' (' if after < before else '('}à {euros(Cents(after))})."


def _granted(before: int, after: int) -> str:
    way = "au plus" if after < before else "au moins"
    return f"Accorder {way} {euros(Cents(after))}."


def _lasting(before: int, after: int) -> str:
    return f"{'Ramener' if after < before else 'Porter'} la durée à {after} mois."


_CHANGEABLE = (
    _Changeable("requested", _asked),
    _Changeable("granted", _granted),
    _Changeable("months", _lasting),
)


def true_remedies(
    root: Node, facts: Facts, units: Mapping[str, Unit], holds: Callable[[Values], bool]
) -> tuple[str, ...]:
    """Give, for each value somebody may change, the nearest one with which the expression holds.

    A value that another name of the expression follows is left alone: changing it changes that too.
    """
    return tuple(_remedies(root, facts, units, holds))


def nearest_value(
    name: str, root: Node, facts: Facts, units: Mapping[str, Unit], holds: Callable[[Values], bool]
) -> int | None:
    """Give the value of a fact nearest to its own with which the expression holds; None if none was found."""
    values = Values(facts, units)
    try:
        now = values.get(name)
    except Missing:
        return None
    assert isinstance(now, int)  # noqa: S101 -- only numbers may be changed
    found = {bound for bound in _bounds(name, root, values, units) if bound >= 0}
    enough = [bound for bound in found if _holds_with(name, bound, facts, units, holds)]
    return min(enough, key=lambda bound: (abs(bound - now), bound)) if enough else None


def _remedies(
    root: Node, facts: Facts, units: Mapping[str, Unit], holds: Callable[[Values], bool]
) -> Iterator[str]:
    named = [node.name for node in nodes(root) if isinstance(node, Named)]
    for one in _CHANGEABLE:
        if one.name not in named or _followed(one.name, named):
            continue
        bound = nearest_value(one.name, root, facts, units, holds)
        if bound is not None:
            now = Values(facts, units).get(one.name)
            assert isinstance(now, int)  # noqa: S101 -- only numbers may be changed
            yield one.tell(now, bound)


def _followed(name: str, named: list[str]) -> bool:
    """Tell whether another fact of the expression changes with this one."""
    if name not in NAMED_FACTS or not NAMED_FACTS[name].moves:
        return False
    return any(other != name and other in NAMED_FACTS and NAMED_FACTS[other].moves for other in named)


def _bounds(name: str, root: Node, values: Values, units: Mapping[str, Unit]) -> Iterator[int]:
    """Give the values at which a comparison of this fact with another turns."""
    compiler = Compiler(lambda one: NAMED_FACTS[one].unit if one in NAMED_FACTS else units[one])
    for node in nodes(root):
        if not isinstance(node, Comparison) or node.operator not in _TURNED:
            continue
        for fact, other, operator in (
            (node.left, node.right, node.operator),
            (node.right, node.left, _TURNED[node.operator]),
        ):
            if isinstance(fact, Named) and fact.name == name and not _reads(other, name):
                measured = compiler.number(other)
                try:
                    limit = Fraction(measured.compute(values)) / measured.parts
                except Missing:
                    continue
                yield from _beside(limit, operator)


def _beside(limit: Fraction, operator: str) -> Iterator[int]:
    """Give the whole numbers next to a limit, on both sides: which of them hold is tried afterwards."""
    below, above = floor(limit), ceil(limit)
    yield from {below, above, below - 1, above + 1} if operator != "==" else {below}


def _reads(node: Node, name: str) -> bool:
    return any(isinstance(one, Named) and one.name == name for one in nodes(node))


def _holds_with(
    name: str, value: Value, facts: Facts, units: Mapping[str, Unit], holds: Callable[[Values], bool]
) -> bool:
    try:
        return holds(Values(facts, units, {name: value}))
    except Missing:
        return False
