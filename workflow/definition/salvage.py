"""What can still be judged of a definition whose shape is wrong: all of it but what is wrong.

Parts that the model refuses are cut out, so that faults of other kinds are told in the same pass. What the
cut itself would make look wrong is not told.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Texts
from dataclasses import dataclass, replace

from pydantic import ValidationError

from forms.problems import Problem
from forms.strict_yaml import Mapping, Node, Scalar, Sequence
from workflow.definition.model import Definition
from workflow.definition.plain import is_trap, plain
from workflow.definition.resolved import Resolved
from workflow.definition.tree import Path, dotted, find, walk

_MOST_CUTS = 50
_QUOTE = "<quote>"
TextsByFile = Texts[str, str]

_LACKING = frozenset(
    {
        "DEF-024",
        "DEF-033",
        "DEF-045",
        "DEF-046",
        "DEF-077",
        "DEF-085",
        "DEF-093",
        "DEF-094",
        "DEF-105",
        "DEF-144",
    }
)
"""Problems of what is not there: it may have been cut."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The rest of a definition, resolved; `cut` are the paths taken out, `gone` the words they held."""

    resolved: Resolved
    cut: tuple[Path, ...] = ()
    gone: frozenset[str] = frozenset()

    def still_true(self, problems: Iterable[Problem], *, told: Iterable[Problem]) -> Iterator[Problem]:
        """Give the problems that the cut did not make, nor those at a place already told."""
        places = {problem.mark for problem in told}
        above = {dotted(path[:length]) for path in self.cut for length in range(1, len(path) + 1)}
        for problem in problems:
            if problem.mark in places or problem.where in above:
                continue
            if self.cut and problem.code in _LACKING:
                continue
            if not self.gone.intersection(self._named(problem)):
                yield problem

    def _named(self, problem: Problem) -> set[str]:
        """Give the words at a problem's place, and its parts: `decision.vote` also names `decision`."""
        if problem.mark is None:
            return set()
        lines = self.resolved.texts.get(problem.mark.file, "").split("\n")
        line = lines[problem.mark.line - 1] if problem.mark.line <= len(lines) else ""
        start = problem.mark.column - 1
        token = line[start : start + problem.length].strip("\"'")
        return {token, *token.split(".")}


def salvage(
    tree: Mapping, *, files: tuple[str, ...], texts: TextsByFile, known_codes: tuple[str, ...]
) -> Salvaged | None:
    """Cut out of a merged tree what the model refuses, until the rest is a definition; None if none is left.

    A text that another reader would misread is kept, as if it were quoted.
    """
    cut: list[Path] = []
    gone: set[str] = set()
    rest = tree
    for _ in range(_MOST_CUTS):
        try:
            definition = Definition.model_validate(plain(rest))
        except ValidationError as error:
            paths = _refused(error, rest)
            if () in paths:
                return None
            for path in paths:
                gone.update(_words(rest, path))
            cut += paths
            rest = _without(rest, frozenset(paths))
            continue
        return Salvaged(Resolved(definition, rest, files, texts, known_codes), tuple(cut), frozenset(gone))
    return None


def _refused(error: ValidationError, tree: Mapping) -> list[Path]:
    """Give the paths of what is refused, each once; of a group that lacks a key, the group."""
    found: dict[Path, None] = {}
    for detail in error.errors(include_url=False):
        place = find(tree, detail["loc"])
        trapped = isinstance(place.node, Scalar) and detail["type"] == "trapped" and is_trap(place.node)
        if not trapped:
            found[place.path] = None
        else:
            found[(*place.path, _QUOTE)] = None
    return list(found)


def _words(tree: Mapping, path: Path) -> Iterator[str]:
    """Give the words that go with a path: its last key, the keys and texts below."""
    if path[-1] == _QUOTE:
        return
    place = find(tree, path)
    yield str(path[-1])
    for below in walk(place.node):
        yield from (str(step) for step in below.path)
        if isinstance(below.node, Scalar):
            yield below.node.text


def _without(node: Mapping, cut: frozenset[Path]) -> Mapping:
    rest = _rest(node, (), cut)
    return rest if isinstance(rest, Mapping) else Mapping((), node.mark)


def _rest(node: Node, path: Path, cut: frozenset[Path]) -> Node:
    if isinstance(node, Mapping):
        entries = tuple(
            (key, _rest(value, (*path, key.text), cut))
            for key, value in node.entries
            if (*path, key.text) not in cut
        )
        return Mapping(entries, node.mark)
    if isinstance(node, Sequence):
        kept = ((rank, item) for rank, item in enumerate(node.items) if (*path, rank) not in cut)
        return Sequence(tuple(_rest(item, (*path, rank), cut) for rank, item in kept), node.mark)
    return replace(node, quoted=True) if (*path, _QUOTE) in cut else node
