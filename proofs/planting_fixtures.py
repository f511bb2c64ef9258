"""The broken definitions of the tests, told again in other styles: every code has one at least."""

from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from forms.strict_yaml import Mapping, Mark, Node, Scalar, read_yaml
from proofs.planted import Planted, Told, all_told
from proofs.writing import Style, Token, write
from workflow.definition.catalogue import load_path
from workflow.definition.judge import judge
from workflow.definition.tree import Path as Way
from workflow.definition.tree import walk

FOLDER = Path(__file__).parents[1] / "tests" / "workflow" / "broken_definitions"
_SOUND = "sound.yaml"
_STAYS = frozenset({"remove"})
"""Words that mean something else in quotes."""


def broken() -> dict[str, list[tuple[str, str]]]:
    """Give for each code the broken files that earn it, with the place that must be told."""
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in (FOLDER / "expected.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| def-")
    ]
    found: dict[str, list[tuple[str, str]]] = {}
    for file, place, code, *_ in rows:
        found.setdefault(code, []).append((file, place))
    return found


def retold(code: str, chance: Random) -> Planted:
    """Write one broken definition of a code in another style."""
    file, place = chance.choice(broken()[code])
    told_in, line, token = place.split(":")
    column, length = map(int, token.split("+"))
    text, moved = _rewritten(file, (int(line), column) if told_in == file else None, chance)
    token_there = moved if moved is not None else Token(int(line), column, length)
    return Planted(code, told_in, token_there, lambda: _told(file, text), file)


def _told(file: str, text: bytes) -> Told:
    """Judge a broken file beside the sound definition, as a person would give them."""
    with TemporaryDirectory() as folder:
        (Path(folder) / _SOUND).write_bytes((FOLDER / _SOUND).read_bytes())
        (Path(folder) / file).write_bytes(text)
        told = all_told(lambda: judge(load_path(Path(folder) / file)))
    return tuple(replace(one, mark=_bare(one.mark)) for one in told)


def _bare(mark: Mark | None) -> Mark | None:
    return replace(mark, file=Path(mark.file).name) if mark else None


def _rewritten(file: str, at: tuple[int, int] | None, chance: Random) -> tuple[bytes, Token | None]:
    """Write a file in another style; give where the token at a place of the first text has gone."""
    tree = read_yaml((FOLDER / file).read_bytes(), name=file)
    if not isinstance(tree, Mapping):
        return (FOLDER / file).read_bytes(), None
    way, on_key = _way_to(tree, file, at) if at else ((), False)
    stays = frozenset(
        place.path for place in walk(tree) if isinstance(place.node, Scalar) and place.node.text in _STAYS
    )
    style = Style(flow=chance.choice((0.0, 0.5)), comments=chance.choice((0.0, 0.3)), quoted=0.0, indent=4)
    written = write(tree, style=style, chance=chance, verbatim=stays | {way})
    if at == (1, 1) and not on_key:
        return written.text.encode(), Token(1, 1, 1)
    return written.text.encode(), written.token(way, on_key=on_key) if at else None


def _way_to(tree: Mapping, file: str, at: tuple[int, int]) -> tuple[Way, bool]:
    """Give the path of what stands at a place, and whether it is a key; nothing at the head of a file.

    A group begins where its first key does: keys are looked at first. A place within a text is the text's.
    """
    mark = Mark(file, *at)
    for place in walk(tree) if at != (1, 1) else ():
        if place.key is not None and _covers(place.key, mark):
            return place.path, True
    for place in walk(tree) if at != (1, 1) else ():
        if place.path and (place.node.mark == mark or _covers(place.node, mark)):
            return place.path, False
    return (), False


def _covers(node: Node, mark: Mark) -> bool:
    start = node.mark
    within = isinstance(node, Scalar) and start.column <= mark.column < start.column + node.length
    return start.line == mark.line and within
