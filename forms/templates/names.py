"""Which values of the letter a template reads, followed through its loops, frame and parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from jinja2 import nodes

from forms.letter import SAMPLE
from forms.templates.filters import LISTED
from forms.templates.grammar import LOOP, called_by

Kind = Literal["part", "items", "value"]
Need = Literal["any", "printed", "walked"]
Trees = Mapping[str, nodes.Template]
Scope = Mapping[str, str]

_DEFINED = "defined"


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a template names a value: its dotted path, where, and what is done with it.

    `sure` tells that nothing around it asks first whether the value is there (`is defined`).
    """

    path: str
    source: str
    line: int
    need: Need
    written: str
    sure: bool


def uses(
    source: str,
    trees: Trees,
    *,
    scope: Scope = MappingProxyType({}),
    above: tuple[str, ...] = (),
    asked: frozenset[str] = frozenset(),
) -> Iterator[Use]:
    """Yield every value a template names, its frame and parts included.

    Templates that are not among `trees`, or that are already being read (`above`), are passed over.
    `scope` gives the path behind each loop name, `asked` the paths known to be there; items of a list
    are written `[]`.
    """
    if source in above or source not in trees:
        return
    reading = _Reading(source, trees, above=(*above, source), asked=asked)
    yield from reading.body(trees[source], scope)


def called(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Yield the name and line of the frame and of each part a template calls."""
    for node in tree.find_all((nodes.Include, nodes.Extends)):
        if name := called_by(node):
            yield name, node.lineno


@cache
def kinds() -> Mapping[str, Kind]:
    """Tell for each path of a letter whether it is a part, a list of items or a value."""
    return MappingProxyType(dict(_shape("", SAMPLE)))


def _shape(path: str, value: object) -> Iterator[tuple[str, Kind]]:
    if isinstance(value, Mapping):
        if path:
            yield path, "part"
        for name, part in value.items():
            yield from _shape(f"{path}.{name}" if path else name, part)
    elif isinstance(value, list):
        yield path, "items"
        yield from _shape(f"{path}[]", value[0] if value else None)
    else:
        yield path, "value"


class _Reading:
    """One template being read; `above` are the templates that called it, itself last.

    `asked` are the paths that a test around the place being read found to be there.
    """

    def __init__(self, source: str, trees: Trees, *, above: tuple[str, ...], asked: frozenset[str]) -> None:
        self._source = source
        self._trees = trees
        self._above = above
        self._asked = asked
        self._instead = False

    def body(self, node: nodes.Node, scope: Scope) -> Iterator[Use]:
        for child in node.iter_child_nodes():
            yield from self._node(child, scope)

    def _node(self, node: nodes.Node, scope: Scope) -> Iterator[Use]:
        if isinstance(node, nodes.For):
            yield from self._loop(node, scope)
        elif isinstance(node, nodes.If):
            yield from self._choice(node, scope)
        elif isinstance(node, nodes.Include | nodes.Extends):
            called = called_by(node) or ""
            yield from uses(called, self._trees, scope=scope, above=self._above, asked=self._asked)
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                yield from self._expression(part, scope, need="printed")
        elif isinstance(node, nodes.Expr):
            yield from self._expression(node, scope, need="any")
        else:
            yield from self.body(node, scope)

    def _choice(self, node: nodes.If, scope: Scope) -> Iterator[Use]:
        yield from self._expression(node.test, scope, need="any")
        before, instead = self._asked, self._instead
        there = frozenset(_defined(node.test, scope))
        self._asked = before | there
        for child in node.body:
            yield from self._node(child, scope)
        # What stands in for a value that may be missing is needed only then: nothing surely is.
        self._asked, self._instead = before, instead or bool(there)
        for child in (*node.elif_, *node.else_):
            yield from self._node(child, scope)
        self._instead = instead

    def _loop(self, node: nodes.For, scope: Scope) -> Iterator[Use]:
        yield from self._expression(node.iter, scope, need="walked")
        walked = _path(node.iter, scope)
        if walked is None or not isinstance(node.target, nodes.Name):
            return
        inside = {**scope, node.target.name: f"{walked}[]", LOOP: ""}
        for child in (*node.body, *([node.test] if node.test else ())):
            yield from self._node(child, inside)
        for child in node.else_:
            yield from self._node(child, scope)

    def _expression(self, node: nodes.Node, scope: Scope, *, need: Need) -> Iterator[Use]:
        path = _path(node, scope)
        if path is not None:
            yield from self._use(path, node, need=need)
        elif isinstance(node, nodes.Filter) and node.node:
            yield from self._filtered(node, node.node, scope)
        elif isinstance(node, nodes.Test) and node.name == _DEFINED:
            asked = _path(node.node, scope)
            if asked is not None:
                yield from self._use(asked, node.node, need="any", sure=False)
        elif isinstance(node, nodes.CondExpr):
            yield from self._expression(node.test, scope, need="any")
            for part in (node.expr1, *([node.expr2] if node.expr2 else ())):
                yield from self._expression(part, scope, need=need)
        else:
            for child in node.iter_child_nodes():
                yield from self._expression(child, scope, need="any")

    def _filtered(self, node: nodes.Filter, filtered: nodes.Expr, scope: Scope) -> Iterator[Use]:
        yield from self._expression(filtered, scope, need="any")
        path = _path(filtered, scope)
        for argument in node.args:
            if node.name == LISTED and path is not None and isinstance(argument, nodes.Const):
                yield from self._use(f"{path}[].{argument.value}", node, need="printed")
            else:
                yield from self._expression(argument, scope, need="any")

    def _use(self, path: str, node: nodes.Node, *, need: Need, sure: bool = True) -> Iterator[Use]:
        if path:
            written = path.rpartition(".")[2].removesuffix("[]")
            sure = sure and not self._instead and path not in self._asked
            yield Use(path, self._source, node.lineno, need, written, sure)


def _defined(test: nodes.Node, scope: Scope) -> Iterator[str]:
    """Give the paths that are there whenever a test holds."""
    if isinstance(test, nodes.And):
        yield from _defined(test.left, scope)
        yield from _defined(test.right, scope)
    elif isinstance(test, nodes.Test) and test.name == _DEFINED:
        path = _path(test.node, scope)
        if path:
            yield path


def _path(node: nodes.Node, scope: Scope) -> str | None:
    """Write the path an expression names; empty for what a loop itself gives, `None` for anything else."""
    match node:
        case nodes.Name(name=name):
            return scope.get(name, name)
        case nodes.Getattr(node=inner, attr=attribute):
            path = _path(inner, scope)
            return f"{path}.{attribute}" if path else path
        case nodes.Getitem(node=inner):
            path = _path(inner, scope)
            return f"{path}[]" if path else path
        case _:
            return None
