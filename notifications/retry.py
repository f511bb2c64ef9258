"""When to try a mail again: a decision returned, nothing performed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from forms.strict_yaml import Mapping, Scalar, Sequence, read_yaml

_FILE = "retry.yaml"
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long to wait after the first failure, the second, and so on."""

    waits: tuple[timedelta, ...]

    def next_attempt(self, attempt: int, now: datetime) -> datetime | None:
        """Tell when to try again after `attempt` failures (1 or more), seen at `now`; `None`: give up."""
        return now + self.waits[attempt - 1] if 1 <= attempt <= len(self.waits) else None


def next_attempt(attempt: int, now: datetime) -> datetime | None:
    """Tell, by the shipped policy, when to try again after `attempt` failures; `None`: give up."""
    return shipped_policy().next_attempt(attempt, now)


@cache
def shipped_policy() -> RetryPolicy:
    """Give the policy of `retry.yaml`."""
    root = read_yaml((files("notifications") / _FILE).read_bytes(), name=_FILE)
    waits = root.get("waits") if isinstance(root, Mapping) else None
    texts = (
        [wait.text for wait in waits.items if isinstance(wait, Scalar)] if isinstance(waits, Sequence) else []
    )
    return RetryPolicy(tuple(map(_duration, texts)))


def _duration(text: str) -> timedelta:
    number, _, unit = text.partition(" ")
    return int(number) * _UNITS[unit.removesuffix("s")]
