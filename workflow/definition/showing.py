"""What is really in force: each value of a resolved definition with the file and line it comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.problems import Mark
from forms.strict_yaml import Mapping, Node, Scalar
from workflow.definition.resolved import Resolved
from workflow.definition.tree import Place, StandIn, dotted, walk

_INDENT = "  "
_DASH = "- "
_ORIGIN_COLUMN = 72


@dataclass(frozen=True, slots=True)
class Shown:
    """One value: its path, its text, the place it comes from, and the shorthand written in its stead."""

    path: str
    value: str
    mark: Mark
    shorthand: str | None = None

    def to_json(self) -> dict[str, str | int | None]:
        """Give the value as one JSON object."""
        return {
            "path": self.path,
            "value": self.value,
            "file": self.mark.file,
            "line": self.mark.line,
            "column": self.mark.column,
            "shorthand": self.shorthand,
        }


def values(resolved: Resolved, *, own_only: bool = False) -> Iterator[Shown]:
    """Give every value in the order of the definition; `own_only` keeps what its own file says."""
    own = resolved.files[-1]
    for place in walk(resolved.tree):
        if isinstance(place.node, Scalar) and (not own_only or place.node.mark.file == own):
            yield Shown(dotted(place.path), place.node.text, place.node.mark, _shorthand(place.node))


def as_json(resolved: Resolved, *, own_only: bool = False) -> dict[str, object]:
    """Give the definition's head and its values, ready for JSON."""
    definition = resolved.definition
    return {
        "code": definition.code,
        "title": definition.title,
        "files": list(resolved.files),
        "redirected": {path: list(keys) for path, keys in overridden(resolved, own_only=own_only)},
        "values": [shown.to_json() for shown in values(resolved, own_only=own_only)],
    }


def as_text(resolved: Resolved, *, own_only: bool = False) -> str:
    """Write the definition as YAML would be, each value followed by its file and line.

    A shorthand that stands for the value follows in brackets; last come the transitions that an
    heir redirects, with what they keep.
    """
    own = resolved.files[-1] if own_only else None
    kept = (
        f"# {path} est redirigé et garde, hérités : {', '.join(keys)}"
        for path, keys in overridden(resolved, own_only=own_only)
    )
    return "\n".join([*_lines(resolved.tree, depth=0, own=own), *kept])


def overridden(resolved: Resolved, *, own_only: bool = False) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the transitions that an heir redirects, with the keys that stay inherited.

    Redirected: another `by`, `from` or `to` than the file that wrote the transition first; with
    `own_only`, by the definition's own file.
    """
    for place in walk(resolved.tree):
        if len(place.path) == _TRANSITION_DEPTH and place.path[2] == "transitions":
            kept = _inherited(place, resolved.files, resolved.files[-1] if own_only else None)
            if kept:
                yield dotted(place.path), kept


_TRANSITION_DEPTH = 4
_HEADS = frozenset({"by", "from", "to"})


def _inherited(place: Place, order: Sequence[str], heir: str | None) -> tuple[str, ...]:
    if not isinstance(place.node, Mapping) or not place.node.entries:
        return ()
    files = {key.text: _file(value) for key, value in place.node.entries}
    base = min(files.values(), key=order.index)
    changed = {files[name] for name in _HEADS if name in files} - {base}
    redirected = heir in changed if heir is not None else bool(changed)
    return tuple(key for key, file in files.items() if redirected and file == base and key not in _HEADS)


def _file(node: Node) -> str:
    """Give the file that says a value; what is borrowed is said where it is borrowed."""
    scalars = (place.node for place in walk(node) if isinstance(place.node, Scalar))
    first = next((one for one in scalars if not isinstance(one, StandIn)), None)
    return first.mark.file if first is not None else node.mark.file


def _lines(node: Node, *, depth: int, own: str | None, prefix: str = "") -> Iterator[str]:
    """Write a node; `prefix` is what its first line begins with (a key, or the dash of a list)."""
    indent = _INDENT * depth
    if isinstance(node, Scalar):
        if own in {None, node.mark.file}:
            written = f"{indent}{prefix}{_scalar(node)}"
            by = f" ({_shorthand(node)})" if _shorthand(node) else ""
            yield f"{written:<{_ORIGIN_COLUMN}}  # {node.mark.file}:{node.mark.line}{by}"
        return
    inside = depth + bool(prefix)
    if isinstance(node, Mapping):
        below = [
            line
            for key, value in node.entries
            for line in _lines(value, depth=inside, own=own, prefix=f"{key.text}: ")
        ]
    else:
        below = [line for item in node.items for line in _lines(item, depth=inside, own=own, prefix=_DASH)]
    if prefix == _DASH and below and isinstance(node, Mapping):
        below[0] = f"{indent}{_DASH}{below[0].removeprefix(indent + _INDENT)}"
    elif prefix and below:
        yield f"{indent}{prefix.rstrip()}"
    yield from below


def _shorthand(node: Scalar) -> str | None:
    return node.shorthand if isinstance(node, StandIn) else None


def _scalar(node: Scalar) -> str:
    text = node.text.replace("\n", " ").strip()
    return f'"{text}"' if node.quoted else text
