"""`jalon calls check`: everything that is wrong with definitions, and what was proved of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import click

from commands.definitions import named
from commands.french import Command
from commands.printing import counted, print_json
from commands.settings import json_option
from forms.errors import LimitExceeded
from forms.problems import Problem
from workflow.definition.catalogue import shipped_codes
from workflow.definition.errors import Defective
from workflow.definition.judge import Explored, Judgement, examine, judge_defective
from workflow.definition.quoting import count, quote
from workflow.definition.resolved import Resolved

_LIMIT = 7
_MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class _Checked:
    """One definition looked at: its problems, the texts they point into, what was proved of it."""

    name: str
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    explored: tuple[Explored, ...] = ()
    promises: tuple[str, ...] = ()
    played: int | None = None
    limit: str | None = None


@click.command("check", cls=Command)
@click.argument("names", metavar="[APPEL|FICHIER]…", nargs=-1, help="Par défaut, tout ce qui est livré.")
@click.option("--strict", is_flag=True, help="Compter les avertissements comme des erreurs.")
@click.option("--paths", is_flag=True, help="Dire en entier les chemins qui montrent les problèmes.")
@click.option("--no-scenarios", is_flag=True, help="Ne pas jouer les scénarios écrits à côté.")
@click.option("--proved", is_flag=True, help="Nommer chaque propriété prouvée.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    strict: bool,
    paths: bool,
    no_scenarios: bool,
    proved: bool,
    as_json: bool,
) -> None:
    """Vérifier des définitions : tout ce qui ne va pas, à sa place, avec ce qui le répare.

    Chaque circuit est exploré en entier, avec ses enfants, et chaque propriété éprouvée sur tous ses chemins.
    Les scénarios d'une définition saine sont ensuite joués.
    Statut 0 si rien ne s'oppose à leur publication, 1 sinon, 7 si un fichier passe une limite.
    """
    told: dict[Problem, None] = {}
    checked = []
    for name in names or shipped_codes():
        one = _check(name, scenarios=not no_scenarios)
        checked.append(one)
        if not as_json:
            _tell(one, told, paths=paths, proved=proved)
        told |= dict.fromkeys(one.problems)
    if as_json:
        print_json([_tree(one) for one in checked])
    if any(one.limit for one in checked):
        ctx.exit(_LIMIT)
    if any(strict or problem.level == "error" for problem in told):
        ctx.exit(1)


def _check(name: str, *, scenarios: bool) -> _Checked:
    try:
        resolved = named(name)
    except Defective as error:
        return _Checked(name, judge_defective(error), error.texts)
    except LimitExceeded as error:
        return _Checked(name, (error.problem,), {}, limit=error.limit)
    found: Judgement = examine(resolved)
    checked = _Checked(name, found.problems, resolved.texts, found.explored, found.promises)
    sound = not any(problem.level == "error" for problem in found.problems)
    return _played(checked, resolved) if scenarios and sound else checked


def _played(checked: _Checked, resolved: Resolved) -> _Checked:
    """Add what the scenarios of a sound definition tell."""
    from workflow.rehearsal.scenarios import judge_scenarios  # noqa: PLC0415 -- slow import

    try:
        told = judge_scenarios(resolved)
    except LimitExceeded as error:
        return replace(checked, problems=(*checked.problems, error.problem), limit=error.limit)
    texts = {**checked.texts, **told.texts}
    return replace(checked, problems=(*checked.problems, *told.problems), texts=texts, played=told.played)


def _tell(one: _Checked, told: Mapping[Problem, None], *, paths: bool, proved: bool) -> None:
    """Tell what was not told of an earlier definition: heirs share what they inherit."""
    fresh = [problem for problem in one.problems if problem not in told]
    for problem in fresh[:_MOST_TOLD]:
        click.echo(quote(problem, one.texts, whole_path=paths), err=True)
    if len(fresh) > _MOST_TOLD:
        click.echo(
            f"… et {counted(len(fresh) - _MOST_TOLD, 'autre problème', 'autres problèmes')}.", err=True
        )
    click.echo(f"{one.name} : {count(one.problems)}{_size(one)}")
    for promise in one.promises if proved else ():
        click.echo(f"    prouvé : {promise}")


def _size(one: _Checked) -> str:
    if not one.explored:
        return ""
    situations = sum(space.situations for space in one.explored)
    passages = sum(space.passages for space in one.explored)
    parts = [
        counted(situations, "situation explorée", "situations explorées"),
        counted(passages, "passage"),
        counted(len(one.promises), "propriété prouvée", "propriétés prouvées"),
    ]
    if one.played is not None:
        parts.append(counted(one.played, "scénario joué", "scénarios joués"))
    return f" ; {', '.join(parts)}"


def _tree(one: _Checked) -> dict[str, object]:
    return {
        "name": one.name,
        "problems": [_problem(problem) for problem in one.problems],
        "explored": [asdict(space) for space in one.explored],
        "proved": list(one.promises),
        "scenarios": one.played,
    }


def _problem(problem: Problem) -> dict[str, object]:
    mark = problem.mark
    return {
        "code": problem.code,
        "level": problem.level,
        "message": problem.message,
        "file": mark.file if mark else None,
        "line": mark.line if mark else None,
        "column": mark.column if mark else None,
        "where": problem.where,
        "path": list(problem.path),
        "remedy": problem.remedy,
    }
