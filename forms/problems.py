"""What is wrong in a file, and where: the unit every reader of the house reports in."""

from dataclasses import dataclass
from typing import Literal

from forms.typography import typeset

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; lines and columns start at 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Write `file:line:column`, the form terminals make clickable."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One defect of a file, told to the person who can mend it.

    `where` is a dotted path (`budget.resources[0].cash`), `length` the number of characters
    to underline from `mark` on. `code` is stable and listed in `forms.codes`. `path` tells step by
    step how it comes about, where a story shows it.
    """

    code: str
    message: str
    mark: Mark | None = None
    where: str = ""
    remedy: str = ""
    length: int = 1
    level: Level = "error"
    path: tuple[str, ...] = ()


def report(
    *,
    code: str,
    message: str,
    mark: Mark | None = None,
    where: str = "",
    remedy: str = "",
    length: int = 1,
    level: Level = "error",
    path: tuple[str, ...] = (),
) -> Problem:
    """Make a problem whose French texts carry their non-breaking spaces."""
    return Problem(code, typeset(message), mark, where, typeset(remedy), max(length, 1), level, path)


def in_reading_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sort problems as a reader meets them: by place, those without a place last."""
    return tuple(
        sorted(
            problems,
            key=lambda p: (p.mark is None, p.mark.line if p.mark else 0, p.mark.column if p.mark else 0),
        )
    )
