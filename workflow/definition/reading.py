"""One file of definition: its text, read strictly, with what each file must say for itself."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from forms.nearest import suggest
from forms.problems import Mark, Problem, report
from forms.strict_yaml import Mapping, Scalar, read_yaml

VERSION = "1"
"""The version of the language this reader knows."""

_OWN_KEYS = ("jalon", "code", "title")


@dataclass(frozen=True, slots=True)
class Source:
    """One file before it is read: its name as shown, and its bytes."""

    name: str
    content: bytes

    @property
    def code(self) -> str:
        """Give the code the file's name announces."""
        return PurePath(self.name).stem

    def text(self) -> str:
        """Give the text to quote from; what cannot be decoded is replaced."""
        return self.content.decode("utf-8", "replace")


@lru_cache(maxsize=64)
def read_source(source: Source) -> tuple[Mapping, tuple[Problem, ...]]:
    """Read one file into nodes, with what its head lacks; a text already read is not read again.

    Raises `Unreadable` and `LimitExceeded` of the strict reader.
    """
    root = read_yaml(source.content, name=source.name)
    if not isinstance(root, Mapping):
        problem = report(
            code="DEF-006",
            message="Une définition est un groupe de clés, non une liste ni un texte.",
            mark=root.mark,
            remedy="Commencez par « jalon: 1 » et « code: … », une clé par ligne.",
        )
        return Mapping((), root.mark), (problem,)
    return root, tuple(_head(root, source))


def parent_of(root: Mapping) -> Scalar | None:
    """Give the code that a file builds on, with its place."""
    parent = root.get("extends")
    return parent if isinstance(parent, Scalar) else None


def _head(root: Mapping, source: Source) -> list[Problem]:
    problems = [
        report(
            code="DEF-002",
            message=f"Il manque la clé « {key} » : chaque fichier dit la sienne.",
            mark=Mark(source.name, 1, 1),
            where=key,
            remedy=f"Ajoutez « {key}: … » en tête du fichier.",
        )
        for key in _OWN_KEYS
        if root.get(key) is None
    ]
    for key, expected in (("jalon", VERSION), ("code", source.code)):
        given = root.get(key)
        if isinstance(given, Scalar) and given.text != expected:
            problems.append(_unlike(given, key, expected))
    return problems


def _unlike(given: Scalar, key: str, expected: str) -> Problem:
    told = "le langage en est à la version" if key == "jalon" else "le fichier s'appelle"
    return report(
        code="DEF-009",
        message=f"« {key}: {given.text} », mais {told} « {expected} ».",
        mark=given.mark,
        where=key,
        remedy=suggest(given.text, [expected])
        if key == "jalon"
        else f"Écrivez « code: {expected} », ou renommez le fichier.",
        length=given.length,
    )
