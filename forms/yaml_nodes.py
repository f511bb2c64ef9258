"""The tree a strict file is read into: every scalar stays text, with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.problems import Mark


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written; `quoted` tells `"70"` from a bare `70`, `length` what to underline."""

    text: str
    quoted: bool
    mark: Mark
    length: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; keys are unique."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    mark: Mark

    def get(self, key: str) -> "Node | None":
        """Give the value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def keys(self) -> tuple[str, ...]:
        """Give the keys as texts, in the order written."""
        return tuple(name.text for name, _ in self.entries)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items in the order written."""

    items: tuple["Node", ...]
    mark: Mark

    def __iter__(self) -> Iterator["Node"]:
        """Walk the items."""
        return iter(self.items)


Node = Scalar | Mapping | Sequence
