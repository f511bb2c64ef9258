"""`jalon case budget`: the budget of a case shown, and carried to and from a spreadsheet or a file."""

from collections.abc import Callable
from pathlib import Path

import click

from commands.budget_compared import diff_command
from commands.budget_shown import show_command
from commands.call_read import read_call, window_option
from commands.french import Group, RequiredOption
from commands.instance import looking, opened, require_known
from commands.named_file import read_named
from commands.outcomes import perform, print_done
from commands.printing import print_json
from commands.refusals import problem_lines
from commands.settings import Settings, in_person, json_option
from commands.values import Among
from forms.answers import from_answers, to_answers
from forms.application import Application
from forms.application_writing import write_application
from forms.budget import Budget
from forms.budget_import import judge_import, read_import
from forms.spreadsheet.writing import write_budget, write_template
from rules.parameters import Known
from workflow.act import Act
from workflow.amending import amend_answers
from workflow.assessing import Yardstick, require_day
from workflow.definition.parameters import parameters_at
from workflow.engine import Outcome
from workflow.errors import NotFound
from workflow.sheet import application_of
from workflow.viewpoint import look_at

_SPREADSHEET = ".xlsx"
_FILES = (".yaml", ".yml")
_MONTHS_A_YEAR = 12
_COLUMNS_OF_YEARS = 3
"""Columns of the template when the call says no longest length; those in excess are deleted."""

_YEARS_OFFERED = tuple(map(str, range(1, 11)))

_ref_argument = click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
_to_option = click.option(
    "--to",
    "target",
    cls=RequiredOption,
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Fichier à écrire ; il est remplacé s'il existe.",
)


class _OnlyTried(Exception):
    """Ends a transaction that must leave nothing behind."""


@click.group("budget", cls=Group)
def command() -> None:
    """Montrer le budget d'un dossier, l'écrire dans un tableur ou un fichier, l'en relire."""


for reading in (show_command, diff_command):
    command.add_command(reading)


@command.command("template")
@click.option("--call", "code", cls=RequiredOption, metavar="APPEL", help="Code de l'appel.")
@window_option
@click.option(
    "--years",
    type=Among(_YEARS_OFFERED),
    metavar="N",
    help="Nombre d'années (par défaut, celui de la durée la plus longue de l'appel).",
)
@_to_option
def template_command(*, code: str, window: str | None, years: str | None, target: Path) -> None:
    """Écrire le modèle de budget, vide, à remplir dans un tableur."""
    by = read_call(code, at=None, window=window)
    first, count = require_day(by).year, int(years or _years_of(by))
    content = write_template(years=range(first, first + count), countries=())
    _write(target, content, wanted=(_SPREADSHEET,))
    click.echo(f"{target} : modèle de budget, de {first} à {first + count - 1}.")


def _years_of(by: Yardstick) -> int:
    """Give the number of years the longest project of a call runs over."""
    parameters = parameters_at(by.bundle.definition, day=require_day(by), window=by.window)
    longest = parameters.months("length.max")
    return -(-longest.value // _MONTHS_A_YEAR) if isinstance(longest, Known) else _COLUMNS_OF_YEARS


@command.command("export")
@_ref_argument
@_to_option
@in_person
def export_command(settings: Settings, *, ref: str, target: Path) -> None:
    """Écrire le budget d'un dossier dans un tableur (.xlsx), ou tout le dossier de demande (.yaml)."""
    application = _application(settings, ref)
    budget = _require_budget(application, ref)
    if target.suffix == _SPREADSHEET:
        countries = [country.code for country in application.countries]
        _write(target, write_budget(budget, countries=countries), wanted=(_SPREADSHEET,))
        click.echo(f"{target} : budget de {ref}.")
        return
    _write(target, write_application(application).encode(), wanted=(_SPREADSHEET, *_FILES))
    click.echo(f"{target} : dossier de demande de {ref}.")


@command.command("import")
@_ref_argument
@click.argument(
    "file",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Tableur (.xlsx) fait depuis le modèle, ou dossier de demande (.yaml, .json).",
)
@click.option("--dry-run", "only_tried", is_flag=True, help="Tout vérifier et ne rien enregistrer.")
@json_option
@in_person
def import_command(settings: Settings, *, ref: str, file: Path, only_tried: bool, as_json: bool) -> None:
    """Remplacer le budget d'un dossier par celui d'un fichier, en brouillon ou là où il est rouvert.

    Chaque problème est nommé par sa cellule (« Dépenses!F12 ») ; rien n'est enregistré s'il en reste un.
    """
    imported = read_import(read_named(file, wanted="un tableur ou un dossier de demande"), name=str(file))
    warned: list[str] = []

    def do(act: Act) -> Outcome:
        answers = dict(application_of(look_at(act, ref)))
        changed, problems = judge_import(from_answers(answers), imported)
        warned.extend(problem_lines(problems))
        answers["budget"] = to_answers(Application(budget=changed.budget))["budget"]
        return amend_answers(act, ref=ref, answers=answers)

    if only_tried:
        _try(settings, do)
        if as_json:
            print_json({"ref": ref, "imported": False})
        else:
            click.echo(f"{file} : le budget peut être importé dans {ref} ; rien n'est enregistré.")
    else:
        print_done(perform(settings, do), verb="modifié", as_json=as_json)
    for line in warned:
        click.echo(line, err=True)


def _try(settings: Settings, do: Callable[[Act], Outcome]) -> None:
    """Do an act and take it back."""
    try:
        with opened(settings) as house, house.act(settings.actor(), at=settings.at) as act:
            require_known(act)
            do(act)
            raise _OnlyTried  # noqa: TRY301 -- what takes the whole transaction back
    except _OnlyTried:
        return


def _application(settings: Settings, ref: str) -> Application:
    with looking(settings) as act:
        return from_answers(application_of(look_at(act, ref)))


def _require_budget(application: Application, ref: str) -> Budget:
    if application.budget is None:
        raise NotFound(
            message=f"{ref} n'a pas de budget.",
            who="vous",
            remedies=(f"en importer un : « jalon case budget import {ref} FICHIER »",),
        )
    return application.budget


def _write(target: Path, content: bytes, *, wanted: tuple[str, ...]) -> None:
    if target.suffix not in wanted:
        raise click.UsageError(f"« {target} » : le nom du fichier finit par {' ou '.join(wanted)}.")
    try:
        target.write_bytes(content)
    except OSError:
        raise click.UsageError(
            f"« {target} » ne peut être écrit : vérifiez le dossier et vos droits."
        ) from None
