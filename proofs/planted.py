"""One defect in one text: where it stands, and what is told of that text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from forms.errors import LimitExceeded, Unreadable
from forms.problems import Problem
from proofs.corpus import Sound, resolve
from proofs.planting import Defect
from proofs.writing import Style, Token, write
from workflow.definition.judge import judge
from workflow.definition.mutation.alteration import Alteration, altered

Told = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one defect: its code, the file and token it stands in, and how that text is judged."""

    code: str
    file: str
    token: Token
    told: Callable[[], Told]
    where: str


def plant(sound: Sound, defect: Defect, chance: Random) -> Planted:
    """Write a definition with one defect, in a style drawn by chance."""
    tree = altered(sound.tree, Alteration(defect.at, defect.code, defect.edits))
    verbatim = frozenset({defect.at, *(edit.path for edit in defect.edits)})
    written = write(tree, style=Style.drawn(chance), chance=chance, verbatim=verbatim)
    token = written.token(defect.at, on_key=defect.on_key)
    return planted_text(sound.code, defect.code, written.text.encode(), token)


def planted_text(name: str, code: str, text: bytes, token: Token) -> Planted:
    """Take a text whose defect and token are known."""
    return Planted(code, f"{name}.yaml", token, lambda: judged(text, name=name), f"{name}.yaml")


def judged(text: bytes, *, name: str) -> Told:
    """Give every problem of a text: those of reading, else those of judging."""
    return all_told(lambda: judge(resolve(text, code=name)))


def all_told(judging: Callable[[], Iterable[Problem]]) -> Told:
    """Give what is told, whichever way it is told."""
    try:
        return tuple(judging())
    except Unreadable as error:
        return error.problems
    except LimitExceeded as error:
        return (error.problem,)
