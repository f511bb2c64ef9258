"""Failures of the machine told as errors of the house: what a database or a disk says, in French."""

import errno
import sqlite3
import sys

from forms.errors import Broken, Explained
from workflow.errors import Stale, Unfit, Unsound
from workflow.store.base import Lost
from workflow.store.turnstile import Busy

_PRIMARY = 0xFF
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


class OutOfReach(Broken):
    """What the house stands on gives way for now; nothing was changed, and it may be tried again."""

    default_code = "BASE-002"


def as_explained(error: Exception) -> Explained | None:
    """Tell a failure of the database or of the disk; None for what is neither."""
    if isinstance(error, Lost):
        return Stale(
            message="Le dossier a changé pendant l'acte ; rien n'a été modifié.",
            who="vous",
            remedies=("relire le dossier, puis recommencer",),
        )
    if isinstance(error, sqlite3.DatabaseError):
        return _of_sqlite(error)
    if isinstance(error, OSError):
        return _of_the_disk(error)
    return _of_postgresql(error)


def _of_sqlite(error: sqlite3.DatabaseError) -> Explained | None:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
    if code in _BUSY:
        return Busy(
            message="La base est occupée par d'autres écritures ; rien n'a été modifié.",
            code="BASE-001",
            who="vous",
            remedies=("recommencer dans quelques instants",),
        )
    if code == sqlite3.SQLITE_FULL:
        return _no_room()
    if code in _DAMAGED:
        return Unsound(
            message="Le fichier de la base est endommagé, ou n'en est pas un.",
            remedies=("ne plus rien écrire, et repartir de la dernière sauvegarde",),
        )
    return _closed(str(error)) if code in _CLOSED else None


def _of_the_disk(error: OSError) -> Explained | None:
    if error.errno in _NO_ROOM:
        return _no_room()
    return _closed(str(error.filename or "")) if error.errno in _FORBIDDEN else None


def _of_postgresql(error: Exception) -> Explained | None:
    # Only a process that uses PostgreSQL has the driver; asking does not load it.
    driver = sys.modules.get("psycopg")
    if driver is None or not isinstance(error, driver.OperationalError):
        return None
    seen = {"réponse": str(error).strip().split("\n", maxsplit=1)[0]}
    if error.sqlstate is not None:
        return OutOfReach(
            message="Le serveur de la base a interrompu la transaction ; rien n'a été modifié.",
            seen=seen,
            remedies=("recommencer dans quelques instants",),
        )
    return OutOfReach(
        message="Le serveur de la base ne répond pas ; un acte en cours a pu être enregistré juste avant.",
        seen=seen,
        remedies=(
            "vérifier JALON_DATABASE_URL et le serveur",
            "relire le dossier avant de recommencer, avec la même clé s'il y en avait une",
        ),
    )


def _no_room() -> Explained:
    return OutOfReach(
        message="Le disque est plein ; rien n'a été modifié.",
        code="BASE-003",
        remedies=("libérer de la place, puis recommencer",),
    )


def _closed(place: str) -> Explained:
    return Unfit(
        message="L'instance ne peut être lue ou écrite à cet endroit.",
        seen={"endroit": place} if place else {},
        remedies=("vérifier les droits sur le dossier de l'instance et sur ce qu'il contient",),
    )
