"""Reading one field of a file: its type makes sense of the text, problems are kept, not raised."""

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from datetime import date
from typing import TypeVar

from forms import strict_yaml
from forms.errors import Malformed
from forms.money import Cents, parse_euros
from forms.nearest import suggest
from forms.problems import Mark, Problem, report
from forms.strict_yaml import Node, Scalar, Sequence
from forms.tame_text import shown
from forms.traps import aside, foreign_digit, name_trap

T = TypeVar("T")
FieldReader = Callable[[Node, str], T | None]
"""Reads a node at a dotted path; gives None after reporting a problem."""

_BLANKS = frozenset({"…", "..."})
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Reading:
    """One file being read: the problems met, and the place of each path."""

    def __init__(self, *, is_json: bool) -> None:
        self.problems: list[Problem] = []
        self.places: dict[str, tuple[Mark, int]] = {}
        self._is_json = is_json

    def refuse(self, node: Node, where: str, *, code: str, message: str, remedy: str) -> None:
        """Keep a problem at a node."""
        length = node.length if isinstance(node, Scalar) else 1
        self.problems.append(
            report(code=code, message=message, mark=node.mark, where=where, remedy=remedy, length=length)
        )

    def scalar(self, node: Node, where: str) -> Scalar | None:
        """Take a single value."""
        self.places[where] = (node.mark, node.length if isinstance(node, Scalar) else 1)
        if isinstance(node, Scalar):
            return node
        self.refuse(
            node,
            where,
            code="APP-005",
            message=f"« {where} » attend une seule valeur, non une liste ni un groupe.",
            remedy="Donnez une seule valeur, entre guillemets si elle commence par [ ou {.",
        )
        return None

    def text(self, node: Node, where: str) -> str | None:
        """Take a text that says something; a bare JSON number is not a text."""
        scalar = self.scalar(node, where)
        if scalar is None or not self._quoted_if_json(scalar, where):
            return None
        text = unicodedata.normalize("NFC", scalar.text.strip())
        if text:
            return text
        self.refuse(
            node,
            where,
            code="APP-005",
            message=f"« {where} » est un texte vide.",
            remedy="Donnez un texte, ou retirez la clé.",
        )
        return None

    def amount(self, node: Node, where: str) -> Cents | None:
        """Take an amount of money."""
        scalar = self.scalar(node, where)
        if scalar is None or not self._quoted_if_json(scalar, where):
            return None
        try:
            return parse_euros(scalar.text)
        except Malformed as error:
            self.refuse(
                node,
                where,
                code=error.code,
                message=f"« {where} » : {error.message}",
                remedy=" ".join(error.remedies),
            )
            return None

    def whole(self, *, low: int, high: int, example: str) -> FieldReader[int]:
        """Make a reader of whole numbers between two bounds, both included."""

        def read(node: Node, where: str) -> int | None:
            scalar = self.scalar(node, where)
            if scalar is None:
                return None
            if _WHOLE.fullmatch(scalar.text) and low <= int(scalar.text) <= high:
                return int(scalar.text)
            self.refuse(
                node,
                where,
                code="APP-007",
                message=f"« {where} » : « {shown(scalar.text)} » n'est pas un nombre entier "
                f"de {low} à {high}{aside(name_trap(scalar.text))}.",
                remedy=f"Écrivez un nombre entier, par exemple {example}.",
            )
            return None

        return read

    def day(self, node: Node, where: str) -> date | None:
        """Take a calendar day written year-month-day."""
        scalar = self.scalar(node, where)
        if scalar is None:
            return None
        try:
            if _DAY.fullmatch(scalar.text):
                return date.fromisoformat(scalar.text)
        except ValueError:
            pass
        self.refuse(
            node,
            where,
            code="APP-008",
            message=f"« {where} » : « {shown(scalar.text)} » n'est pas une date du calendrier"
            f"{aside(foreign_digit(scalar.text))}.",
            remedy="Écrivez la date sous la forme année-mois-jour, par exemple 2025-01-10.",
        )
        return None

    def choice(self, known: Container[str], *, code: str = "APP-006") -> FieldReader[str]:
        """Make a reader of one word of a closed list."""

        def read(node: Node, where: str) -> str | None:
            word = self.text(node, where)
            if word is None or word in known:
                return word
            self.refuse(
                node,
                where,
                code=code,
                message=f"« {where} » : « {shown(word)} » n'est pas dans la liste{aside(name_trap(word))}.",
                remedy=suggest(word, known) if isinstance(known, Mapping | frozenset) else "",
            )
            return None

        return read

    def items(self, read: FieldReader[T]) -> FieldReader[tuple[T, ...]]:
        """Make a reader of lists."""

        def read_all(node: Node, where: str) -> tuple[T, ...] | None:
            self.places[where] = (node.mark, 1)
            if not isinstance(node, Sequence):
                self.refuse(
                    node,
                    where,
                    code="APP-004",
                    message=f"« {where} » attend une liste.",
                    remedy="Donnez chaque valeur après un tiret, ou entre crochets : [a, b].",
                )
                return None
            values = [read(item, f"{where}[{index}]") for index, item in enumerate(node.items)]
            return tuple(value for value in values if value is not None)

        return read_all

    def group(self, node: Node, where: str, *, keys: frozenset[str]) -> "Group | None":
        """Take a group of keys; unknown ones are refused with the nearest known one."""
        self.places[where] = (node.mark, 1)
        if not isinstance(node, strict_yaml.Mapping):
            self.refuse(
                node,
                where,
                code="APP-003",
                message=f"« {where or 'le document'} » attend un groupe de clés.",
                remedy=f"Donnez des clés parmi : {', '.join(sorted(keys))}.",
            )
            return None
        for key, _ in node.entries:
            if key.text not in keys:
                self.refuse(
                    key,
                    f"{where}.{key.text}" if where else key.text,
                    code="APP-001",
                    message=f"Clé inconnue « {shown(key.text)} »" + (f" dans « {where} »." if where else "."),
                    remedy=suggest(key.text, keys),
                )
        return Group(self, node, where)

    def _quoted_if_json(self, scalar: Scalar, where: str) -> bool:
        if scalar.quoted or not self._is_json:
            return True
        self.refuse(
            scalar,
            where,
            code="JSON-001",
            message=f"« {where} » : en JSON, {shown(scalar.text)} sans guillemets n'est pas un texte ; "
            "un nombre y perdrait ses décimales ou ses zéros.",
            remedy=f'Mettez la valeur entre guillemets : "{shown(scalar.text)}".',
        )
        return False


class Group:
    """The keys of one group, read one by one."""

    def __init__(self, reading: Reading, node: strict_yaml.Mapping, where: str) -> None:
        self.where = where
        self.node = node
        self.reading = reading

    def path(self, key: str) -> str:
        """Give the dotted path of a key."""
        return f"{self.where}.{key}" if self.where else key

    def read(self, key: str, read: FieldReader[T]) -> T | None:
        """Read a key that may be absent."""
        node = self._given(key)
        return None if node is None else read(node, self.path(key))

    def require(self, key: str, read: FieldReader[T], *, otherwise: T, example: str) -> T:
        """Read a key that must be there; `otherwise` stands in after a problem."""
        node = self._given(key)
        if node is None:
            self.reading.problems.append(
                report(
                    code="APP-002",
                    message=f"Il manque « {self.path(key)} ».",
                    mark=self.node.mark,
                    where=self.path(key),
                    remedy=f"Ajoutez la clé, par exemple {key}: {example}",
                )
            )
            return otherwise
        value = read(node, self.path(key))
        return otherwise if value is None else value

    def _given(self, key: str) -> Node | None:
        """Give a key's value; a lone ellipsis is a place still to be filled, as if it were absent."""
        node = self.node.get(key)
        blank = isinstance(node, Scalar) and not node.quoted and node.text in _BLANKS
        return None if blank else node
