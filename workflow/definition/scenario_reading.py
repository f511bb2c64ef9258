"""Scenarios read strictly from the files beside definitions: every problem at once, each at its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from pydantic import ValidationError

from forms.errors import Unreadable
from forms.problems import Problem, report
from forms.strict_yaml import Mapping as Group
from forms.strict_yaml import read_yaml
from workflow.definition.catalogue import beside
from workflow.definition.complaints import complaints
from workflow.definition.plain import plain
from workflow.definition.reading import Source
from workflow.definition.resolved import Resolved
from workflow.definition.scenario_model import DOINGS, Scenario, Scenarios, Step
from workflow.definition.tree import Path, dotted, find

SUFFIX = ".scenarios.yaml"


@dataclass(frozen=True)
class ScenarioFile:
    """A file of scenarios with the tree its values come from."""

    source: Source
    content: Scenarios
    tree: Group

    def problem(self, code: str, path: Path, message: str, *, remedy: str, on_key: bool = False) -> Problem:
        """Report a problem about the value at a path of the file, or about its key."""
        place = find(self.tree, path)
        mark, length = place.key_token if on_key else place.token
        return report(code=code, message=message, mark=mark, where=dotted(path), remedy=remedy, length=length)


@dataclass(frozen=True, slots=True)
class Told:
    """One scenario that a definition is to follow: the file it comes from, and its place there."""

    file: ScenarioFile
    rank: int

    @property
    def scenario(self) -> Scenario:
        """Give the scenario."""
        return self.file.content.scenarios[self.rank]

    @property
    def path(self) -> Path:
        """Give its path in its file."""
        return ("scenarios", self.rank)


def read_scenarios(source: Source) -> ScenarioFile:
    """Read one file. Raises `Unreadable` with every problem, or `LimitExceeded`."""
    root = read_yaml(source.content, name=source.name)
    if not isinstance(root, Group):
        problem = report(
            code="DEF-006",
            message="Un fichier de scénarios est un groupe de clés, non une liste ni un texte.",
            mark=root.mark,
            remedy="Commencez par « jalon: 1 » et « scenarios: ».",
        )
        raise Unreadable(name=source.name, problems=(problem,))
    try:
        content = Scenarios.model_validate(plain(root))
    except ValidationError as error:
        problems = tuple(complaints(error, root, shape=Scenarios))
        raise Unreadable(name=source.name, problems=problems) from None
    file = ScenarioFile(source, content, root)
    problems = (*_malformed(file), *_twice(file))
    if problems:
        raise Unreadable(name=source.name, problems=problems)
    return file


def scenario_files(resolved: Resolved) -> Iterator[Source]:
    """Give the files of scenarios beside a definition and beside what it extends, the oldest first."""
    for name in resolved.files:
        found = beside(name, other=PurePath(name).stem + SUFFIX)
        if found is not None:
            yield found


def followed(files: tuple[ScenarioFile, ...]) -> Iterator[Told]:
    """Give the scenarios a definition is to follow, from files given oldest first.

    One of the same name replaces the one inherited; those that a file leaves out are not followed.
    """
    found: dict[str, Told] = {}
    for file in files:
        for one in file.content.without:
            found.pop(one.name, None)
        for rank, scenario in enumerate(file.content.scenarios):
            found[scenario.name] = Told(file, rank)
    yield from found.values()


def texts_of(files: tuple[ScenarioFile, ...]) -> Mapping[str, str]:
    """Give the text of each file, to quote from."""
    return {file.source.name: file.source.text() for file in files}


def _malformed(file: ScenarioFile) -> Iterator[Problem]:
    for path, step in steps_of(file):
        named = [key for key in DOINGS if getattr(step, key) is not None]
        if len(named) != 1:
            told = ", ".join(named) or "rien"
            yield file.problem(
                "DEF-127",
                path,
                f"Une étape dit une seule chose ; celle-ci dit : {told}.",
                remedy=f"Gardez une des clés : {', '.join(DOINGS)}.",
            )
        elif step.who is None and named[0] in {"does", "opens", "changes"}:
            yield file.problem(
                "DEF-127",
                path,
                f"« {named[0]} » demande quelqu'un.",
                remedy="Ajoutez « who: » avec l'identifiant d'un rôle.",
            )


def _twice(file: ScenarioFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for rank, scenario in enumerate(file.content.scenarios):
        if scenario.name in seen:
            yield file.problem(
                "DEF-126",
                ("scenarios", rank, "name"),
                f"Deux scénarios s'appellent « {scenario.name} ».",
                remedy="Donnez un autre nom à l'un des deux.",
            )
        seen.add(scenario.name)


def steps_of(file: ScenarioFile) -> Iterator[tuple[Path, Step]]:
    """Give every step of a file with its path."""
    for rank, scenario in enumerate(file.content.scenarios):
        for index, step in enumerate(scenario.when):
            yield ("scenarios", rank, "when", index), step
