"""What a template sees of a letter: names that resolve, absences that refuse to be printed."""

import re
from collections.abc import Mapping
from typing import NoReturn, final

from jinja2 import Undefined
from jinja2.exceptions import UndefinedError

from forms.letter import SAMPLE, vocabulary

_POSITION = re.compile(r"\[\d+\]")
_VOCABULARY = frozenset(vocabulary())


class AbsentValue(UndefinedError):
    """A value the letter does not give was about to be printed; `path` names it."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"« {path} » est absent de la lettre")


class UnknownValue(UndefinedError):
    """A template names something no letter has; `path` is what it wrote."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"« {path} » n'existe dans aucune lettre")


@final
class Absent(Undefined):
    """A known name without a value: false in a condition, an error anywhere else.

    Raises `AbsentValue` when printed, counted, walked, compared in order or handed to a filter.
    """

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        super().__init__(name=path, exc=UndefinedError)
        self.path = path

    def refuse(self, *_: object) -> NoReturn:
        raise AbsentValue(self.path)

    def child(self, name: str) -> object:
        return _absent(f"{self.path}.{name}")

    def __bool__(self) -> bool:
        return False

    __str__ = __len__ = __iter__ = refuse
    __lt__ = __le__ = __gt__ = __ge__ = refuse


@final
class Branch:
    """A part of the letter that holds named values; it has no text of its own."""

    __slots__ = ("_values", "path")

    def __init__(self, path: str, values: Mapping[str, object]) -> None:
        self.path = path
        self._values = values

    def child(self, name: str) -> object:
        path = f"{self.path}.{name}"
        return shown(path, self._values[name]) if name in self._values else _absent(path)


def shown(path: str, value: object) -> object:
    """Wrap a value of the letter as templates see it.

    Mappings become branches, lists tuples; `None` and blank text become `Absent`.
    """
    if isinstance(value, Mapping):
        return Branch(path, value)
    if isinstance(value, list | tuple):
        return tuple(shown(f"{path}[{index}]", item) for index, item in enumerate(value))
    if value is None or (isinstance(value, str) and not value.strip()):
        return Absent(path)
    return value


def roots(letter: Mapping[str, object]) -> dict[str, object]:
    """Give the names a template starts from; those the letter leaves out are absent."""
    return {name: shown(name, letter.get(name)) for name in {*SAMPLE, *letter}}


def _absent(path: str) -> Absent:
    if _POSITION.sub("[]", path) not in _VOCABULARY:
        raise UnknownValue(path)
    return Absent(path)
