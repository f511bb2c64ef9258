"""One alteration of a resolved definition: where, told in French, and the edits that make it."""

from dataclasses import dataclass

from forms.strict_yaml import Mapping, Mark, Node, Scalar, Sequence
from workflow.definition.tree import Path, entry


@dataclass(frozen=True, slots=True)
class Edit:
    """One value replaced; a text stands for a plain scalar, None takes the value out.

    A list or a group left empty goes with its key: an author would not leave it behind.
    """

    path: Path
    value: str | Node | None


@dataclass(frozen=True, slots=True)
class Alteration:
    """What is altered: the path, a French sentence, and the edits, applied in order."""

    path: Path
    told: str
    edits: tuple[Edit, ...]


def removal(path: Path, told: str) -> Alteration:
    """Take one value out."""
    return Alteration(path, told, (Edit(path, None),))


def replacement(path: Path, value: str | Node, told: str) -> Alteration:
    """Put another value in the place of one, or a value where there was none."""
    return Alteration(path, told, (Edit(path, value),))


def renaming(path: Path, *, to: str, node: Node, told: str) -> Alteration:
    """Give a value under another key of the same group."""
    return Alteration(path, told, (Edit(path, None), Edit((*path[:-1], to), node)))


def altered(root: Mapping, alteration: Alteration) -> Mapping:
    """Give the tree once altered; every other value keeps its place in its file."""
    tree: Node = root
    for edit in alteration.edits:
        tree = _edited(tree, edit.path, edit.value) or Mapping((), root.mark)
    return tree if isinstance(tree, Mapping) else root


def _edited(node: Node, path: Path, value: str | Node | None) -> Node | None:
    """Give a node once edited at a path; None when nothing is left of it."""
    if not path:
        return _node(value, node.mark) if isinstance(value, str) else value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return _list_edited(node, step, rest, value)
    mapping = node if isinstance(node, Mapping) else Mapping((), node.mark)
    return _group_edited(mapping, step, rest, value)


def _group_edited(node: Mapping, step: str, rest: Path, value: str | Node | None) -> Node | None:
    held = entry(node, step)
    key = held[0] if held else Scalar(step, quoted=False, mark=node.mark)
    new = _edited(held[1] if held else Mapping((), node.mark), rest, value)
    entries = tuple((name, new if name is key else old) for name, old in node.entries)
    if held is None and new is not None:
        entries = (*entries, (key, new))
    kept = tuple((name, old) for name, old in entries if old is not None)
    return Mapping(kept, node.mark) if kept else None


def _list_edited(node: Node, step: int, rest: Path, value: str | Node | None) -> Node | None:
    """Edit an item; one value stands for a list of one, the index after the last adds one."""
    items: list[Node] = list(node.items) if isinstance(node, Sequence) else [node]
    new = _edited(items[step] if step < len(items) else Mapping((), node.mark), rest, value)
    items[step : step + 1] = [new] if new is not None else []
    return Sequence(tuple(items), node.mark) if items else None


def _node(text: str, mark: Mark) -> Scalar:
    return Scalar(text, quoted=False, mark=mark, length=len(text))
