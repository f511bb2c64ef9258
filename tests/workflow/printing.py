"""A press that prints the same order once: that it gives the same bytes, the tests of printing show."""

from collections.abc import Mapping

import orjson

from pdf_templates.child import Press
from pdf_templates.rendering import Rendered


class OncePress(Press):
    """Prints what it has not printed yet; an order printed before is handed out again, unchanged."""

    def __init__(self) -> None:
        super().__init__()
        self._printed: dict[bytes, Rendered] = {}

    def render(
        self,
        name: str,
        *,
        sources: Mapping[str, str],
        letter: Mapping[str, object],
        issued_at: str,
        reference: str,
    ) -> Rendered:
        order = orjson.dumps([name, dict(sources), letter, issued_at, reference])
        if order not in self._printed:
            self._printed[order] = super().render(
                name, sources=sources, letter=letter, issued_at=issued_at, reference=reference
            )
        return self._printed[order]
