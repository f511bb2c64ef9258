"""The stories of the demonstration, read from their files: who did what, when, and how it ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from forms.application import Application
from forms.application_reading import read_application
from forms.strict_yaml import Mapping as Group
from forms.strict_yaml import Node, Scalar, read_yaml

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Kind = Literal["create", "amend", "do", "open", "clock"]

_KINDS: tuple[Kind, ...] = ("create", "amend", "do", "open", "clock")
_PARIS = ZoneInfo("Europe/Paris")
FOLDER = "commands/demo_files"


@dataclass(frozen=True, slots=True)
class Held:
    """A right somebody holds in the demonstration."""

    role: str
    scope: str
    value: str


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who takes part: a function, never a named person."""

    person: str
    name: str
    email: str
    rights: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One act: at an instant, somebody creates, amends, opens or advances a case, or the clock beats.

    `what` is the file, the trigger or the name of what is opened; `of` the child it is done on;
    `budgets` the fields answered by a budget, with the file of each;
    `refused_by` the rules expected to refuse it.
    """

    on: datetime
    who: str
    kind: Kind
    what: str
    of: str
    given: Mapping[str, str]
    budgets: Mapping[str, str]
    accepted: Mapping[str, str]
    reason: str | None
    refused_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One application, from its draft to where it ends."""

    title: str
    lead: str
    outcome: str
    call: str
    ends: str
    scenes: tuple[Scene, ...]


@cache
def cast() -> tuple[Player, tuple[Player, ...]]:
    """Give who keeps the register, and everybody else."""
    tree = _dict(_read(_folder() / "people.yaml"))
    return _player(_dict(tree["keeper"])), tuple(_player(_dict(one)) for one in _list(tree["people"]))


@cache
def stories() -> tuple[Story, ...]:
    """Give the stories, in the order in which they are told."""
    found = sorted((_folder() / "stories").iterdir(), key=lambda file: file.name)
    return tuple(_story(_dict(_read(file))) for file in found)


def application(name: str) -> Application:
    """Read one of the application files of the demonstration."""
    path = f"{FOLDER}/applications/{name}"
    return read_application((_folder() / "applications" / name).read_bytes(), name=path)


def budget_text(name: str) -> str:
    """Give one of the budgets of the demonstration, as it is written."""
    return (_folder() / "budgets" / name).read_text(encoding="utf-8")


def _folder() -> Traversable:
    room, inside = FOLDER.split("/")
    return files(room) / inside


def _read(file: Traversable) -> Tree:
    return _plain(read_yaml(file.read_bytes(), name=file.name))


def _plain(node: Node) -> Tree:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Group):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]


def _player(tree: Mapping[str, Tree]) -> Player:
    rights = tuple(_held(_dict(one)) for one in _list(tree.get("rights", [])))
    return Player(_text(tree["person"]), _text(tree["name"]), _text(tree["email"]), rights)


def _held(tree: Mapping[str, Tree]) -> Held:
    return Held(_text(tree["role"]), _text(tree.get("scope", "all")), _text(tree.get("value", "")))


def _story(tree: Mapping[str, Tree]) -> Story:
    scenes = tuple(_scene(_dict(one)) for one in _list(tree["acts"]))
    title, lead, outcome, call, ends = (
        _text(tree[name]) for name in ("title", "lead", "outcome", "call", "ends")
    )
    return Story(title, lead, outcome, call, ends, scenes)


def _scene(tree: Mapping[str, Tree]) -> Scene:
    kind = next(one for one in _KINDS if one in tree)
    return Scene(
        on=datetime.fromisoformat(_text(tree["on"])).replace(tzinfo=_PARIS),
        who=_text(tree.get("who", "")),
        kind=kind,
        what=_text(tree[kind]),
        of=_text(tree.get("of", "")),
        given=dict(_pairs(tree.get("set", {}))),
        budgets=dict(_pairs(tree.get("budgets", {}))),
        accepted=dict(_pairs(tree.get("accept", {}))),
        reason=_text(tree["reason"]) if "reason" in tree else None,
        refused_by=tuple(_text(one) for one in _list(tree.get("refused_by", []))),
    )


def _pairs(tree: Tree) -> Iterator[tuple[str, str]]:
    return ((name, _text(value)) for name, value in _dict(tree).items())


def _text(tree: Tree) -> str:
    if not isinstance(tree, str):
        raise TypeError(f"{tree!r} is no text")
    return tree


def _list(tree: Tree) -> Sequence[Tree]:
    if not isinstance(tree, list):
        raise TypeError(f"{tree!r} is no list")
    return tree


def _dict(tree: Tree) -> Mapping[str, Tree]:
    if not isinstance(tree, dict):
        raise TypeError(f"{tree!r} is no group")
    return tree
