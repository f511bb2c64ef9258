"""What a rule says: seen, computed, under which text, and what would satisfy it.

Words are written only when somebody reads them: passing costs nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from forms.typography import typeset

Level = Literal["info", "warn", "block"]
LEVEL_WORDS: Mapping[str, str] = MappingProxyType(
    {"block": "bloquant", "warn": "avertissement", "info": "information"}
)
"""How a level is called in French, beside what was found."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """The text a rule or a parameter rests on, the part of it, and the day it holds from."""

    text: str
    part: str
    since: date | None = None

    def to_json(self) -> dict[str, str | None]:
        """Give the public shape: `text`, `part`, `from` (ISO 8601 or null)."""
        return {"text": self.text, "part": self.part, "from": self.since.isoformat() if self.since else None}


class Explanation(NamedTuple):
    """The words of a finding, in French: values seen, steps of the computation, true remedies.

    `advice` is what the author of a rule suggests; nothing proves it.
    """

    message: str
    seen: Mapping[str, str] = _NOTHING
    steps: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    source: Source | None = None
    advice: str = ""


class Observation(NamedTuple):
    """What a check returns: a level, the dotted path to look at, and how to put it in words."""

    level: Level
    where: str
    explain: Callable[[], Explanation]


class Finding:
    """One thing a rule found. `level` `block` refuses, `warn` asks for a reason, `info` tells.

    `where` is the dotted path of the field to look at. The words come from `explain` and the
    rule's own source from `cite`, each called when first read.
    """

    __slots__ = ("_cite", "_explain", "_told", "level", "rule", "where")

    def __init__(
        self,
        *,
        rule: str,
        level: Level,
        where: str,
        explain: Callable[[], Explanation],
        cite: Callable[[], Source],
    ) -> None:
        self.rule = rule
        self.level = level
        self.where = where
        self._explain = explain
        self._cite = cite
        self._told: Explanation | None = None

    @property
    def explanation(self) -> Explanation:
        """The words, their spaces set as French sets them."""
        if self._told is None:
            told = self._explain()
            self._told = Explanation(
                typeset(told.message),
                MappingProxyType(dict(told.seen)),
                tuple([typeset(step) for step in told.steps]),
                tuple([typeset(remedy) for remedy in told.remedies]),
                told.source,
                typeset(told.advice) if told.advice else "",
            )
        return self._told

    @property
    def message(self) -> str:
        """What is to be known, in one sentence or two."""
        return self.explanation.message

    @property
    def seen(self) -> Mapping[str, str]:
        """The values met, by French name."""
        return self.explanation.seen

    @property
    def steps(self) -> tuple[str, ...]:
        """The computation, step by step."""
        return self.explanation.steps

    @property
    def remedies(self) -> tuple[str, ...]:
        """What would satisfy the rule, the smallest change first."""
        return self.explanation.remedies

    @property
    def advice(self) -> str:
        """What the author of the rule suggests, unproved; empty where nothing is."""
        return self.explanation.advice

    @property
    def source(self) -> Source:
        """The text relied on: the dated parameter's when one decided, else the rule's."""
        return self.explanation.source or self._cite()

    def to_json(self) -> dict[str, object]:
        """Give the public shape, keys in their published order; `advice` where its author gave some."""
        told = self.explanation
        tree: dict[str, object] = {
            "rule": self.rule,
            "level": self.level,
            "message": told.message,
            "seen": dict(told.seen),
            "steps": list(told.steps),
            "remedies": list(told.remedies),
            "source": (told.source or self._cite()).to_json(),
            "where": self.where,
        }
        if told.advice:
            tree["advice"] = told.advice
        return tree

    def __eq__(self, other: object) -> bool:
        """Compare what is said, whatever said it."""
        return isinstance(other, Finding) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((self.rule, self.level, self.where))

    def __repr__(self) -> str:
        """Show the verdict and its words."""
        return f"Finding({self.rule} {self.level} {self.where!r}: {self.message})"
