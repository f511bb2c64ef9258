"""The changes of a comparison, applied: what they promise, done by other code than what found them."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from workflow.definition.differences import keyed


def applied(tree: object, changes: Iterable[dict[str, Any]]) -> object:
    """Give the tree that the changes, as JSON, make of another."""
    holder: dict[str, Any] = {"tree": deepcopy(tree)}
    for change in changes:
        _apply(holder, ["tree", *change["steps"]], change)
    return holder["tree"]


def _apply(holder: Any, steps: list[Any], change: dict[str, Any]) -> None:  # noqa: ANN401 -- JSON
    *above, last = steps
    for step in above:
        holder = holder[step]
    match change["kind"]:
        case "removed":
            assert holder[last] == change["before"]
            del holder[last]
        case "changed":
            assert holder[last] == change["before"]
            holder[last] = change["after"]
        case "moved":
            held = keyed(holder[last])
            assert list(held) == change["before"]
            _refill(holder[last], [held[key] for key in change["after"]])
        case "added":
            items = list(keyed(holder).values())
            items.insert(change["rank"], (last, change["after"]))
            _refill(holder, items)
        case kind:
            raise AssertionError(kind)


def _refill(node: Any, items: list[tuple[Any, Any]]) -> None:  # noqa: ANN401 -- JSON
    node.clear()
    if isinstance(node, list):
        node.extend(value for _, value in items)
    else:
        node.update(items)
