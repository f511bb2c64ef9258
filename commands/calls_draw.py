"""`jalon calls draw`: the circuits of a definition as pictures, as tables, as one page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from commands.definitions import named
from commands.french import Command
from commands.printing import print_json
from commands.settings import json_option
from commands.table_text import table_lines
from commands.values import Among
from forms.nearest import suggest
from workflow.definition.errors import UnknownCall
from workflow.definition.model import Definition

_TEXT = "mermaid"
_PAGE = "html"
_PICTURES = "svg"


@click.command("draw", cls=Command)
@click.argument("name", metavar="APPEL|FICHIER", help="Code d'un appel, ou son fichier.")
@click.option("--machine", metavar="CIRCUIT", help="Un seul circuit (tous par défaut).")
@click.option(
    "--format",
    "form",
    type=Among((_TEXT, _PICTURES, "tables", _PAGE)),
    default=_TEXT,
    help="Texte Mermaid (par défaut), images SVG, tableaux en texte, ou une page qui réunit tout.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FICHIER|DOSSIER",
    help="Où écrire ; un dossier pour plusieurs images. Sans elle, la sortie standard.",
)
@json_option
def draw_command(*, name: str, machine: str | None, form: str, output: Path | None, as_json: bool) -> None:
    """Dessiner les circuits d'un appel, et dire qui fait quoi, ce qui part et quand.

    Les images et la page se suffisent à elles-mêmes. Les tableaux disent en texte ce que les images
    montrent : actes, rôles, courriels et documents, calendrier.
    """
    definition = named(name).definition
    machines = _chosen(definition, machine)
    if as_json:
        print_json(_document(definition, machines, form))
        return
    drawn = _whole(definition) if (machine, form) == (None, _TEXT) else _DRAWN[form](definition, machines)
    if output is not None:
        _write(drawn, output)
    elif len(drawn) == 1:
        click.echo("".join(drawn.values()), nl=False)
    else:
        raise click.UsageError(
            "Une image par circuit : donnez --machine CIRCUIT, ou --output DOSSIER pour les écrire toutes."
        )


def _chosen(definition: Definition, machine: str | None) -> list[str]:
    if machine is None and definition.machines:
        return list(definition.machines)
    if machine is not None and machine in definition.machines:
        return [machine]
    if machine is None:
        raise UnknownCall(
            message=f"« {definition.code} » n'a aucun circuit à dessiner.",
            seen={"définition": definition.code},
            remedies=("nommer une définition qui a des circuits, ou qui en hérite",),
        )
    raise UnknownCall(
        message=f"L'appel « {definition.code} » n'a pas de circuit « {machine} ».",
        seen={"circuit": machine},
        remedies=(suggest(machine, definition.machines),),
    )


def _write(drawn: Mapping[str, str], output: Path) -> None:
    """Write each drawing: into a folder, or the only one into a file of that name."""
    folder = output if output.is_dir() or len(drawn) > 1 else None
    for file, text in drawn.items():
        path = folder / file if folder is not None else output
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except (FileExistsError, FileNotFoundError, NotADirectoryError):
            raise click.UsageError(
                f"« {path} » ne peut être écrit : ce chemin passe par un fichier."
            ) from None
        click.echo(str(path))


def _mermaid(definition: Definition, machines: Sequence[str]) -> dict[str, str]:
    from workflow.definition.drawing import draw  # noqa: PLC0415 -- slow import

    return {f"{definition.code}-{one}.mmd": draw(definition, one) for one in machines}


def _whole(definition: Definition) -> dict[str, str]:
    from workflow.definition.drawing import draw_all  # noqa: PLC0415 -- slow import

    return {f"{definition.code}.md": draw_all(definition)}


def _pictures(definition: Definition, machines: Sequence[str]) -> dict[str, str]:
    from workflow.definition.diagrams.svg import draw_svg  # noqa: PLC0415 -- slow import

    return {f"{definition.code}-{one}.svg": draw_svg(definition, one) for one in machines}


def _tables(definition: Definition, machines: Sequence[str]) -> dict[str, str]:
    return {f"{definition.code}.txt": "\n".join(_sections(definition, machines)) + "\n"}


def _sections(definition: Definition, machines: Sequence[str]) -> Iterator[str]:
    from workflow.definition.tables.acts import acts  # noqa: PLC0415 -- slow import
    from workflow.definition.tables.calendar import calendar  # noqa: PLC0415 -- slow import
    from workflow.definition.tables.departures import mail_list  # noqa: PLC0415 -- slow import
    from workflow.definition.tables.people import people  # noqa: PLC0415 -- slow import
    from workflow.definition.tables.powers import role_list  # noqa: PLC0415 -- slow import

    for one in machines:
        for listed in (acts, role_list, mail_list):
            yield "\n".join([*table_lines(listed(definition, one)), ""])
    for shared in (people(definition), *calendar(definition)):
        yield "\n".join([*table_lines(shared), ""])


def _page(definition: Definition, machines: Sequence[str]) -> dict[str, str]:
    from workflow.definition.overview import overview  # noqa: PLC0415 -- slow import

    return {f"{definition.code}.html": overview(definition, machines)}


_DRAWN: Mapping[str, Callable[[Definition, Sequence[str]], dict[str, str]]] = {
    _TEXT: _mermaid,
    _PICTURES: _pictures,
    "tables": _tables,
    _PAGE: _page,
}


def _document(definition: Definition, machines: Sequence[str], form: str) -> dict[str, object]:
    """Give what was asked as JSON: the tables for a page too, since they hold what it says."""
    if form in {"tables", _PAGE}:
        return _data(definition, machines)
    return {one: "".join(_DRAWN[form](definition, [one]).values()) for one in machines}


def _data(definition: Definition, machines: Sequence[str]) -> dict[str, object]:
    from workflow.definition.tables.acts import acts  # noqa: PLC0415 -- slow import
    from workflow.definition.tables.calendar import calendar  # noqa: PLC0415 -- slow import
    from workflow.definition.tables.departures import mail_list  # noqa: PLC0415 -- slow import
    from workflow.definition.tables.people import people  # noqa: PLC0415 -- slow import
    from workflow.definition.tables.powers import role_list  # noqa: PLC0415 -- slow import

    return {
        "code": definition.code,
        "machines": {
            one: {
                "acts": acts(definition, one).to_json(),
                "roles": role_list(definition, one).to_json(),
                "mails": mail_list(definition, one).to_json(),
            }
            for one in machines
        },
        "people": people(definition).to_json(),
        "calendar": [dated.to_json() for dated in calendar(definition)],
    }
