"""The index page of a rehearsal: one file without script or outside resource, path by path."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from commands.trial_delivery import Leaf
from workflow.rehearsal.told import Told

_FOLDER, _TEMPLATE = "trial_files", "index.html.j2"


@dataclass(frozen=True, slots=True)
class Path:
    """One way from the beginning to an end: the steps told before, and those told here."""

    number: int
    known: tuple[int, ...]
    steps: tuple[Told, ...]

    @property
    def end(self) -> str:
        """Give the state the path leads to."""
        return self.steps[-1].leads_to


@dataclass(frozen=True, slots=True)
class Trial:
    """Everything the page tells of one rehearsal; `leaves` gives what each step sent, by step and id.

    `stopped` says that a limit cut it short.
    """

    title: str
    code: str
    digest: str
    lent: tuple[str, ...]
    counts: Sequence[tuple[str, str]]
    told: Sequence[tuple[str, Sequence[Told]]]
    leaves: Mapping[tuple[str, int], Mapping[str, Leaf]]
    missed: Sequence[tuple[str, str]]
    idle: Sequence[tuple[str, str]]
    stopped: bool = False


def write_page(trial: Trial) -> str:
    """Write the page as HTML."""
    import jinja2  # noqa: PLC0415 -- slow import

    text = (files("commands") / _FOLDER / _TEMPLATE).read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    parts = [(title, list(paths_of(steps))) for title, steps in trial.told]
    return environment.from_string(text).render(trial=trial, parts=parts)


def paths_of(steps: Sequence[Told]) -> Iterator[Path]:
    """Cut steps into paths: a path ends where the next step does not go on from it."""
    numbered = {step.number: step for step in steps}
    ends = {step.after[-1] for step in steps if step.after}
    shown: set[int] = set()
    number = 0
    for last in steps:
        if last.number in ends:
            continue
        number += 1
        way = (*last.after, last.number)
        new = tuple(numbered[one] for one in way if one not in shown)
        yield Path(number, tuple(one for one in way if one in shown), new)
        shown.update(way)
