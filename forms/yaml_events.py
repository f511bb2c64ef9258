"""The event stream of a YAML text, bounded in depth even inside the scanner."""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.events import Event
from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import Token

from forms.errors import LimitExceeded
from forms.problems import Mark, report


def read_events(text: str, *, name: str, depth: int) -> Iterator[Event]:
    """Give the parser's events one by one, from a loader used for this text only.

    The scanner looks ahead of the parser, so brackets are counted there too: deep nesting is
    refused before it is read. Raises `LimitExceeded`, and ruamel's `MarkedYAMLError`.
    """
    loader = YAML(typ="safe", pure=True)
    loader.Scanner = _bounded_scanner(name=name, depth=depth)
    return loader.parse(text)  # type: ignore[no-any-return] # ruamel leaves it untyped


def too_deep(*, mark: Mark, depth: int, where: str = "") -> LimitExceeded:
    """Name the depth limit and the place where it was passed."""
    return LimitExceeded(
        limit="depth",
        problem=report(
            code="LIM-002",
            message=f"Plus de {depth} niveaux imbriqués : c'est la limite.",
            mark=mark,
            where=where,
            remedy="Aplatissez le fichier : aucune demande n'a besoin de tant de niveaux.",
        ),
    )


def _bounded_scanner(*, name: str, depth: int) -> type[Scanner]:
    class BoundedScanner(Scanner):
        """A scanner that stops at the first bracket too many."""

        def fetch_flow_collection_start(
            self,
            TokenClass: type[Token],  # noqa: N803 -- named so by the library
            to_push: str,
        ) -> None:
            if len(self.flow_context) >= depth:
                place = self.reader.get_mark()
                raise too_deep(mark=Mark(name, place.line + 1, place.column + 1), depth=depth)
            super().fetch_flow_collection_start(TokenClass, to_push=to_push)

    return BoundedScanner
