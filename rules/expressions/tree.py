"""An expression once read: values, operations, comparisons, each with its place in the text."""

from dataclasses import dataclass

from rules.expressions.lexing import Value
from rules.expressions.units import Unit


@dataclass(frozen=True, slots=True)
class Written:
    """A value written in the expression: cents, basis points, a number, a day, a word, or yes and no."""

    text: str
    unit: Unit
    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A value read by its name, from the application or from the parameters in force."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Operation:
    """`+ - * /` between two values."""

    operator: str
    left: "Node"
    right: "Node"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opposite:
    """A value with its sign changed."""

    value: "Node"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`< <= > >= == !=` between two values."""

    operator: str
    left: "Node"
    right: "Node"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Among:
    """A value that is one of some."""

    value: "Node"
    options: "tuple[Node, ...]"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Both:
    """`and`, `or` between two truths."""

    operator: str
    left: "Node"
    right: "Node"
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    truth: "Node"
    start: int
    end: int


Node = Written | Named | Operation | Opposite | Comparison | Among | Both | Not


def nodes(root: Node) -> "list[Node]":
    """Give a node and all those under it, in the order of the text."""
    match root:
        case Written() | Named():
            return [root]
        case Opposite(value=one) | Not(truth=one):
            return [root, *nodes(one)]
        case Among(value=one, options=options):
            return [root, *nodes(one), *(node for option in options for node in nodes(option))]
        case _:
            return [root, *nodes(root.left), *nodes(root.right)]
