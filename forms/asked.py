"""One thing asked, as the readers of answers need it: its kind, its choices, its bounds, its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer may not go beyond; every bound is admitted itself.

    `least` and `greatest` are in the unit of the kind: cents, basis points, a count, the ordinal of a
    day, or months since year 0. `shortest` and `longest` count characters, `fewest` and `most` items;
    `size` is in bytes; `types` are endings of file names.
    """

    least: int | None = None
    greatest: int | None = None
    shortest: int | None = None
    longest: int | None = None
    fewest: int | None = None
    most: int | None = None
    size: int | None = None
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked: `kind` is a word of `kinds_reading`, `columns` those of a table by their names."""

    kind: str
    label: str
    required: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    bounds: Bounds = Bounds()
    columns: Mapping[str, "Asked"] = field(default_factory=dict)
