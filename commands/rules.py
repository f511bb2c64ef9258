"""`jalon rules`: files judged by the rules of their call, nothing created; the rules themselves shown."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from commands.call_read import call_option, day_option, read_call, window_option
from commands.french import Group
from commands.printing import print_json
from commands.refusals import finding_lines
from commands.rules_ceiling import ceiling_command
from commands.rules_explain import explain_command
from commands.rules_list import list_command
from commands.rules_show import show_command
from commands.settings import json_option
from commands.values import Among
from forms.bounded_file import read_bounded
from forms.errors import LimitExceeded, Unreadable
from forms.money import euros
from forms.problems import report
from forms.wording import long_date
from rules.findings import LEVEL_WORDS
from rules.judgement import Judgement, unreadable
from workflow.assessing import Yardstick, assess, call_named

_VERDICTS = {"valid": "valide", "invalid": "non valide", "unreadable": "ne peut être jugé"}
_ONLY = ("budget",)


@dataclass(frozen=True, slots=True)
class Judged:
    """One file with its verdict, and what it was judged by when that is known."""

    file: str
    judgement: Judgement
    by: Yardstick | None
    call: str

    def tree(self) -> dict[str, object]:
        """Give the published JSON object."""
        by = self.by
        return self.judgement.to_json(
            file=self.file,
            call=self.call,
            definition=by.bundle.digest if by else None,
            at=by.at if by else None,
        )


@click.group("rules", cls=Group)
def command() -> None:
    """Juger une demande sans rien créer, lister et expliquer les règles."""


@command.command()
@click.argument(
    "files", metavar="FICHIER…", nargs=-1, required=True, help="Dossiers de demande, YAML ou JSON."
)
@call_option
@window_option
@day_option
@click.option("--only", type=Among(_ONLY), help="Ne juger que le budget.")
@json_option
@click.pass_context
def check_command(
    ctx: click.Context,
    *,
    files: tuple[str, ...],
    code: str | None,
    window: str | None,
    at: date | None,
    only: str | None,
    as_json: bool,
) -> None:
    """Juger des dossiers de demande par les règles de leur appel, puis par son formulaire.

    Tous les constats sont donnés, non le premier. Statut 0 si tous sont valides, 1 sinon, 3 si l'appel
    est inconnu. Avec --json, une ligne par fichier, dans l'ordre donné.
    """
    read = [(file, _read(file)) for file in files]
    codes = [code or _named(file, text) for file, text in read]
    yardsticks = {one: read_call(one, at=at, window=window) for one in dict.fromkeys(codes) if one}
    passed = True
    for (file, text), named in zip(read, codes, strict=True):
        by = yardsticks.get(named or "")
        judged = Judged(file, _judge(file, text, by=by, only_budget=only is not None), by, named or "")
        passed = passed and judged.judgement.verdict == "valid"
        _print(judged, as_json=as_json)
    if not passed:
        ctx.exit(1)


def _read(file: str) -> bytes | None:
    try:
        return read_bounded(Path(file))
    except OSError:
        return None


def _named(file: str, text: bytes | None) -> str | None:
    try:
        return call_named(text, name=file) if text is not None else None
    except (Unreadable, LimitExceeded):
        return None


def _judge(file: str, text: bytes | None, *, by: Yardstick | None, only_budget: bool) -> Judgement:
    if text is None:
        return _cannot_be_judged(
            file, "FIC-404", f"Le fichier « {file} » n'existe pas ou ne peut être lu.", "Vérifiez son nom."
        )
    if by is not None:
        return assess(text, name=file, by=by, only_budget=only_budget)
    try:
        call_named(text, name=file)
    except (Unreadable, LimitExceeded) as error:
        return unreadable(error)
    return _cannot_be_judged(
        file,
        "FIC-405",
        "Le fichier ne dit pas de quel appel il relève.",
        "Écrivez par exemple « call: generaliste-2025 », ou donnez --call ; "
        "« jalon calls list » donne les codes.",
        "call",
    )


def _cannot_be_judged(file: str, code: str, message: str, remedy: str, where: str = "") -> Judgement:
    problem = report(code=code, message=message, where=where, remedy=remedy)
    return unreadable(Unreadable(name=file, problems=(problem,)))


def _print(judged: Judged, *, as_json: bool) -> None:
    if as_json:
        print_json(judged.tree())
        return
    judgement, by = judged.judgement, judged.by
    day = f", au {long_date(by.at)}" if by and by.at else ""
    place = f" — {by.bundle.definition.title}{day}" if by else ""
    click.echo(f"{judged.file}{place}")
    click.echo(f"  verdict : {_VERDICTS[judgement.verdict]}")
    if judgement.ceiling is not None:
        click.echo(f"  plafond : {euros(judgement.ceiling)}")
    for finding in judgement.findings:
        first, *rest = finding_lines(finding, indent="    ")
        click.echo(f"  {LEVEL_WORDS[finding.level]}")
        click.echo("\n".join((first, *rest)))


for one in (list_command, show_command, ceiling_command, explain_command):
    command.add_command(one)
