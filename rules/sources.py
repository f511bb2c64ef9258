"""The text each rule rests on, kept as data beside the other reference files."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from rules.findings import Source
from rules.reference_data import read_shipped


@cache
def rule_sources() -> Mapping[str, Source]:
    """Give the source of every rule by its id, read once."""
    tree = read_shipped("rule_sources")["rules"]
    return {rule: _source(fields) for rule, fields in tree.items()}


def source_of(rule: str) -> Source:
    """Give the text a rule rests on."""
    return rule_sources()[rule]


def _source(fields: Mapping[str, str]) -> Source:
    since = fields.get("from")
    return Source(fields["text"], fields["part"], date.fromisoformat(since) if since else None)
