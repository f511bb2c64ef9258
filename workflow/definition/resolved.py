"""A definition resolved: what is in force, and the place in a file each value comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from forms.problems import Mark, Problem
from forms.strict_yaml import Mapping as Group
from workflow.definition.model import Definition
from workflow.definition.tree import Path, Place, dotted, find, walk


@dataclass(frozen=True)
class Resolved:
    """A definition with its merged tree; `files` go from the procedure to the call.

    `texts` gives each file's text, to quote from; `known_codes` are the definitions that could be
    loaded beside it; `warnings` are what loading noticed.
    """

    definition: Definition
    tree: Group
    files: tuple[str, ...]
    texts: Mapping[str, str]
    known_codes: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """Give for each dotted path the place its value comes from."""
        return MappingProxyType({dotted(place.path): place.token[0] for place in walk(self.tree)})

    def place(self, path: Path) -> Place:
        """Give the place of a path, or of the deepest part of it that was written."""
        return find(self.tree, path)
