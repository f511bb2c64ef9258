"""Which values of the letter a mail reads, followed through its frame, its parts and its loops."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jinja2 import nodes

from notifications.grammar import LOOP, path_of

Trees = Mapping[str, nodes.Template]
Scope = Mapping[str, str]
_NOTHING: Scope = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a template names a value: its dotted path, `[]` for items, and where it stands."""

    path: str
    source: str
    line: int
    written: str


def uses(source: str, trees: Trees) -> Iterator[Use]:
    """Yield every value a mail names, in its own blocks and in the frame around them.

    Parts that are not among `trees`, or that are already being read, are passed over.
    """
    yield from _Reader(trees).template(source, _NOTHING, above=())


def called(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Yield the name and line of the frame and of each part a template calls."""
    for node in tree.find_all((nodes.Extends, nodes.Include)):
        name = _called(node)
        if name is not None:
            yield name, node.lineno


class _Reader:
    """Walks templates with the paths that loop names stand for."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees

    def template(self, source: str, scope: Scope, *, above: tuple[str, ...]) -> Iterator[Use]:
        if source in self._trees and source not in above:
            yield from self._children(self._trees[source], scope, above=(*above, source))

    def _children(self, node: nodes.Node, scope: Scope, *, above: tuple[str, ...]) -> Iterator[Use]:
        for child in node.iter_child_nodes():
            yield from self._node(child, scope, above=above)

    def _node(self, node: nodes.Node, scope: Scope, *, above: tuple[str, ...]) -> Iterator[Use]:
        path = path_of(node)
        if path is not None:
            yield from _use(_resolved(path, scope), node, above[-1])
        elif isinstance(node, nodes.Include | nodes.Extends):
            yield from self.template(_called(node) or "", scope, above=above)
        elif isinstance(node, nodes.For):
            yield from self._loop(node, scope, above=above)
        else:
            yield from self._children(node, scope, above=above)
            yield from _attribute(node, scope, above[-1])

    def _loop(self, node: nodes.For, scope: Scope, *, above: tuple[str, ...]) -> Iterator[Use]:
        yield from self._node(node.iter, scope, above=above)
        item, walked = path_of(node.target), path_of(node.iter)
        inside = {**scope, LOOP: ""}
        if item and walked:
            inside[item] = f"{_resolved(walked, scope)}[]"
        for child in (*node.body, *([node.test] if node.test else ())):
            yield from self._node(child, inside, above=above)
        for child in node.else_:
            yield from self._node(child, scope, above=above)


def _attribute(node: nodes.Node, scope: Scope, source: str) -> Iterator[Use]:
    """Yield the value a filter takes of each item: `countries | listed("name")`."""
    if not isinstance(node, nodes.Filter):
        return
    path = path_of(node.node)
    for argument in node.args:
        if path and isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            yield from _use(f"{_resolved(path, scope)}[].{argument.value}", argument, source)


def _use(path: str, node: nodes.Node, source: str) -> Iterator[Use]:
    if path:
        yield Use(path, source, node.lineno, path.rpartition(".")[2].removesuffix("[]"))


def _resolved(path: str, scope: Scope) -> str:
    head, dot, rest = path.partition(".")
    if head not in scope:
        return path
    return f"{scope[head]}{dot}{rest}" if scope[head] else ""


def _called(node: nodes.Node) -> str | None:
    template = node.template if isinstance(node, nodes.Include | nodes.Extends) else None
    return template.value if isinstance(template, nodes.Const) and isinstance(template.value, str) else None
