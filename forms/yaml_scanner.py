"""A scanner that stops where a limit is passed, instead of reading on to the end."""

import re
from typing import Any, ClassVar

from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import Token

from forms.problems import Mark
from forms.yaml_limits import too_deep, too_long
from forms.yaml_text import Limits

_IDLE_LINES = re.compile(r"(?: *(?:#[^\n]*)?\n)++")
_IDLE_LINES_IN_FLOW = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)++")


def bounded_scanner(*, name: str, limits: Limits) -> type[Scanner]:
    """Give a scanner for one text: it raises `LimitExceeded` at the bracket, or at the text, too many."""
    return type("ScannerOfOneText", (BoundedScanner,), {"text_name": name, "limits": limits})


class BoundedScanner(Scanner):
    """Counts brackets, and the pieces of the text being read; passes idle lines in one step.

    Each piece (a word, a line) holds one character at least: more pieces than characters allowed, and
    the text is too long however it goes on.
    """

    text_name: ClassVar[str] = ""
    limits: ClassVar[Limits] = Limits()
    _pieces = 0
    _start = Mark("", 1, 1)

    def fetch_flow_collection_start(
        self,
        TokenClass: type[Token],  # noqa: N803 -- named so by the library
        to_push: str,
    ) -> None:
        if len(self.flow_context) >= self.limits.depth:
            raise too_deep(mark=self._here(), limits=self.limits)
        super().fetch_flow_collection_start(TokenClass, to_push=to_push)

    def scan_to_next_token(self) -> Any:  # noqa: ANN401 -- the library's
        pattern = _IDLE_LINES_IN_FLOW if self.flow_level else _IDLE_LINES
        idle = pattern.match(self.reader.buffer, self.reader.pointer)
        if idle is not None:
            length = idle.end() - idle.start()
            self.reader.pointer += length
            self.reader.index += length
            self.reader.line += idle.group().count("\n")
            self.reader.column = 0
            self.allow_simple_key = self.allow_simple_key or not self.flow_level
        return super().scan_to_next_token()

    def scan_plain(self) -> Any:  # noqa: ANN401 -- the library's
        self._begin()
        return super().scan_plain()

    def scan_plain_spaces(self, indent: Any, start_mark: Any) -> Any:  # noqa: ANN401 -- the library's
        self._piece()
        return super().scan_plain_spaces(indent, start_mark)

    def scan_flow_scalar(self, style: Any) -> Any:  # noqa: ANN401 -- the library's
        self._begin()
        return super().scan_flow_scalar(style)

    def scan_flow_scalar_spaces(self, double: Any, start_mark: Any) -> Any:  # noqa: ANN401 -- the library's
        self._piece()
        return super().scan_flow_scalar_spaces(double, start_mark)

    def scan_block_scalar(self, style: Any, rt: Any = False) -> Any:  # noqa: ANN401, FBT002 -- the library's
        self._begin()
        return super().scan_block_scalar(style, rt)

    def scan_block_scalar_breaks(self, indent: int) -> Any:  # noqa: ANN401 -- the library's
        self._piece()
        return super().scan_block_scalar_breaks(indent)

    def scan_tag(self) -> Any:  # noqa: ANN401 -- the library's
        ahead = self.reader.prefix(self.limits.scalar + 1)
        if len(ahead) > self.limits.scalar and not any(map(str.isspace, ahead)):
            raise too_long(mark=self._here(), limits=self.limits)
        return super().scan_tag()

    def _begin(self) -> None:
        self._pieces, self._start = 0, self._here()

    def _piece(self) -> None:
        self._pieces += 1
        if self._pieces > self.limits.scalar + 1:
            raise too_long(mark=self._start, limits=self.limits)

    def _here(self) -> Mark:
        place = self.reader.get_mark()
        return Mark(self.text_name, place.line + 1, place.column + 1)
