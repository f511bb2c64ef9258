"""Fields typed one by one, put at their paths in the tree of an application file."""

from dataclasses import replace
from typing import Any

from forms.errors import LimitExceeded, Malformed, Unreadable
from forms.field_paths import Step, covers, read_path, steps_of
from forms.problems import Mark, Problem, report
from forms.strict_yaml import Mapping, Node, Scalar, read_yaml
from forms.typography import visible
from forms.yaml_limits import too_long
from forms.yaml_text import Limits, decode, replace_forbidden

_LIMITS = Limits()
_FLOW = ("[", "{")
_GONE = ""
_MOST_SHOWN = 40


def put_fields(
    tree: dict[str, Any], given: tuple[tuple[str, str], ...]
) -> tuple[dict[str, Any], list[Problem]]:
    """Put each (path, text) in the tree, and report every one that has no place or no sense there.

    Fields taken away go last, the last elements of lists first, so that ranks stay those read.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for written, text in given:
        try:
            path = read_path(written)
            _require_apart(path, values)
            values[path] = _typed(path, text)
        except Malformed as error:
            problems.append(
                report(code=error.code, message=error.message, where=written, remedy=" ".join(error.remedies))
            )
        except Unreadable as error:
            problems += [_of_field(problem, written) for problem in error.problems]
        except LimitExceeded as error:
            problems.append(_of_field(error.problem, written))
    gone = sorted((path for path, value in values.items() if value == _GONE), key=_rank, reverse=True)
    for path in [path for path in values if path not in gone] + gone:
        try:
            tree = _put(tree, steps_of(path), values[path], path=path)
        except Malformed as error:
            problems.append(
                report(code=error.code, message=error.message, where=path, remedy=" ".join(error.remedies))
            )
    return tree, problems


def _of_field(problem: Problem, path: str) -> Problem:
    return replace(
        problem, mark=None, where=path, message=f"« {visible(path[:_MOST_SHOWN])} » : {problem.message}"
    )


def _rank(path: str) -> list[tuple[bool, int, str]]:
    return [
        (isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in steps_of(path)
    ]


def _require_apart(path: str, values: dict[str, Any]) -> None:
    for other in values:
        if covers(other, path) or covers(path, other):
            raise Malformed(
                code="REP-003",
                message=f"« {path} » est donné deux fois"
                + (f" : aussi par « {other} »." if other != path else "."),
                remedies=("Ne donnez qu'une fois chaque champ : le groupe entier, ou ses champs un à un.",),
            )


def _typed(path: str, text: str) -> Any:  # noqa: ANN401 -- a tree of texts of any shape
    flow = text.lstrip().startswith(_FLOW)
    if len(text) > _LIMITS.scalar and not flow:
        raise too_long(mark=Mark(path, 1, 1), limits=_LIMITS)
    clean, problems = replace_forbidden(decode(text, name=path, limits=_LIMITS), name=path, limits=_LIMITS)
    if problems:
        raise Unreadable(name=path, problems=tuple(problems))
    return _tree(read_yaml(clean.strip(), name=path)) if flow else clean.strip()


def _tree(node: Node) -> Any:  # noqa: ANN401 -- a tree of texts of any shape
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _tree(value) for key, value in node.entries}
    return [_tree(item) for item in node.items]


def _put(tree: Any, steps: tuple[Step, ...], value: Any, *, path: str) -> Any:  # noqa: ANN401 -- trees of texts
    """Give the tree with a value at its path; groups and lists left empty go with it."""
    if not steps:
        return value
    first, *rest = steps
    if isinstance(first, int):
        return _put_element(list(tree or ()), first, tuple(rest), value, path=path)
    found = dict(tree or {})
    inner = _put(found.get(first), tuple(rest), value, path=path)
    if inner in (_GONE, {}, []):
        found.pop(first, None)
    else:
        found[first] = inner
    return found


def _put_element(lines: list[Any], rank: int, rest: tuple[Step, ...], value: Any, *, path: str) -> Any:  # noqa: ANN401 -- trees of texts
    if rank > len(lines):
        last = f"le dernier est n° {len(lines) - 1}" if lines else "elle est vide"
        raise Malformed(
            code="REP-002",
            message=f"« {path} » : la liste n'a pas d'élément [{rank}] ; comptés depuis 0, {last}.",
            remedies=(f"Pour ajouter un élément, écrivez [{len(lines)}].",),
        )
    inner = _put(lines[rank] if rank < len(lines) else None, rest, value, path=path)
    kept = [] if inner in (_GONE, {}, []) else [inner]
    return [*lines[:rank], *kept, *lines[rank + 1 :]]
