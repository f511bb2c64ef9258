"""Where two trees of JSON differ: what came, what went, what changed, what stands in another order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.definition.tree import Path

Kind = Literal["added", "removed", "changed", "moved"]

_NAMED_BY = ("name", "field", "from")
_CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two trees.

    `path` leads to what was removed, as the first tree counts its last step, and to anything else
    as the second tree counts. `rank` is the place that what was added takes among its neighbours;
    of what was moved, `before` and `after` give the keys both trees have, each in its order.
    """

    path: Path
    kind: Kind
    before: object = None
    after: object = None
    rank: int | None = None


def differences(before: object, after: object, path: Path = ()) -> Iterator[Difference]:
    """Give every difference, from the outside in; none only when both trees write the same text.

    Items of a list are matched by what they are, not by where they stand: a list is compared as a
    set, and its order is told apart. Applied in the order given, the differences make the first
    tree the second.
    """
    if _alike(before, after):
        yield from _inside(keyed(before), keyed(after), path)
    elif before != after:
        yield Difference(path, "changed", before, after)


def keyed(node: object) -> dict[str, tuple[str | int, object]]:
    """Give what a group or a list holds: by key, the step that leads there and the value.

    The key of an item is its text, or what names its group; a second one alike is `key#2`.
    """
    if isinstance(node, Mapping):
        return {key: (key, value) for key, value in node.items()}
    found: dict[str, tuple[str | int, object]] = {}
    for index, item in enumerate(node if isinstance(node, Sequence) else ()):
        key, number = name_of(item), 2
        while key in found:
            key, number = f"{name_of(item)}#{number}", number + 1
        found[key] = (index, item)
    return found


def name_of(item: object) -> str:
    """Give what tells an item from its neighbours."""
    if not isinstance(item, Mapping):
        return str(item)
    if _CHILDREN in item:
        return "+".join(item[_CHILDREN])
    return next((str(item[key]) for key in _NAMED_BY if key in item), "")


def _alike(before: object, after: object) -> bool:
    groups = isinstance(before, Mapping) and isinstance(after, Mapping)
    return groups or (_is_list(before) and _is_list(after))


def _is_list(node: object) -> bool:
    return isinstance(node, Sequence) and not isinstance(node, str)


def _inside(
    old: Mapping[str, tuple[str | int, object]], new: Mapping[str, tuple[str | int, object]], path: Path
) -> Iterator[Difference]:
    gone = [pair for key, pair in old.items() if key not in new]
    # The last of a list first, so that the places of the others stay true.
    for step, value in sorted(gone, key=lambda pair: -pair[0] if isinstance(pair[0], int) else 0):
        yield Difference((*path, step), "removed", before=value)
    kept_before, kept_after = [key for key in old if key in new], [key for key in new if key in old]
    if kept_before != kept_after:
        yield Difference(path, "moved", kept_before, kept_after)
    for rank, (key, (step, value)) in enumerate(new.items()):
        if key not in old:
            yield Difference((*path, step), "added", after=value, rank=rank)
    for key in kept_after:
        step, value = new[key]
        yield from differences(old[key][1], value, (*path, step))
