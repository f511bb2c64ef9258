"""Defects of a definition's text: what to change, and which token must then be pointed at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from forms.strict_yaml import Mapping, Mark, Node, Scalar, Sequence
from proofs.corpus import Sound
from workflow.definition.mutation.alteration import Edit
from workflow.definition.tree import Path, Place, walk

_NOWHERE = Mark("planted", 1, 1)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Defect:
    """One defect: its code, the edits that make it, and the path of the token it must be told at."""

    code: str
    edits: tuple[Edit, ...]
    at: Path
    on_key: bool = False


Recipe = Callable[[Sound, Random], Iterator[Defect]]
"""Gives every defect of one kind that a definition can bear; chance only chooses words."""


def value(code: str, path: Path, text: str | Node, *, at: Path | None = None, on_key: bool = False) -> Defect:
    """Put another value in one place; the token is the value's, unless told otherwise."""
    return Defect(code, (Edit(path, text),), path if at is None else at, on_key)


def removed(code: str, path: Path, *, at: Path, on_key: bool = True) -> Defect:
    """Take one value out; the token is another's."""
    return Defect(code, (Edit(path, None),), at, on_key)


def renamed(code: str, place: Place, name: str) -> Defect:
    """Give a value under another key; the token is the key."""
    path = (*place.path[:-1], name)
    return Defect(code, (Edit(place.path, None), Edit(path, place.node)), path, on_key=True)


def places(tree: Mapping, pattern: str) -> Iterator[Place]:
    """Give the places a dotted pattern matches.

    `*` is any key; `#` is any item of a list, or nothing where one value stands for a list of one.
    """
    wanted = tuple(pattern.split("."))
    return (place for place in walk(tree) if _matches(place.path, wanted))


def texts(tree: Mapping, pattern: str) -> Iterator[tuple[Path, str]]:
    """Give the path and text of the plain values that a pattern matches."""
    for place in places(tree, pattern):
        if isinstance(place.node, Scalar):
            yield place.path, place.node.text


def group(**entries: str | Node) -> Mapping:
    """Write a small group of keys; a trailing `_` frees a word that Python keeps for itself."""
    return Mapping(
        tuple((word(key.removesuffix("_")), _node(given)) for key, given in entries.items()), _NOWHERE
    )


def listed(*items: str | Node) -> Sequence:
    """Write a small list."""
    return Sequence(tuple(_node(item) for item in items), _NOWHERE)


def word(text: str, *, quoted: bool = False) -> Scalar:
    """Write one text."""
    return Scalar(text, quoted, _NOWHERE, len(text))


def _node(given: str | Node) -> Node:
    return word(given) if isinstance(given, str) else given


def misspelt(text: str, chance: Random) -> str:
    """Give a name with one letter too many, one lost, or two exchanged; never the name itself."""
    while True:
        at = chance.randrange(1, len(text)) if len(text) > 1 else 1
        ways = (
            text[:at] + chance.choice(_LETTERS) + text[at:],
            text[:at] + text[at + 1 :] if len(text) > 3 else text + "x",  # noqa: PLR2004 -- still a name
            text[: at - 1] + text[at : at + 1] + text[at - 1] + text[at + 1 :],
        )
        wrong = chance.choice(ways)
        # A first letter of the other case would no longer be spelt as such a name is: another code.
        if (
            wrong != text
            and wrong[-1].isalnum()
            and wrong[0].isalpha()
            and wrong[0].isupper() == text[0].isupper()
        ):
            return wrong


def _matches(path: Path, wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return not path
    first, rest = wanted[0], wanted[1:]
    if first == "#":
        return (bool(path) and isinstance(path[0], int) and _matches(path[1:], rest)) or _matches(path, rest)
    return bool(path) and isinstance(path[0], str) and first in {"*", path[0]} and _matches(path[1:], rest)
