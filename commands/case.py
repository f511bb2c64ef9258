"""`jalon case`: drafting, filing and everything that makes a case advance."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands import case_budget
from commands.case_answers import answers_group
from commands.case_like import VERB, print_begun
from commands.case_reading import list_command, show_command, why_command
from commands.french import Group, RequiredOption
from commands.given_fields import Given, fields_given, given_options
from commands.named_file import read_named
from commands.outcomes import perform, print_done
from commands.refusals import finding_lines
from commands.settings import Settings, in_person, json_option
from commands.values import Pair
from forms.answers import to_answers
from forms.application import Application
from forms.application_reading import read_application
from workflow.act import Act
from workflow.amending import amend_answers, amend_fields
from workflow.creation import create_application, open_child
from workflow.engine import Outcome, advance
from workflow.errors import Impossible
from workflow.house import House
from workflow.records import create_record
from workflow.relaying import relay_first
from workflow.reusing import Reused, create_like

if TYPE_CHECKING:
    from rules.findings import Finding

_WARNING = "warn"

_key_option = click.option(
    "--key", metavar="CLÉ", help="Clé d'idempotence : la même demande redite ne se fait qu'une fois."
)
_version_option = click.option(
    "--version", type=int, metavar="N", help="Version lue : l'acte est refusé si le dossier a changé depuis."
)
_file_option = click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Dossier de demande, YAML ou JSON.",
)


@click.group("case", cls=Group)
def command() -> None:
    """Créer, suivre et faire avancer les dossiers."""


for reading in (list_command, show_command, why_command, answers_group, case_budget.command):
    command.add_command(reading)


@command.command("create")
@click.argument("code", metavar="APPEL", help="Code de l'appel, ou de la définition d'une fiche.")
@_file_option
@given_options
@click.option("--kind", metavar="CIRCUIT", help="Ce que l'on crée, quand la définition a plusieurs fiches.")
@click.option("--window", metavar="GUICHET", help="Guichet, quand l'appel en a plusieurs.")
@click.option(
    "--like", metavar="RÉFÉRENCE", help="Demande antérieure, dont les réponses réutilisables sont reprises."
)
@_key_option
@json_option
@in_person
def create_command(
    settings: Settings,
    *,
    code: str,
    file: Path | None,
    given: Given,
    from_files: Given,
    kind: str | None,
    window: str | None,
    like: str | None,
    key: str | None,
    as_json: bool,
) -> None:
    """Créer une demande, en brouillon, depuis un fichier ou une autre ; ou une fiche, depuis ses champs.

    Ce que l'appel demande en plus du fichier se donne par --set, dès la création ou ensuite. Une fiche est
    ce qui n'est pas une demande : une séance, une offre, un label, une déclaration. Sans aucun champ, la
    commande dit ceux qui manquent. Avec --like, la demande reprend d'une autre, déjà faite, les réponses
    que l'appel dit réutilisables ; celles du fichier et de --set l'emportent.
    """
    told = fields_given(given, from_files)
    answers: Mapping[str, object] = {"call": code}
    if file is not None:
        answers = to_answers(replace(_read(file, code=code), call=code))
    reused: list[Reused | None] = []

    def do(act: Act) -> Outcome:
        if like is not None:
            outcome, taken = create_like(
                act, code=code, like=like, answers=answers, given=told, window=window, key=key
            )
            reused.append(taken)
            return outcome
        if file is not None:
            return create_application(act, code=code, answers=answers, given=told, window=window, key=key)
        return create_record(act, code=code, given=told, machine=kind, window=window, key=key)

    done = perform(settings, do)
    if like is not None:
        print_begun(done, *reused, as_json=as_json)
    else:
        print_done(done, verb=VERB, as_json=as_json)


@command.command("convene")
@click.argument("code", metavar="DÉFINITION", help="Code de la définition de la séance, par exemple comite.")
@click.option("--title", cls=RequiredOption, metavar="INTITULÉ", help="Intitulé de la séance.")
@_key_option
@json_option
@in_person
def convene_command(settings: Settings, *, code: str, title: str, key: str | None, as_json: bool) -> None:
    """Créer une séance de comité, à l'ordre du jour de laquelle on inscrit ensuite des dossiers."""

    def do(act: Act) -> Outcome:
        return create_record(act, code=code, given={"title": title}, key=key)

    print_done(perform(settings, do), verb="créée", as_json=as_json)


@command.command("amend")
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
@_file_option
@given_options
@click.option("--number", type=int, metavar="N", help="Rang de cet enregistrement du brouillon.")
@_version_option
@_key_option
@json_option
@in_person
def amend_command(
    settings: Settings,
    *,
    ref: str,
    file: Path | None,
    given: Given,
    from_files: Given,
    number: int | None,
    version: int | None,
    key: str | None,
    as_json: bool,
) -> None:
    """Remplacer les réponses d'un dossier : toutes en brouillon, ensuite celles qui sont rouvertes.

    D'une demande, par un fichier, et par --set les champs que l'appel demande en plus ; d'une fiche en
    brouillon, par ses champs. Les champs non donnés restent tels quels.
    """
    told = fields_given(given, from_files)
    if (file is None) == (not told):
        raise click.UsageError("Donnez un fichier (--from), ou des champs (--set, --set-file).")
    answers = to_answers(replace(_read(file, code=None), call=None)) if file is not None else {}

    def do(act: Act) -> Outcome:
        if file is None:
            return amend_fields(act, ref=ref, given=told, number=number, version=version, key=key)
        return amend_answers(act, ref=ref, answers=answers, number=number, version=version, key=key)

    print_done(perform(settings, do), verb="modifié", as_json=as_json)


@command.command("advance")
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier, ou un dossier qui lui est rattaché.")
@click.argument("trigger", metavar="ACTE", help="L'acte, tel que « case why » le nomme.")
@given_options
@click.option("--reason", metavar="MOTIF", help="Motif de l'acte, en clair ou par son code.")
@click.option(
    "--accept",
    "accepted",
    type=Pair(name="règle=motif"),
    multiple=True,
    help="Motif pour lequel un avertissement est passé ; répétable.",
)
@_version_option
@_key_option
@json_option
@in_person
def advance_command(
    settings: Settings,
    *,
    ref: str,
    trigger: str,
    given: Given,
    from_files: Given,
    reason: str | None,
    accepted: tuple[tuple[str, str], ...],
    version: int | None,
    key: str | None,
    as_json: bool,
) -> None:
    """Faire avancer un dossier par un acte, ou dire pourquoi il ne le peut pas."""
    told, passed = fields_given(given, from_files), _named(accepted)
    found: list[Finding] = []
    relayed: list[bool] = []

    def before(house: House) -> None:
        relayed.append(
            relay_first(
                house,
                settings.actor(),
                ref=ref,
                trigger=trigger,
                given=told,
                reason=reason,
                accepted=passed,
                at=settings.at,
            )
        )

    def do(act: Act) -> Outcome:
        outcome, findings = advance(
            act,
            ref=ref,
            trigger=trigger,
            version=version,
            given=told,
            reason=reason,
            accepted=passed,
            key=key,
            relayed=any(relayed),
        )
        found.extend(findings)
        return outcome

    print_done(perform(settings, do, before=before), verb="avancé", as_json=as_json)
    for finding in (one for one in found if one.level == _WARNING):
        click.echo("\n".join(finding_lines(finding)), err=True)


@command.command()
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
@click.argument("slot", metavar="QUOI", help="Ce qui s'ouvre, tel que « case why » le nomme.")
@given_options
@_key_option
@json_option
@in_person
def open_command(
    settings: Settings,
    *,
    ref: str,
    slot: str,
    given: Given,
    from_files: Given,
    key: str | None,
    as_json: bool,
) -> None:
    """Ouvrir à côté d'un dossier ce que son état permet : une demande de compléments, par exemple."""
    told = fields_given(given, from_files)

    def do(act: Act) -> Outcome:
        return open_child(act, parent=ref, slot=slot, given=told, key=key)

    print_done(perform(settings, do), verb="ouvert", as_json=as_json)


def _read(file: Path, *, code: str | None) -> Application:
    application = read_application(read_named(file, wanted="un fichier YAML ou JSON"), name=str(file))
    if code is not None and application.call not in {None, code}:
        raise Impossible(
            message=f"Le fichier est une demande pour « {application.call} », non pour « {code} ».",
            who="vous",
            seen={"appel du fichier": str(application.call), "appel demandé": code},
            remedies=(f"créer la demande sous « {application.call} »", "corriger « call » dans le fichier"),
        )
    return application


def _named(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(pairs)
