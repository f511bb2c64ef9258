"""An expression and its values in French: what was seen, how it was computed, which comparison fails."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from forms.choices import LEAD_KINDS, PROFILES, RATE_CHOICES
from forms.money import BasisPoints, Cents, euros, percent
from forms.wording import long_date
from rules.expressions.evaluating import Compiler, Missing, Values
from rules.expressions.lexing import Value
from rules.expressions.named_facts import NAMED_FACTS
from rules.expressions.tree import (
    Among,
    Both,
    Comparison,
    Named,
    Node,
    Not,
    Operation,
    Opposite,
    Written,
    nodes,
)
from rules.expressions.units import Unit, combined
from rules.parameters import label

_SIGNS = {"*": "×", "/": "÷", "+": "+", "-": "−"}
_ORDERS: Mapping[str, str] = MappingProxyType(
    {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
)
_WORDS = {**LEAD_KINDS, **PROFILES, **RATE_CHOICES}


class Teller:
    """Tells the nodes of one checked expression; `units` gives what each name counts."""

    def __init__(self, units: Callable[[str], Unit]) -> None:
        self._units = units
        self._compiler = Compiler(units)

    def seen(self, root: Node, values: Values) -> dict[str, str]:
        """Give each named value by its French label, those not known left out."""
        found: dict[str, str] = {}
        for node in nodes(root):
            if isinstance(node, Named):
                try:
                    found[name_label(node.name)] = shown(values.get(node.name), self._units(node.name))
                except Missing:
                    continue
        return found

    def steps(self, root: Node, values: Values) -> Iterator[str]:
        """Give what makes the expression fail: each side computed, then the comparison that does not hold."""
        for node, negated in self._culprits(root, values, wanted=True):
            if isinstance(node, Comparison):
                yield from self._computed(node.left, values)
                yield from self._computed(node.right, values)
                left, right = self._value(node.left, values), self._value(node.right, values)
                told = f"{left} {_ORDERS[node.operator]} {right}"
                yield f"{told} : vrai, et ne doit pas l'être" if negated else f"{told} : faux"
            elif isinstance(node, Among):
                listed = ", ".join(self._value(option, values) for option in node.options)
                told = f"{self._value(node.value, values)} parmi {listed}"
                yield f"{told} : vrai, et ne doit pas l'être" if negated else f"{told} : faux"
            elif isinstance(node, Named):
                yield f"{name_label(node.name)} : {'oui, et ne doit pas l’être' if negated else 'non'}"

    def _culprits(self, node: Node, values: Values, *, wanted: bool) -> Iterator[tuple[Node, bool]]:
        try:
            if self._compiler.truth(node)(values) == wanted:
                return
        except Missing:
            return
        match node:
            case Both():
                yield from self._culprits(node.left, values, wanted=wanted)
                yield from self._culprits(node.right, values, wanted=wanted)
            case Not():
                yield from self._culprits(node.truth, values, wanted=not wanted)
            case _:
                yield node, not wanted

    def _computed(self, node: Node, values: Values) -> Iterator[str]:
        if isinstance(node, Operation):
            yield f"{self._formula(node, values)} = {self._value(node, values)}"

    def _formula(self, node: Node, values: Values) -> str:
        match node:
            case Operation():
                left = self._wrapped(node.left, self._formula(node.left, values))
                right = self._wrapped(node.right, self._formula(node.right, values))
                return f"{left} {_SIGNS[node.operator]} {right}"
            case Opposite():
                return f"−{self._formula(node.value, values)}"
            case Named():
                return f"{name_label(node.name)} ({self._value(node, values)})"
            case _:
                return self._value(node, values)

    def _wrapped(self, node: Node, told: str) -> str:
        return f"({told})" if isinstance(node, Operation) and node.operator in {"+", "-"} else told

    def _value(self, node: Node, values: Values) -> str:
        if isinstance(node, Written):
            return shown(node.value, node.unit)
        if isinstance(node, Named):
            return shown(values.get(node.name), self._units(node.name))
        measured = self._compiler.number(node)
        unit = self._unit(node)
        return shown(_scaled(measured.compute(values), measured.parts, unit), unit)

    def _unit(self, node: Node) -> Unit:
        match node:
            case Written():
                return node.unit
            case Named():
                return self._units(node.name)
            case Opposite():
                return self._unit(node.value)
            case Operation():
                return combined(node.operator, self._unit(node.left), self._unit(node.right)) or Unit.COUNT
            case _:
                return Unit.YES_NO


def name_label(name: str) -> str:
    """Give the French name of a fact or of a parameter."""
    return NAMED_FACTS[name].label if name in NAMED_FACTS else label(name)


def shown(value: Any, unit: Unit) -> str:  # noqa: ANN401 -- a value of any unit
    """Write a value; what falls between two cents, or two hundredths of a percent, is said to be rounded."""
    match unit:
        case Unit.DAY:
            assert isinstance(value, date)  # noqa: S101 -- its unit says so
            return long_date(value)
        case Unit.TEXT:
            return _WORDS.get(str(value), str(value))
        case Unit.YES_NO:
            return "oui" if value else "non"
        case _:
            return _counted(value, unit)


def _counted(value: int | Fraction, unit: Unit) -> str:
    whole = int(value // 1)
    about = "" if whole == value else "environ "
    if unit == Unit.MONEY:
        return about + (f"−{euros(Cents(-whole))}" if whole < 0 else euros(Cents(whole)))
    if unit == Unit.RATE:
        return about + percent(BasisPoints(whole))
    return about + (f"{whole} mois" if unit == Unit.MONTHS else str(whole))


def _scaled(number: Value | Fraction, parts: int, unit: Unit) -> Fraction:
    """Give a number in the parts its unit is written in: cents, basis points, things."""
    assert isinstance(number, int | Fraction)  # noqa: S101 -- only numbers are scaled
    return Fraction(number) * (10_000 if unit == Unit.RATE else 1) / parts
