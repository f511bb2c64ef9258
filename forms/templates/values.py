"""What a template sees of a letter: parts, lists, values, and absences that refuse to be written."""

import re
from collections.abc import Mapping
from typing import NoReturn, final

from forms.letter import SAMPLE, vocabulary
from forms.templates.faults import Missing, Unknown

_POSITION = re.compile(r"\[\d+\]")
_VOCABULARY = frozenset(vocabulary())


@final
class Absent:
    """A value the letter does not give: false in a condition, `Missing` wherever it would show.

    It would show when printed, counted, walked, compared in order or handed to a filter.
    """

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def refuse(self, *_: object) -> NoReturn:
        raise Missing(self.path)

    def member(self, name: str) -> "Absent":
        """Give a value inside an absent part. Raises `Unknown` for a name no letter has."""
        return _absent(f"{self.path}.{name}")

    def __bool__(self) -> bool:
        return False

    __str__ = __len__ = __iter__ = refuse
    __lt__ = __le__ = __gt__ = __ge__ = refuse


@final
class Part:
    """A part of the letter that holds named values; it is never written itself."""

    __slots__ = ("_values", "path")

    def __init__(self, path: str, values: Mapping[str, object]) -> None:
        self.path = path
        self._values = values

    def member(self, name: str) -> object:
        """Give a value by its name. Raises `Unknown` for a name no letter has."""
        path = f"{self.path}.{name}"
        return seen(path, self._values[name]) if name in self._values else _absent(path)


def seen(path: str, value: object) -> object:
    """Show one value of a letter to a template.

    Mappings become parts and lists tuples; `None` and blank text are absent.
    """
    if isinstance(value, Mapping):
        return Part(path, value)
    if isinstance(value, list | tuple):
        return tuple(seen(f"{path}[{index}]", item) for index, item in enumerate(value))
    if value is None or (isinstance(value, str) and not value.strip()):
        return Absent(path)
    return value


def top(letter: Mapping[str, object]) -> dict[str, object]:
    """Show a whole letter; what it leaves out of the vocabulary is absent."""
    return {name: seen(name, letter.get(name)) for name in SAMPLE}


def _absent(path: str) -> Absent:
    if _POSITION.sub("[]", path) not in _VOCABULARY:
        raise Unknown(path)
    return Absent(path)
