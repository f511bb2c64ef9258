"""`jalon forms`: what a call asks, field by field; no instance is needed."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final

import click

from commands.definitions import named
from commands.french import Group
from commands.printing import counted, print_json, print_table
from commands.settings import json_option
from forms.nearest import suggest
from forms.typography import typeset
from workflow.definition.errors import UnknownCall
from workflow.definition.form_showing import FieldTold, FormTold, forms_filled, tell_form
from workflow.definition.model import Definition

_call_argument = click.argument("name", metavar="APPEL|FICHIER", help="Code d'un appel, ou son fichier.")
_PDF: Final = ".pdf"


@click.group("forms", cls=Group)
def command() -> None:
    """Lister et montrer ce qui se demande sous un appel, champ par champ."""


@command.command()
@_call_argument
@json_option
def list_command(*, name: str, as_json: bool) -> None:
    """Lister les formulaires d'un appel."""
    found = _told(named(name).definition, None)
    if as_json:
        print_json([{"form": one.name, "label": one.label, "fields": len(_fields(one))} for one in found])
        return
    rows = [(one.name, counted(len(_fields(one)), "champ"), one.readers, one.label) for one in found]
    print_table(("formulaire", "champs", "lu par", "intitulé"), rows)


@command.command()
@_call_argument
@click.option("--form", "wanted", metavar="FORMULAIRE", help="Un seul formulaire (tous par défaut).")
@click.option("--for", "role", metavar="RÔLE", help="Ceux que ce rôle remplit, sur un dossier au moins.")
@click.option(
    "--guide",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER.html|FICHIER.pdf",
    help="Écrire là un guide à imprimer ; sans --for ni --form, ce que remplit qui dépose.",
)
@json_option
def show_command(
    *, name: str, wanted: str | None, role: str | None, guide: Path | None, as_json: bool
) -> None:
    """Montrer ce que demandent les formulaires d'un appel : champs, obligations, conditions, limites.

    Avec, pour chacun, les règles que vérifie l'acte qui l'envoie.
    """
    definition = named(name).definition
    found = _told(definition, wanted)
    if role is not None or (guide is not None and wanted is None):
        filled = _filled(definition, role)
        found = [one for one in found if one.name in filled]
    if guide is not None:
        _write_guide(guide, definition=definition, forms=found)
    elif as_json:
        print_json([asdict(one) for one in found])
    else:
        click.echo("\n\n".join("\n".join(map(typeset, _lines(one))) for one in found))


def _told(definition: Definition, wanted: str | None) -> list[FormTold]:
    if wanted is not None and wanted not in definition.forms:
        raise UnknownCall(
            message=f"« {definition.code} » n'a pas de formulaire « {wanted} ».",
            seen={"formulaire": wanted},
            remedies=(suggest(wanted, definition.forms),),
        )
    return [tell_form(definition, one) for one in definition.forms if wanted in {None, one}]


def _filled(definition: Definition, role: str | None) -> tuple[str, ...]:
    """Give the forms one role fills; without one, those of whoever files, or all where nobody does."""
    if role is None:
        filers = [name for name, one in definition.roles.items() if one.scope == "own"]
        return forms_filled(definition, by=filers) or tuple(definition.forms)
    if role not in definition.roles:
        raise UnknownCall(
            message=f"« {definition.code} » n'a pas de rôle « {role} ».",
            seen={"rôle": role},
            remedies=(suggest(role, definition.roles),),
        )
    return forms_filled(definition, by=[role])


def _fields(form: FormTold) -> list[FieldTold]:
    return [field for section in form.sections for field in section.fields]


def _lines(form: FormTold) -> Iterator[str]:
    yield f"{form.label} ({form.name})"
    yield f"  lu par : {form.readers}"
    for occasion in form.filled:
        yield f"  rempli par : {occasion}"
    for section in form.sections:
        if section.label:
            yield f"  {section.label}"
        if section.help:
            yield f"    {section.help}"
        for field in section.fields:
            yield from (f"  {line}" for line in _field_lines(field))
    for act, rules in groupby(form.rules, attrgetter("act")):
        yield f"  vérifié ensuite (« {act} ») : {', '.join(f'{one.title} ({one.rule})' for one in rules)}"


def _field_lines(field: FieldTold) -> Iterator[str]:
    yield f"- {field.label} ({field.name}) : {field.kind}, {field.obligation}"
    if field.help:
        yield f"    {field.help}"
    yield from (f"    {name} : {text}" for name, text in field.details())
    for column in field.columns:
        yield from (f"    {line}" for line in _field_lines(column))


def _write_guide(path: Path, *, definition: Definition, forms: list[FormTold]) -> None:
    from workflow.definition.form_guide import guide_html, guide_pdf  # noqa: PLC0415 -- slow import

    if path.suffix == _PDF:
        path.write_bytes(guide_pdf(definition, forms, on=datetime.now(UTC)))
    else:
        path.write_text(guide_html(definition, forms), encoding="utf-8")
    click.echo(str(path))
