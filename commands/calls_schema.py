"""`jalon calls schema`: the JSON Schema by which editors help to write a definition."""

import json
from pathlib import Path

import click

from commands.french import Command
from commands.printing import print_json
from workflow.errors import Impossible

FILE = "jalon.schema.json"
"""The name under which the first line of a definition looks for its schema, beside it."""


@click.command("schema", cls=Command)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER",
    help=f"Écrire là, par exemple {FILE} à côté des définitions, plutôt que sur la sortie.",
)
def schema_command(*, output: Path | None) -> None:
    """Écrire le schéma JSON des définitions, pour les éditeurs qui le lisent.

    La première ligne d'une définition dit où il est ; un éditeur propose alors chaque clé, dit ce
    qu'elle signifie et souligne ce qui ne va pas.
    """
    from workflow.definition.schema import source_schema  # noqa: PLC0415 -- slow import

    if output is None:
        print_json(source_schema())
        return
    text = json.dumps(source_schema(), ensure_ascii=False, indent=1)
    try:
        output.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise Impossible(
            message=f"« {output} » ne peut être écrit.",
            who="vous",
            remedies=("donner --output dans un dossier qui existe et vous appartient",),
        ) from error
    click.echo(f"écrit : {output}")
