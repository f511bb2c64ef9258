"""What a proof has found: one line for people, one line of JSON, one exit status."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson

KEPT, BROKEN, UNFIT = 0, 1, 9
"""Exit statuses: the promise held; it did not, or the proof is void; the environment allows no proof."""

Figure = int | float | str


class Unfit(Exception):
    """The environment does not allow the proof; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of one proof, in the order they are printed.

    `planted_caught` tells whether the bug planted in the proof's own subject was seen: without it
    the figures mean nothing. `failures` name what broke, the first ones in words.
    """

    promise: str
    name: str
    figures: Mapping[str, Figure]
    seed: int
    planted_caught: bool
    failures: tuple[str, ...] = field(default=())

    @property
    def verdict(self) -> str:
        """Give KEPT, BROKEN, or VOID when the planted bug went unseen."""
        if not self.planted_caught:
            return "VOID"
        return "BROKEN" if self.failures else "KEPT"

    @property
    def status(self) -> int:
        """Give the exit status of the proof."""
        return KEPT if self.verdict == "KEPT" else BROKEN

    def line(self) -> str:
        """Write the line for people."""
        told = "  ".join(f"{name} {_shown(value)}" for name, value in self.figures.items())
        return f"{self.promise} {self.name}  {told}  seed {self.seed}  {self.verdict}"

    def json(self) -> str:
        """Write the line of JSON."""
        content = {
            "promise": self.promise,
            "proof": self.name,
            "figures": dict(self.figures),
            "seed": self.seed,
            "planted_caught": self.planted_caught,
            "failures": list(self.failures),
            "verdict": self.verdict,
        }
        return orjson.dumps(content).decode()


def _shown(value: Figure) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
