"""Published figures, against which ours are read; each with its year and source."""

from dataclasses import dataclass

from rules.reference_data import read_shipped


@dataclass(frozen=True, slots=True)
class Published:
    """A figure somebody published: its value as written, the year it tells of, where it is read."""

    value: str
    year: str
    source: str
    sure: str


def published(indicator: str) -> Published:
    """Give the published figure of an indicator."""
    tree = read_shipped("indicators")
    found = tree["indicators"][indicator]
    return Published(found["value"], found["year"], tree["source"], tree["sure"])
