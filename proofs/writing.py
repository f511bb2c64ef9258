"""A definition written as YAML text in one of many styles, with the place of every token.

The places are counted while writing, not read back: they do not rest on the reader that is tried.
"""

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from random import Random

from forms.strict_yaml import Mapping, Node, Scalar, Sequence
from workflow.definition.fields import known_keys
from workflow.definition.plain import is_trap
from workflow.definition.tree import Path

_PLAIN = re.compile(r"[A-Za-zÀ-ÿ0-9](?:[^:#\n'\"]*[^\s:#'\"])?")
_IN_FLOW = frozenset(",[]{}")
_NOTHING = frozenset({"null", "Null", "NULL"})
_COMMENTS = ("à confirmer", "vu avec le service : rien à changer", "« note »", "voir [1], {2} & *3")


@dataclass(frozen=True, slots=True)
class Token:
    """Where a token was written: line and column from 1, and its number of characters."""

    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is written; none of it changes what the text means."""

    indent: int = 2
    flow: float = 0.3
    quoted: float = 0.2
    double: bool = True
    comments: float = 0.0
    blank: float = 0.0
    shuffled: bool = False
    windows: bool = False

    @classmethod
    def drawn(cls, chance: Random) -> "Style":
        """Draw a style: mostly block or mostly flow, with or without quotes, comments, blank lines."""
        return cls(
            indent=chance.choice((2, 2, 4)),
            flow=chance.choice((0.0, 0.3, 0.7)),
            quoted=chance.choice((0.0, 0.2, 1.0)),
            double=chance.random() < 0.5,  # noqa: PLR2004 -- heads or tails
            comments=chance.choice((0.0, 0.2)),
            blank=chance.choice((0.0, 0.1)),
            shuffled=chance.random() < 0.5,  # noqa: PLR2004 -- heads or tails
            windows=chance.random() < 0.2,  # noqa: PLR2004 -- one file in five
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A text with the token of each value and of each key, by path."""

    text: str
    values: Map[Path, Token]
    keys: Map[Path, Token]

    def token(self, path: Path, *, on_key: bool) -> Token:
        """Give the token of a key, or of a value that is a text; a group is shown by its key."""
        return self.keys[path] if on_key or path not in self.values else self.values[path]


def write(tree: Mapping, *, style: Style, chance: Random, verbatim: frozenset[Path] = frozenset()) -> Written:
    """Write a tree; values and keys at the paths of `verbatim` are not restyled."""
    pen = _Pen(style, chance, verbatim)
    pen.group(tree, (), 0)
    return Written("".join(pen.written), pen.values, pen.keys)


@dataclass(slots=True)
class _Pen:
    """What writes, and knows where it stands."""

    style: Style
    chance: Random
    verbatim: frozenset[Path]
    written: list[str] = field(default_factory=list)
    values: dict[Path, Token] = field(default_factory=dict)
    keys: dict[Path, Token] = field(default_factory=dict)
    line: int = 1
    column: int = 1

    def group(self, node: Mapping, path: Path, depth: int) -> None:
        for key, value in self._ordered(node, path):
            self._between(depth)
            self._put(" " * depth)
            self._entry(key, value, (*path, key.text), depth)

    def _entry(self, key: Scalar, value: Node, path: Path, depth: int) -> None:
        self._key(key, path)
        self._put(":")
        if self._is_flat(value, path):
            self._put(" ")
            self._flat(value, path, depth)
            self._end()
        elif isinstance(value, Mapping):
            self._end()
            self.group(value, path, depth + self.style.indent)
        elif isinstance(value, Sequence):
            self._end()
            self._list(value, path, depth + self.style.indent)

    def _list(self, node: Sequence, path: Path, depth: int) -> None:
        for index, item in enumerate(node.items):
            here = (*path, index)
            self._put(" " * depth + "- ")
            if not isinstance(item, Scalar):
                self.values[here] = Token(self.line, self.column, 1)
            if isinstance(item, Mapping) and not self._is_flat(item, here):
                (key, value), *rest = self._ordered(item, here)
                self._entry(key, value, (*here, key.text), depth + 2)
                for key, value in rest:
                    self._put(" " * (depth + 2))
                    self._entry(key, value, (*here, key.text), depth + 2)
            else:
                self._flat(item, here, depth)
                self._end()

    def _flat(self, node: Node, path: Path, depth: int) -> None:
        if isinstance(node, Scalar):
            self.values[path] = self._token(self._scalar(node, path, flow=False))
            return
        self._flow(node, path, depth)

    def _flow(self, node: Node, path: Path, depth: int) -> None:
        if isinstance(node, Scalar):
            self.values[path] = self._token(self._scalar(node, path, flow=True))
        elif isinstance(node, Mapping):
            self._put("{")
            for index, (key, value) in enumerate(self._ordered(node, path)):
                self._comma(index, depth)
                self._key(key, (*path, key.text))
                self._put(": ")
                self._flow(value, (*path, key.text), depth)
            self._put("}")
        else:
            self._put("[")
            for index, item in enumerate(node.items):
                self._comma(index, depth)
                if not isinstance(item, Scalar):
                    self.values[*path, index] = Token(self.line, self.column, 1)
                self._flow(item, (*path, index), depth)
            self._put("]")

    def _comma(self, index: int, depth: int) -> None:
        if index and self.column > 100:  # noqa: PLR2004 -- the width of a page
            self._put(",")
            self._put("\n")
            self._put(" " * (depth + 4))
        elif index:
            self._put(", ")

    def _key(self, key: Scalar, path: Path) -> None:
        quoted = path not in self.verbatim and self.chance.random() < self.style.quoted / 4
        self.keys[path] = self._token(f'"{key.text}"' if quoted and self.style.double else key.text)

    def _scalar(self, node: Scalar, path: Path, *, flow: bool) -> str:
        if path in self.verbatim:
            return node.text if not node.quoted else self._quote(node.text)
        safe = _PLAIN.fullmatch(node.text) and not is_trap(Scalar(node.text, quoted=False, mark=node.mark))
        cut = flow and _IN_FLOW.intersection(node.text)
        if not safe or cut or node.text in _NOTHING or self.chance.random() < self.style.quoted:
            return self._quote(node.text)
        return node.text

    def _quote(self, text: str) -> str:
        if "\n" in text or (self.style.double and '"' not in text and "\\" not in text):
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        return "'" + text.replace("'", "''") + "'"

    def _is_flat(self, node: Node, path: Path) -> bool:
        """Tell whether a value stands on the line of its key: texts, empty ones, some groups."""
        if isinstance(node, Scalar):
            return True
        inside = node.entries if isinstance(node, Mapping) else node.items
        return not inside or (len(path) > 1 and self.chance.random() < self.style.flow)

    def _ordered(self, node: Mapping, path: Path) -> list[tuple[Scalar, Node]]:
        """Give the entries, in any order where order means nothing: the keys that the language fixes."""
        entries = list(node.entries)
        if self.style.shuffled and {key.text for key, _ in entries} <= {*known_keys(path)}:
            self.chance.shuffle(entries)
        return entries

    def _between(self, depth: int) -> None:
        if self.chance.random() < self.style.blank:
            self._put("\n")
        if self.chance.random() < self.style.comments:
            self._put(" " * depth + "# " + self.chance.choice(_COMMENTS) + "\n")

    def _end(self) -> None:
        if self.chance.random() < self.style.comments:
            self._put(" # " + self.chance.choice(_COMMENTS))
        self._put("\n")

    def _token(self, text: str) -> Token:
        token = Token(self.line, self.column, len(text))
        self._put(text)
        return token

    def _put(self, text: str) -> None:
        if text.endswith("\n"):
            self.line, self.column = self.line + 1, 1
            self.written.append(text[:-1] + ("\r\n" if self.style.windows else "\n"))
        else:
            self.column += len(text)
            self.written.append(text)
