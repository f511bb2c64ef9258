"""Scenarios played: each in a house of its own, until it ends as told or something else happens."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from forms.errors import Explained, Unreadable
from forms.problems import Problem
from workflow.definition.bundle import Bundle, pack
from workflow.definition.resolved import Resolved
from workflow.definition.scenario_model import Outcome, Step
from workflow.definition.scenario_names import left_out_of_nothing, misnamed
from workflow.definition.scenario_reading import (
    ScenarioFile,
    Told,
    followed,
    read_scenarios,
    scenario_files,
)
from workflow.definition.tree import Path
from workflow.definition.words import APPLICATION
from workflow.records import record_machine
from workflow.rehearsal.completion import playable
from workflow.rehearsal.expectations import Expectation, refusal_unlike
from workflow.rehearsal.record_stages import First, record_stage
from workflow.rehearsal.refused import said
from workflow.rehearsal.scenario_file import file_of
from workflow.rehearsal.scenario_steps import Actors, Seen
from workflow.rehearsal.stages import Stage, application_stage


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with the scenarios of a definition, the texts to quote from, how many were played."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    played: int = 0


def judge_scenarios(resolved: Resolved) -> Verdict:
    """Read and play every scenario a definition is to follow; nothing is played while one is misnamed.

    The scenarios are those beside it and beside what it extends. A definition that only others build
    upon is lent what it lacks. The definition itself is held to be sound. Raises `LimitExceeded`.
    """
    texts = {source.name: source.text() for source in scenario_files(resolved)}
    try:
        files = tuple(read_scenarios(source) for source in scenario_files(resolved))
    except Unreadable as error:
        return Verdict(error.problems, texts)
    told = tuple(followed(files))
    definition = resolved.definition
    named = [*left_out_of_nothing(files), *(one for each in told for one in misnamed(each, definition))]
    if named or not told:
        return Verdict(tuple(named), texts)
    bundle = playable(pack(definition))
    problems = tuple(problem for each in told for problem in play(each, bundle=bundle))
    return Verdict(problems, texts, len(told))


def play(told: Told, *, bundle: Bundle) -> Iterator[Problem]:
    """Play one scenario; give the first thing that does not go as told, and what it rests on."""
    try:
        with _stage(told, bundle) as stage:
            yield from _play(told, stage)
    except Explained as error:
        yield _unplayable(told.file, (*told.path, "given"), error, told)


def _stage(told: Told, bundle: Bundle) -> AbstractContextManager[Stage]:
    given, definition = told.scenario.given, bundle.definition
    if not any(machine.serves == APPLICATION for machine in definition.machines.values()):
        name, _ = record_machine(definition, given.kind)
        return record_stage(bundle, name, first=First(said=given.answers))
    file = file_of(given, bundle=bundle, source=told.file.source.name)
    zone = ZoneInfo(next(iter(definition.windows.values())).zone)
    now = given.at.first().replace(tzinfo=zone).astimezone(UTC) if given.at else None
    return application_stage(bundle, file=file, now=now)


def _play(told: Told, stage: Stage) -> Iterator[Problem]:
    actors, scenario = Actors(stage), told.scenario
    seen = Seen(stage.performer.ref, (), ())
    for index, step in enumerate(scenario.when):
        path = (*told.path, "when", index)
        at = (*path, step.doing)
        last = scenario.then if index == len(scenario.when) - 1 else None
        refusal = _refusal(step.then) or _refusal(last)
        try:
            seen = actors.do(step, accepting=refusal is None)
        except Explained as error:
            if refusal is None:
                yield _refused(told, at, step, error)
                return
            if (unlike := refusal_unlike(refusal, error)) is not None:
                yield told.file.problem("DEF-121", at, unlike, remedy=_mend(error.remedies))
                return
            seen = Seen(seen.ref, (), ())
        else:
            if refusal is not None:
                yield told.file.problem(
                    "DEF-121",
                    at,
                    f"« {scenario.name} » : cet acte devait être refusé ; il s'est fait.",
                    remedy="Corrigez ce qui devait l'empêcher, ou le scénario.",
                )
                return
        if step.then is not None:
            yield from _expect(step.then, (*path, "then"), told=told, stage=stage, seen=seen)
    root = Seen(stage.performer.ref, seen.entries, seen.sent)
    yield from _expect(scenario.then, (*told.path, "then"), told=told, stage=stage, seen=root)


def _refusal(then: Outcome | None) -> Outcome | None:
    return then if then is not None and (then.refused or then.refused_by) else None


def _expect(then: Outcome, path: Path, *, told: Told, stage: Stage, seen: Seen) -> Iterable[Problem]:
    expectation = Expectation(told=told, path=path, stage=stage, seen=seen)
    return expectation.differences(then)


def _refused(told: Told, path: Path, step: Step, error: Explained) -> Problem:
    if step.reach is not None or step.until is not None:
        return _unplayable(told.file, path, error, told)
    return told.file.problem(
        "DEF-120",
        path,
        f"« {told.scenario.name} » : cet acte devait se faire ; il est refusé : {said(error)}",
        remedy=_mend(error.remedies),
    )


def _unplayable(file: ScenarioFile, path: Path, error: Explained, told: Told) -> Problem:
    message = f"« {told.scenario.name} » ne peut être joué : {said(error)}"
    return file.problem("DEF-124", path, message, remedy=_mend(error.remedies))


def _mend(remedies: tuple[str, ...]) -> str:
    told = remedies[0] if remedies else "corriger la définition, ou le scénario"
    return f"{told[:1].upper()}{told[1:].removesuffix('.')}."
