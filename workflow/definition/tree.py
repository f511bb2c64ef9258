"""Finding one's way in a tree of nodes: by path, and from a path to its place in a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.strict_yaml import Mapping, Mark, Node, Scalar, Sequence

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class StandIn(Scalar):
    """A value that nobody wrote where it stands: `shorthand` is what was written in its stead."""

    shorthand: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its path, its node, the key it is given under (none for items)."""

    path: Path
    node: Node
    key: Scalar | None

    @property
    def token(self) -> tuple[Mark, int]:
        """What to underline for the value: the value when it is a text, else its key."""
        if isinstance(self.node, Scalar) or self.key is None:
            return self.node.mark, length_of(self.node)
        return self.key.mark, self.key.length

    @property
    def key_token(self) -> tuple[Mark, int]:
        """What to underline for the key; the value where there is no key."""
        return (self.key.mark, self.key.length) if self.key is not None else self.token


def length_of(node: Node) -> int:
    """Give the number of characters to underline for a node."""
    return node.length if isinstance(node, Scalar) else 1


def entry(mapping: Mapping, key: str) -> tuple[Scalar, Node] | None:
    """Give a key as written, with its value."""
    return next((pair for pair in mapping.entries if pair[0].text == key), None)


def find(root: Node, path: Path) -> Place:
    """Give the place of the deepest part of `path` that the tree holds.

    Steps that lead nowhere (the names a checker gives to alternatives, the index of a value
    that stands for a list of one, an absent key) are passed over.
    """
    node, key = root, None
    passed: list[str | int] = []
    for step in path:
        if isinstance(node, Mapping) and (pair := entry(node, str(step))):
            key, node = pair
            passed.append(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            key, node = None, node.items[step]
            passed.append(step)
    return Place(tuple(passed), node, key)


def dotted(path: Path) -> str:
    """Write a path as people read it: `windows.single.months`, `properties[0].name`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def walk(node: Node, path: Path = (), key: Scalar | None = None) -> Iterator[Place]:
    """Give every place below and including a node, in the order written."""
    yield Place(path, node, key)
    if isinstance(node, Mapping):
        for name, value in node.entries:
            yield from walk(value, (*path, name.text), name)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))


def texts(node: Node | None) -> tuple[Scalar, ...]:
    """Give the texts of a list, or of one value standing for a list of one."""
    if isinstance(node, Scalar):
        return (node,)
    if isinstance(node, Sequence):
        return tuple(item for item in node.items if isinstance(item, Scalar))
    return ()


def items(node: Node | None) -> tuple[Node, ...]:
    """Give the items of a list; one value stands for a list of one, nothing for an empty one."""
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def same(left: Node, right: Node) -> bool:
    """Tell whether two nodes say the same, wherever they stand."""
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        return left.text == right.text
    if isinstance(left, Sequence) and isinstance(right, Sequence):
        return len(left.items) == len(right.items) and all(map(same, left.items, right.items))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        others = {key.text: value for key, value in right.entries}
        return set(left.keys()) == set(others) and all(
            same(value, others[key.text]) for key, value in left.entries
        )
    return False


def with_value(mapping: Mapping, key: str, value: Node) -> Mapping:
    """Give the mapping with another value under a key it has."""
    return Mapping(
        tuple((name, value if name.text == key else old) for name, old in mapping.entries), mapping.mark
    )
