"""Mails as files: one `.eml` for each message, whole or not there at all."""

import os
import re
import tempfile
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

from notifications.errors import TryAgain

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9@._+-]|^\.")
_LONGEST_NAME = 120


class Folder:
    """Writes each mail to a file named after its `Message-ID`: a second attempt writes the same file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, message: EmailMessage) -> None:
        """Write one mail durably: hidden file, flushed to disk, then renamed. Raises `TryAgain`."""
        name = _file_name(str(message["Message-ID"]).strip().strip("<>"))
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            _write(self._path / name, message.as_bytes())
        except OSError as error:
            raise TryAgain(
                code="MAI-206",
                message=f"Le courriel ne peut pas être écrit dans son dossier : {error.strerror}.",
                seen={"dossier": str(self._path)},
                remedies=(
                    "Vérifiez que ce dossier est accessible en écriture et que le disque n'est pas plein.",
                ),
            ) from error

    def close(self) -> None:
        """Do nothing: no file stays open."""


def _write(path: Path, content: bytes) -> None:
    handle, hidden = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(hidden).replace(path)
    except OSError:
        Path(hidden).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(path: Path) -> None:
    """Make the new name itself durable."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _file_name(identifier: str) -> str:
    """Name the file of a mail; what a name cannot hold is replaced, and a digest keeps names apart."""
    plain = _NOT_IN_A_NAME.sub("-", identifier)[:_LONGEST_NAME]
    if plain == identifier:
        return f"{plain}.eml"
    return f"{plain}-{sha256(identifier.encode()).hexdigest()[:12]}.eml"
