"""What an heir makes of what it inherits: maps merge by key, lists are replaced or edited.

The rules are those of `docs/reference/definition.md`, « Merging ». Nodes keep their places, so
each value of the result still knows its own file and line.
"""

from forms.problems import Problem, report
from forms.strict_yaml import Mapping, Node, Scalar, Sequence
from workflow.definition.tree import Path, dotted, entry, items, length_of, same

_REMOVE = "remove"
_ADD = "add"
_BORROW = "as"
_EDIT = frozenset({_ADD, _REMOVE})
_ONE_GROUP_IS_A_LIST = frozenset({"from", "when", "shown_when", "required_when", "rules", "properties"})
"""Keys under which a group of keys is one item of a list, never a map to merge into."""

_OWN_RULES = ("rules",)
"""The rules a definition writes itself: a map, unlike those that an act names."""

_WINDOW_DEPTH = 3
"""Steps to the parameters of a window: `windows`, its id, `parameters`."""


def inherit(base: Mapping, heir: Mapping, problems: list[Problem]) -> Mapping:
    """Give what an heir says, all told; edits without effect are added to `problems`."""
    return _merge_maps(base, heir, (), problems)


def _merge_maps(base: Mapping, heir: Mapping, path: Path, problems: list[Problem]) -> Mapping:
    merged = {key.text: (key, value) for key, value in base.entries}
    for key, value in heir.entries:
        here = (*path, key.text)
        inherited = merged.get(key.text)
        if _removes(value):
            if inherited is None:
                problems.append(_no_effect(value, here, f"« {key.text} » n'est pas hérité"))
            merged.pop(key.text, None)
        elif inherited is None:
            merged[key.text] = (key, _fresh(value, here, problems))
        else:
            merged[key.text] = (key, _merge(inherited[1], value, here, problems))
    return Mapping(tuple(merged.values()), heir.mark)


def _merge(base: Node, heir: Node, path: Path, problems: list[Problem]) -> Node:
    if not isinstance(heir, Mapping):
        return heir
    one_item = _is_list_of_one(path)
    if _is_edit(heir) and (one_item or not isinstance(base, Mapping)):
        if isinstance(base, Mapping) and entry(base, _BORROW):
            return _edit_borrowing(base, heir)
        return edited(base, heir, path, problems)
    if isinstance(base, Mapping) and not one_item:
        return _merge_maps(base, heir, path, problems)
    return heir


def _fresh(value: Node, path: Path, problems: list[Problem]) -> Node:
    """Look through what is not inherited for removals that remove nothing."""
    if isinstance(value, Mapping) and not _is_edit(value):
        return _merge_maps(Mapping((), value.mark), value, path, problems)
    return value


def _is_list_of_one(path: Path) -> bool:
    of_windows = path[2:3] == ("parameters",) and path[0] == "windows"
    parameter = len(path) > _WINDOW_DEPTH if of_windows else len(path) > 1 and path[0] == "parameters"
    return (path[-1] in _ONE_GROUP_IS_A_LIST and path != _OWN_RULES) or parameter


def _removes(value: Node) -> bool:
    return isinstance(value, Scalar) and not value.quoted and value.text == _REMOVE


def _is_edit(node: Mapping) -> bool:
    return bool(node.entries) and _EDIT.issuperset(node.keys())


def is_edit(node: Node) -> bool:
    """Tell whether a node is written as an edit of a list: `{add: …, remove: …}`."""
    return isinstance(node, Mapping) and _is_edit(node)


def edited(base: Node, edit: Mapping, path: Path, problems: list[Problem]) -> Sequence:
    """Give a list without what the edit removes and with what it adds, in that order."""
    kept = list(items(base))
    for gone in items(edit.get(_REMOVE)):
        left = [item for item in kept if not same(item, gone)]
        if len(left) == len(kept):
            problems.append(_no_effect(gone, path, f"{_shown(gone)} n'est pas dans la liste héritée"))
        kept = left
    for new in items(edit.get(_ADD)):
        if any(same(item, new) for item in kept):
            problems.append(_no_effect(new, path, f"{_shown(new)} est déjà dans la liste héritée"))
        else:
            kept.append(new)
    return Sequence(tuple(kept), base.mark)


def _edit_borrowing(base: Mapping, edit: Mapping) -> Mapping:
    """Join an edit to a borrowing that has not been resolved yet."""
    parts = [pair for pair in base.entries if pair[0].text not in _EDIT]
    for word in (_ADD, _REMOVE):
        joined = (*items(base.get(word)), *items(edit.get(word)))
        key = entry(edit, word) or entry(base, word)
        if joined and key is not None:
            parts.append((key[0], Sequence(joined, joined[0].mark)))
    return Mapping(tuple(parts), base.mark)


def _no_effect(node: Node, path: Path, said: str) -> Problem:
    return report(
        code="DEF-012",
        message=f"Modification sans effet : {said}.",
        mark=node.mark,
        where=dotted(path),
        remedy="Retirez cette modification, ou vérifiez le nom : ce qui est hérité a pu changer.",
        length=length_of(node),
    )


def _shown(node: Node) -> str:
    return f"« {node.text} »" if isinstance(node, Scalar) else "cet élément"
