"""`jalon calls mutants`: what could be got wrong in a call without anything noticing."""

from collections import Counter
from collections.abc import Iterator

import click

from commands.definitions import named
from commands.french import Command
from commands.printing import print_json, print_table
from commands.settings import json_option
from workflow.definition.judged import judge_to_publish
from workflow.definition.mutation.operators import OPERATORS, Mutant, mutants
from workflow.definition.mutation.trial import Trial, Verdict
from workflow.definition.resolved import Resolved


@click.command("mutants", cls=Command)
@click.argument("name", metavar="APPEL|FICHIER", help="Code d'un appel, ou son fichier.")
@click.option("--survivors", is_flag=True, help="Dire une à une les altérations que rien ne voit.")
@click.option("--own", is_flag=True, help="N'altérer que ce que dit son seul fichier, non ce qui est hérité.")
@json_option
def command(*, name: str, survivors: bool, own: bool, as_json: bool) -> None:
    """Altérer un appel de toutes les façons connues, et compter ce que la vérification voit.

    Une règle retirée, un acte qui mène ailleurs, un courriel en moins… : chaque altération est faite
    seule et vérifiée comme le ferait « calls check ». Celles que rien ne voit montrent ce qu'aucune
    propriété de l'appel ne protège.
    """
    resolved = named(name)
    judge_to_publish(resolved)
    trial = Trial(resolved)
    verdicts = [trial.judge(mutant) for mutant in mutants(resolved) if not own or _is_own(resolved, mutant)]
    if as_json:
        print_json(_tree(resolved, verdicts))
        return
    print_table(("altération", "essayées", "vues", "inaperçues"), list(_rows(verdicts)))
    for verdict in verdicts if survivors else ():
        if not verdict.caught:
            click.echo(f"{_place(resolved, verdict.mutant)} : {verdict.mutant.alteration.told}")


def _is_own(resolved: Resolved, mutant: Mutant) -> bool:
    return resolved.place(mutant.alteration.path).token[0].file == resolved.files[-1]


def _rows(verdicts: list[Verdict]) -> Iterator[tuple[str, str, str, str]]:
    tried, caught = _counted(verdicts)
    for operator, count in tried.items():
        yield OPERATORS[operator].title, *_figures(count, caught[operator])
    yield "en tout", *_figures(tried.total(), caught.total())


def _figures(tried: int, caught: int) -> tuple[str, str, str]:
    return str(tried), str(caught), str(tried - caught)


def _counted(verdicts: list[Verdict]) -> tuple[Counter[str], Counter[str]]:
    """Count by operator the mutants tried, and those caught."""
    tried = Counter(verdict.mutant.operator for verdict in verdicts)
    return tried, Counter(verdict.mutant.operator for verdict in verdicts if verdict.caught)


def _place(resolved: Resolved, mutant: Mutant) -> str:
    return str(resolved.place(mutant.alteration.path).token[0])


def _tree(resolved: Resolved, verdicts: list[Verdict]) -> dict[str, object]:
    tried, caught = _counted(verdicts)
    return {
        "code": resolved.definition.code,
        "tried": tried.total(),
        "caught": caught.total(),
        "survived": tried.total() - caught.total(),
        "operators": {
            name: {"title": OPERATORS[name].title, "tried": count, "caught": caught[name]}
            for name, count in tried.items()
        },
        "survivors": [
            {
                "operator": one.mutant.operator,
                "told": one.mutant.alteration.told,
                "path": list(one.mutant.alteration.path),
                "place": _place(resolved, one.mutant),
            }
            for one in verdicts
            if not one.caught
        ],
    }
