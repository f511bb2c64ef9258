"""From a checked tree to a function over facts: exact, in integers, in fractions where something is divided.

Each number is kept as a whole number of its parts: cents of a euro, ten-thousandths of a rate. What is
multiplied has the parts of both; two sides are brought to the same parts before they are added or compared,
so that nothing is ever rounded. What is not known makes the answer unknown, unless the rest decides alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, cast

from rules.expressions.lexing import Value
from rules.expressions.named_facts import NAMED_FACTS
from rules.expressions.tree import Among, Both, Comparison, Named, Node, Not, Operation, Opposite, Written
from rules.expressions.units import NUMERIC, Unit
from rules.facts import Facts
from rules.parameters import AnyKnown, Known, Parameters, Unknown

DIVISION = "/"
"""What is missing where something is divided by nothing."""

PARTS: Mapping[Unit, int] = {Unit.RATE: 10_000}
"""How many parts make one, where it is not one."""

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "==": eq, "!=": ne,
}  # fmt: skip


class Missing(Exception):
    """What an expression needs and nothing gives: a name, or the quotient of a division by zero."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Values:
    """The values of names for one file: of facts, of parameters in force, some of them perhaps replaced."""

    __slots__ = ("_facts", "_found", "_units")

    def __init__(
        self, facts: Facts, units: Mapping[str, Unit], instead: Mapping[str, Value] | None = None
    ) -> None:
        self._facts, self._units = facts, units
        self._found: dict[str, Value] = dict(instead) if instead else {}

    def get(self, name: str) -> Value:
        """Give the value of a name. Raises `Missing`."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._read(name)
        return found

    def _read(self, name: str) -> Value:
        fact = NAMED_FACTS.get(name)
        if fact is None:
            return _parameter(self._facts.parameters, name, self._units[name])
        value = fact.read(self._facts)
        if value is None:
            raise Missing(name)
        return value


@dataclass(frozen=True, slots=True)
class Measured:
    """How a value is computed, and in how many parts of one it comes."""

    compute: Callable[[Values], Any]
    parts: int


class Compiler:
    """Turns checked nodes into functions; `units` gives what each name counts."""

    def __init__(self, units: Callable[[str], Unit]) -> None:
        self._units = units

    def truth(self, node: Node) -> Callable[[Values], bool]:
        """Give the function that tells whether a node holds. It raises `Missing`."""
        match node:
            case Written():
                said = bool(node.value)
                return lambda _: said
            case Named():
                name = node.name
                return lambda values: bool(values.get(name))
            case Not():
                inner = self.truth(node.truth)
                return lambda values: not inner(values)
            case Both():
                return _both(self.truth(node.left), self.truth(node.right), decides=node.operator == "or")
            case Comparison():
                left, right = self.sides(node.left, node.right)
                compare = _COMPARE[node.operator]
                return lambda values: compare(left(values), right(values))
            case Among():
                pairs = [self.sides(node.value, option) for option in node.options]
                return lambda values: any(one(values) == other(values) for one, other in pairs)
            case _:
                raise TypeError(type(node).__name__)

    def sides(self, left: Node, right: Node) -> tuple[Callable[[Values], Any], Callable[[Values], Any]]:
        """Give how two values are computed, in the same parts of one."""
        if not (self._numeric(left) and self._numeric(right)):
            return self._plain(left), self._plain(right)
        one, other = self.number(left), self.number(right)
        return _times(one.compute, other.parts, one.parts), _times(other.compute, one.parts, other.parts)

    def number(self, node: Node) -> Measured:
        """Give how the number of a node is computed."""
        match node:
            case Written():
                number = cast("int", node.value)
                return Measured(lambda _: number, PARTS.get(node.unit, 1))
            case Named():
                name = node.name
                return Measured(lambda values: values.get(name), PARTS.get(self._units(name), 1))
            case Opposite():
                inner = self.number(node.value)
                return Measured(lambda values: -inner.compute(values), inner.parts)
            case Operation():
                return self._operation(node)
            case _:
                raise TypeError(type(node).__name__)

    def _operation(self, node: Operation) -> Measured:
        left, right = self.number(node.left), self.number(node.right)
        if node.operator == "*":
            return Measured(
                lambda values: left.compute(values) * right.compute(values), left.parts * right.parts
            )
        one, other = self.sides(node.left, node.right)
        if node.operator == "/":
            return Measured(_quotient(one, other), 1)
        parts = max(left.parts, right.parts) if left.parts == right.parts else left.parts * right.parts
        if node.operator == "+":
            return Measured(lambda values: one(values) + other(values), parts)
        return Measured(lambda values: one(values) - other(values), parts)

    def _numeric(self, node: Node) -> bool:
        match node:
            case Written():
                return node.unit in NUMERIC
            case Named():
                return self._units(node.name) in NUMERIC
            case _:
                return isinstance(node, Operation | Opposite)

    def _plain(self, node: Node) -> Callable[[Values], Any]:
        if isinstance(node, Written):
            value = node.value
            return lambda _: value
        if isinstance(node, Named):
            name = node.name
            return lambda values: values.get(name)
        return self.truth(node)


def _both(
    left: Callable[[Values], bool], right: Callable[[Values], bool], *, decides: bool
) -> Callable[[Values], bool]:
    """Join two truths: one that `decides` is enough, even where the other is not known."""

    def holds(values: Values) -> bool:
        try:
            first = left(values)
        except Missing:
            if right(values) == decides:
                return decides
            raise
        return decides if first == decides else right(values)

    return holds


def _times(compute: Callable[[Values], Any], factor: int, own: int) -> Callable[[Values], Any]:
    """Bring a number to the parts of another; where both have the same, there is nothing to do."""
    if factor in {1, own}:
        return compute
    return lambda values: compute(values) * factor


def _quotient(
    dividend: Callable[[Values], Any], divisor: Callable[[Values], Any]
) -> Callable[[Values], Fraction]:
    def divide(values: Values) -> Fraction:
        below = divisor(values)
        if not below:
            raise Missing(DIVISION)
        return Fraction(dividend(values)) / Fraction(below)

    return divide


def _parameter(parameters: Parameters, name: str, unit: Unit) -> Value:
    found = _READERS[unit](parameters, name)
    if isinstance(found, Known):
        return cast("Value", found.value)
    raise Missing(name)


_READERS: Mapping[Unit, Callable[[Parameters, str], AnyKnown | Unknown]] = {
    Unit.RATE: Parameters.percent,
    Unit.MONEY: Parameters.amount,
    Unit.COUNT: Parameters.count,
    Unit.MONTHS: Parameters.months,
    Unit.TEXT: Parameters.text,
}
