"""A refusal told as a scene: what was done before, the line that is refused, and what mends it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "scenes"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change made to a file with an editor: one passage, found once, replaced."""

    file: str
    was: str
    now: str


Step = Edit | str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a refusal tells to do, as somebody does it; the last step is the line that passes.

    `named` holds a passage of each line of the refusal that is followed.
    """

    named: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One refusal; `told` says in English who meets it and why, `status` how the line ends."""

    title: str
    told: str
    file: str
    before: tuple[Step, ...]
    refused: str
    status: int
    remedies: tuple[Remedy, ...]

    def __str__(self) -> str:
        """Name the scene in the list of tests."""
        return self.title


def scenes() -> tuple[Scene, ...]:
    """Read the scenes in the order of their numbers."""
    return tuple(_scene(YAML(typ="safe").load(path)) for path in sorted(FOLDER.glob("*.yaml")))


def _scene(tree: dict[str, Any]) -> Scene:
    file = tree["file"]
    remedies = (_remedy(one, file=file) for one in tree.pop("remedies"))
    before = _steps(tree.pop("before"), file=file)
    return Scene(**tree, before=before, remedies=tuple(remedies))


def _remedy(tree: dict[str, Any], *, file: str) -> Remedy:
    named = tree["named"]
    return Remedy((named,) if isinstance(named, str) else tuple(named), _steps(tree["steps"], file=file))


def _steps(steps: list[Any], *, file: str) -> tuple[Step, ...]:
    return tuple(step if isinstance(step, str) else Edit(file, **step) for step in steps)
