"""Fields given with an act: typed by `--set`, or taken from a file by `--set-file`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from commands.named_file import read_named
from commands.values import Pair
from forms.application_writing import write_budget_part
from forms.errors import Malformed
from forms.spreadsheet.reading import read_spreadsheet

_SPREADSHEET = ".xlsx"
_EXPECTED = "un texte, un budget en .yaml ou en .json, ou un tableur .xlsx"

Given = tuple[tuple[str, str], ...]
"""Fields with their texts, as options give them."""

_set_option = click.option(
    "--set",
    "given",
    type=Pair(name="champ=valeur"),
    multiple=True,
    help="Champ donné avec l'acte ; répétable.",
)
_set_file_option = click.option(
    "--set-file",
    "from_files",
    type=Pair(name="champ=fichier"),
    multiple=True,
    help="Champ dont la réponse est dans un fichier : un texte, ou un budget (.xlsx, .yaml) ; répétable.",
)


def given_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add to a command the options by which fields are given."""
    return _set_option(_set_file_option(command))


def fields_given(given: Given, from_files: Given) -> Mapping[str, str]:
    """Give each field with its text; that of a spreadsheet is the budget it holds, as one types it.

    Raises `Malformed` for a field given both ways, `NotFound` for a file that cannot be read,
    `Unreadable` for a spreadsheet with problems, each named by its cell, `LimitExceeded`.
    """
    typed = dict(given)
    for name, file in from_files:
        if name in typed:
            raise Malformed(
                message=f"« {name} » est donné par --set et par --set-file.",
                who="vous",
                remedies=("ne garder que l'un des deux",),
            )
        typed[name] = _text_of(Path(file), name=name)
    return typed


def _text_of(file: Path, *, name: str) -> str:
    """Give the text of a file; an empty one is refused, for it would take away what was answered before."""
    content = read_named(file, wanted="un texte ou un tableur")
    if file.suffix.lower() == _SPREADSHEET:
        return write_budget_part(read_spreadsheet(content, name=str(file)))
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise Malformed(
            message=f"« {name} » : « {file} » n'est pas un texte en UTF-8.",
            who="vous",
            remedies=(f"donner {_EXPECTED}, par exemple --set-file {name}=reponse.yaml",),
        ) from None
    if not text.strip():
        raise Malformed(
            message=f"« {name} » : le fichier « {file} » est vide ; la réponse donnée avant lui reste.",
            who="vous",
            remedies=(
                f"donner {_EXPECTED}, par exemple --set-file {name}=reponse.yaml",
                f"pour retirer la réponse : --set {name}=",
            ),
        )
    return text
