"""What a mail template sees of a letter: parts, lists, texts, and absences that refuse to be written."""

from collections.abc import Iterator, Mapping
from typing import NoReturn

from forms.letter import SAMPLE


class Missing(Exception):
    """A value the letter does not give was about to be written; `path` names it."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


class Misused(Exception):
    """A value was used for what it is not; the text tells it in French."""


class Absent:
    """A value the letter does not give: false in a condition, `Missing` wherever it would show."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def refuse(self, *_: object) -> NoReturn:
        raise Missing(self.path)

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[object]:
        self.refuse()

    __lt__ = __le__ = __gt__ = __ge__ = refuse


class Part:
    """A part of the letter that holds named values; it is never written itself."""

    __slots__ = ("_values", "path")

    def __init__(self, path: str, values: Mapping[str, object]) -> None:
        self.path = path
        self._values = values

    def member(self, name: str) -> object:
        return seen(f"{self.path}.{name}", self._values.get(name))


def seen(path: str, value: object) -> object:
    """Show one value of a letter to a template: `None` and blank text are absent."""
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
