"""The event stream of a YAML text, bounded even inside the scanner: in depth, and in length of one text."""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.events import Event

from forms.yaml_scanner import bounded_scanner
from forms.yaml_text import Limits


def read_events(text: str, *, name: str, limits: Limits) -> Iterator[Event]:
    """Give the parser's events one by one, from a loader used for this text only.

    The scanner looks ahead of the parser, so brackets and lengths are counted there too: what passes
    a limit is refused before it is read. Raises `LimitExceeded`, and ruamel's `MarkedYAMLError`.
    """
    loader = YAML(typ="safe", pure=True)
    loader.Scanner = bounded_scanner(name=name, limits=limits)
    return loader.parse(text)  # type: ignore[no-any-return] # ruamel leaves it untyped
