"""An example of each rule, in words: a situation, and what the rule says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rules.reference_data import read_shipped


@dataclass(frozen=True, slots=True)
class Example:
    """A situation told in French, and the message of the finding it meets."""

    title: str
    told: str


@cache
def rule_examples() -> Mapping[str, Example]:
    """Give the example of every rule by its id, read once; under the parameters of 2025."""
    tree = read_shipped("rule_examples")["rules"]
    return {rule: Example(**fields) for rule, fields in tree.items()}
