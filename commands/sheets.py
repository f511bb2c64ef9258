"""The sheet of a case, printed: the parts a person may read, amounts and dates as French writes them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from commands.derogations import granted_text
from commands.printing import print_fields
from forms.answer_wording import say_answer
from forms.asked import Asked
from forms.money import Cents, euros
from forms.wording import long_date
from workflow.definition.asked_fields import asked_of
from workflow.definition.model import FormField
from workflow.issued import Issued
from workflow.sheet import Part, Sheet


def sheet_tree(sheet: Sheet, documents: Sequence[Issued]) -> dict[str, object]:
    """Give the sheet of a case as JSON; money in cents."""
    found: dict[str, object] = sheet.line.tree()
    if sheet.version is not None:
        found["version"] = sheet.version
    found["application"] = dict(sheet.application)
    found["answers"] = {part.form.into: dict(part.answers) for part in sheet.parts}
    found["children"] = [child.tree() for child in sheet.children]
    found["running"] = [
        {"ref": one.ref, "label": one.label, "at": one.at, "until": one.until, "paused": one.paused}
        for one in sheet.running
    ]
    found["derogations"] = [one.tree() for one in sheet.derogations]
    found["documents"] = [document.tree() for document in documents]
    return found


def print_sheet(sheet: Sheet, documents: Sequence[Issued]) -> None:
    """Print the sheet of a case."""
    line = sheet.line
    click.echo(f"{line.ref} — {line.title}")
    print_fields(
        (
            ("nature", line.kind),
            ("appel", line.call),
            ("état", line.state),
            ("en clair", line.public),
            ("la suite revient à", line.next_actor),
            ("version", str(sheet.version or "")),
            *_application(sheet.application),
        )
    )
    for part in sheet.parts:
        click.echo(f"\n{part.form.label}")
        print_fields(tuple(_answers(part)))
    _print_list("Dossiers rattachés", [f"{one.ref} : {one.kind}, {one.state}" for one in sheet.children])
    granted = [f"{one.rule}, {granted_text(one.tree())}" for one in sheet.derogations]
    _print_list("Dérogations accordées", granted)
    _print_list("Ce qui court", [_running(sheet, index) for index in range(len(sheet.running))])
    _print_list("Documents", [_document(one) for one in documents])


def _print_list(title: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(f"\n{title}")
    for line in lines:
        click.echo(f"  {line}")


def _application(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    lead, budget = answers.get("lead") or {}, answers.get("budget") or {}
    yield "porteur", lead.get("name", "")
    yield "SIRET", lead.get("siret", "")
    yield "pays", ", ".join(str(one["code"]) for one in answers.get("countries", ()))
    if budget:
        yield "coût total", euros(Cents(budget["total"]))
        yield "demandé", euros(Cents(budget["requested"]))
    if answers.get("months"):
        yield "durée", f"{answers['months']} mois"


def _answers(part: Part) -> Iterator[tuple[str, str]]:
    for name, value in part.answers.items():
        field = part.form.fields.get(name)
        yield (field.label if field else name), _written(field, value)


def _written(field: FormField | None, value: Any) -> str:  # noqa: ANN401 -- an answer is any JSON value
    return say_answer(asked_of(field) if field else Asked("text", ""), value)


def _running(sheet: Sheet, index: int) -> str:
    one = sheet.running[index]
    paused = " (suspendu)" if one.paused else ""
    place = f"{one.ref} : " if one.ref != sheet.line.ref else ""
    return f"{place}{one.label}, fin du délai le {long_date(one.until)}{paused}"


def _document(document: Issued) -> str:
    if document.file is None:
        return f"{document.title} ({document.name}) : à imprimer"
    return f"{document.title} ({document.name}) : {document.file}, {document.pages} pages"
