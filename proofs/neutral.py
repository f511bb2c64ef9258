"""Sound definitions written in other ways that say the same: nothing is told, and the digest is the same."""

from collections import Counter
from dataclasses import dataclass
from random import Random

import orjson

from forms.errors import LimitExceeded, Unreadable
from proofs.corpus import Sound, corpus, resolve
from proofs.writing import Style, write
from workflow.definition.bundle import canonical, digest_of
from workflow.definition.judge import judge
from workflow.definition.resolved import Resolved

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Alike:
    """What became of the texts that say the same."""

    tried: int
    false_alarms: int
    same_digest: int
    failures: tuple[str, ...]


def rewritten_alike(number: int, chance: Random) -> Alike:
    """Write each shipped definition in turn in a style drawn by chance, and judge it."""
    alarms = same = 0
    failures = []
    for index in range(number):
        sound = corpus()[index % len(corpus())]
        style = Style.drawn(chance)
        text = write(sound.tree, style=style, chance=chance).text.encode()
        told, digest = _judged(_MARK + text if chance.random() < style.quoted / 4 else text, sound)
        alarms += bool(told)
        same += digest == _digest(sound.resolved)
        if told or digest != _digest(sound.resolved):
            failures.append(f"{sound.code} in {style}: {told or 'another digest'}")
    return Alike(number, alarms, same, tuple(failures))


def _judged(text: bytes, sound: Sound) -> tuple[list[str], str]:
    """Give the codes told of a text and not of the definition itself, and the digest of what it says."""
    try:
        resolved = resolve(text, code=sound.code)
    except (Unreadable, LimitExceeded) as error:
        return [str(error)], ""
    told = Counter(problem.code for problem in judge(resolved))
    return list((told - Counter(problem.code for problem in judge(sound.resolved))).elements()), _digest(
        resolved
    )


def _digest(resolved: Resolved) -> str:
    """Give the hash of what a definition says; that it extends another is no part of it."""
    tree = canonical(resolved.definition)
    return digest_of(orjson.dumps({key: value for key, value in tree.items() if key != "extends"}))
