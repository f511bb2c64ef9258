"""From events to nodes, without recursion: limits first, every refusal kept, nothing converted."""

from dataclasses import dataclass, field

from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from forms.problems import Mark, Problem, report
from forms.yaml_limits import too_deep, too_long, too_many
from forms.yaml_nodes import Mapping, Node, Scalar, Sequence
from forms.yaml_refusals import (
    duplicate_key,
    key_not_text,
    nothing_given,
    refused_feature,
    second_document,
)
from forms.yaml_text import Limits, first_forbidden, forbidden

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_MERGE_KEY = "<<"


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been met yet."""

    mark: Mark
    is_mapping: bool
    flow: bool
    where: str
    key: Scalar | None = None
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str, Scalar] = field(default_factory=dict)


class Composer:
    """Builds one tree from the events of one text; `problems` fills as defects are met."""

    def __init__(self, *, name: str, limits: Limits) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._name = name
        self._limits = limits
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take the next event. Raises `LimitExceeded` before building what passes a limit."""
        if isinstance(event, ScalarEvent):
            self._start_node(event)
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._start_node(event)
            self._push(event)
        elif isinstance(event, CollectionEndEvent):
            self._pop()
        elif isinstance(event, AliasEvent):
            self._start_node(event)
            self._attach(Scalar("", quoted=True, mark=self._mark(event)))
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.problems.append(second_document(self._mark(event)))

    def _start_node(self, event: NodeEvent) -> None:
        self._nodes += 1
        mark = self._mark(event)
        if self._nodes > self._limits.nodes:
            raise too_many(mark=mark, limits=self._limits, where=self._where())
        refused = refused_feature(event, mark=mark, where=self._where)
        if refused is not None:
            self.problems.append(refused)

    def _push(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        mark = self._mark(event)
        if len(self._open) >= self._limits.depth:
            raise too_deep(mark=mark, limits=self._limits, where=self._where())
        is_mapping = isinstance(event, MappingStartEvent)
        self._open.append(_Open(mark, is_mapping, bool(event.flow_style), self._where()))

    def _pop(self) -> None:
        closed = self._open.pop()
        node: Node
        if closed.is_mapping:
            node = Mapping(tuple(closed.entries), closed.mark)
        else:
            node = Sequence(tuple(closed.items), closed.mark)
        self._attach(node)

    def _scalar(self, event: ScalarEvent) -> None:
        text, mark = event.value, self._mark(event)
        if len(text) > self._limits.scalar:
            raise too_long(mark=mark, limits=self._limits, where=self._where())
        quoted = event.style is not None
        node = Scalar(_join_surrogates(text), quoted, mark, _length(event))
        hidden = first_forbidden(node.text)
        if hidden is not None:
            self.problems.append(forbidden(hidden, mark=mark, where=self._where()))
        if not quoted and text in _NULLS and not self._expects_key() and not event.anchor:
            self._refuse_null(node)
        self._attach(node)

    def _refuse_null(self, node: Scalar) -> None:
        parent = self._open[-1] if self._open else None
        if parent is not None:
            self.problems.append(
                nothing_given(node, key=parent.key, in_flow=parent.flow, where=self._where())
            )

    def _attach(self, node: Node) -> None:
        if not self._open:
            self.root = node if self.root is None else self.root
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            self._take_key(parent, node)
        else:
            parent.entries.append((parent.key, node))
            parent.key = None

    def _take_key(self, parent: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            self.problems.append(key_not_text(node.mark, where=parent.where))
            node = Scalar("", quoted=True, mark=node.mark)
        elif node.text == _MERGE_KEY and not node.quoted:
            self.problems.append(
                report(
                    code="YAML-007",
                    message="Clé de fusion « << » refusée : chaque valeur s'écrit là où elle vaut.",
                    mark=node.mark,
                    where=parent.where,
                    remedy="Recopiez les clés voulues à la place de « << ».",
                    length=node.length,
                )
            )
        elif node.text in parent.seen:
            self.problems.append(duplicate_key(node, first=parent.seen[node.text], where=parent.where))
        else:
            parent.seen[node.text] = node
        parent.key = node

    def _expects_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_mapping and self._open[-1].key is None

    def _where(self) -> str:
        if not self._open:
            return ""
        parent = self._open[-1]
        if not parent.is_mapping:
            return f"{parent.where}[{len(parent.items)}]"
        if parent.key is None:
            return parent.where
        return f"{parent.where}.{parent.key.text}" if parent.where else parent.key.text

    def _mark(self, event: Event) -> Mark:
        place = event.start_mark
        return Mark(self._name, place.line + 1, place.column + 1)


def _join_surrogates(text: str) -> str:
    """Join the two halves JSON writes for one character above U+FFFF; a lone half stays."""
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _length(event: ScalarEvent) -> int:
    start, end = event.start_mark, event.end_mark
    return max(end.column - start.column, 1) if start.line == end.line else 1
