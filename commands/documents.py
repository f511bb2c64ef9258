"""`jalon documents`: what was issued, and how each document would look."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from commands.definitions import named
from commands.errors import UNSOUND
from commands.french import Group, RequiredOption
from commands.instance import opened, require_known
from commands.printing import paris_day, print_json, print_table
from commands.settings import Settings, in_person, json_option
from forms.letter import SAMPLE
from pdf_templates.catalogue import document, known
from pdf_templates.child import Press, render_in_child
from pdf_templates.sources import shipped_sources
from workflow.act import Act
from workflow.cases import list_cases
from workflow.definition.bundle import pack
from workflow.issued import Issued, find_issued, issued_documents, print_again, verify
from workflow.viewpoint import Viewpoint, look_at

_SAMPLE_DAY = datetime(2025, 6, 3, tzinfo=UTC)
_out_option = click.option(
    "--out",
    cls=RequiredOption,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER",
    help="Où écrire le PDF.",
)
_ref_argument = click.argument(
    "ref", metavar="[RÉFÉRENCE]", required=False, help="Un dossier (tous ceux que vous voyez par défaut)."
)


@click.group("documents", cls=Group)
def command() -> None:
    """Lister, prévisualiser, refaire et vérifier les documents."""


@command.command()
@_ref_argument
@json_option
@in_person
def list_command(settings: Settings, *, ref: str | None, as_json: bool) -> None:
    """Lister les documents émis que vous pouvez lire."""
    with opened(settings) as house, house.look(settings.actor(), at=settings.at) as act:
        require_known(act)
        found = [one for view in _views(act, ref) for one in issued_documents(view)]
    if as_json:
        print_json([one.tree() for one in found])
        return
    rows = [
        (one.ref, one.name, paris_day(one.issued_at), one.file or "à imprimer", one.title) for one in found
    ]
    print_table(("référence", "document", "date", "fichier", "intitulé"), rows)


def _views(act: Act, ref: str | None) -> Iterator[Viewpoint]:
    if ref is not None:
        yield look_at(act, ref)
        return
    for line in list_cases(act):
        yield look_at(act, line.ref)


@command.command("preview")
@click.argument("name", metavar="DOCUMENT", help=f"Un de : {', '.join(known())}.")
@click.option("--call", "call", metavar="APPEL", help="Avec les modèles de cet appel (code ou fichier).")
@_out_option
def preview_command(*, name: str, call: str | None, out: Path) -> None:
    """Écrire un document depuis la lettre d'exemple, sans instance."""
    document(name)
    sources = pack(named(call).definition).documents if call else shipped_sources()
    printed = render_in_child(
        name, sources=sources, letter=SAMPLE, issued_at=_SAMPLE_DAY.isoformat(), reference="EXEMPLE"
    )
    out.write_bytes(printed.pdf)
    click.echo(f"{out} : {printed.pages} pages, sha256:{printed.sha256}")


@command.command("render")
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
@click.argument("name", metavar="DOCUMENT", help="Le document, tel que « documents list » le nomme.")
@_out_option
@in_person
def render_command(settings: Settings, *, ref: str, name: str, out: Path) -> None:
    """Refaire un document émis depuis sa lettre, et le comparer à ce qui a été émis."""
    with opened(settings) as house, house.look(settings.actor(), at=settings.at) as act, Press() as press:
        require_known(act)
        view = look_at(act, ref)
        found = find_issued(view, name)
        made = print_again(view, found, folder=house.documents, press=press)
    out.write_bytes(made.pdf)
    verdict = "refait à l'identique" if made.rebuilt else "authentique, non reconstructible ici"
    click.echo(f"{out} : {found.title} de {found.ref}, {verdict} (sha256:{found.sha256})")


@command.command("verify")
@_ref_argument
@json_option
@in_person
@click.pass_context
def verify_command(ctx: click.Context, settings: Settings, *, ref: str | None, as_json: bool) -> None:
    """Comparer chaque document à l'empreinte écrite quand il a été émis ; statut 8 s'il en diffère."""
    with opened(settings) as house, house.look(settings.actor(), at=settings.at) as act:
        require_known(act)
        found = [
            verify(one, folder=house.documents) for view in _views(act, ref) for one in issued_documents(view)
        ]
    if as_json:
        print_json([{**one.document.tree(), "verdict": one.verdict} for one in found])
    else:
        rows = [(one.document.ref, one.document.name, one.verdict, _file(one.document)) for one in found]
        print_table(("référence", "document", "verdict", "fichier"), rows)
    if any(one.verdict in {"altéré", "disparu"} for one in found):
        ctx.exit(UNSOUND)


def _file(issued: Issued) -> str:
    return issued.file or ""
