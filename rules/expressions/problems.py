"""What may be wrong with an expression: what kind of fault, where in its text, and what would do."""

from dataclasses import dataclass
from typing import Literal

Fault = Literal["syntax", "name", "units", "not_yes_no", "forbidden", "limit", "constant", "option"]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One fault of an expression; `start` and `length` say where, in characters of its text."""

    fault: Fault
    message: str
    remedy: str
    start: int
    length: int


class Flawed(Exception):
    """An expression that cannot be read."""

    def __init__(self, *flaws: Flaw) -> None:
        super().__init__(flaws[0].message)
        self.flaws = flaws
