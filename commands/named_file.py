"""The content of a file that somebody names on the command line."""

from pathlib import Path

from forms.bounded_file import read_bounded
from workflow.errors import NotFound


def read_named(file: Path, *, wanted: str) -> bytes:
    """Give the bytes of a file, read no further than they can be worth.

    `wanted` says in French what kind of file is expected. Raises `NotFound` for what is absent, for a folder,
    and for what may not be read.
    """
    try:
        return read_bounded(file)
    except OSError:
        raise NotFound(
            code="FIC-404",
            message=f"Le fichier « {file} » n'existe pas ou ne peut être lu.",
            who="vous",
            remedies=(f"vérifier son nom et vos droits : {wanted} est attendu, non un dossier",),
        ) from None
