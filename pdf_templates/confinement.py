"""What the printing process may not do: outgrow its limits, reach a network, start or open anything else."""

import os
import resource
import sys
import sysconfig
import tempfile
import zoneinfo
from pathlib import Path
from typing import Final

from pdf_templates.typefaces import font_folder

_REACHES_OUT: Final = (
    "ftplib.", "http.client.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "smtplib.",
    "socket.", "subprocess.", "urllib.",
)  # fmt: skip
_HARMLESS: Final = frozenset({"array.__new__", "builtins.id", "compile", "exec", "object.__getattr__"})
"""What laying out does twenty thousand times a document: let through first."""
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LARGEST_FILE: Final = 32 * 2**20
"""Bytes: what laying out leaves in its own folder, font files mostly."""


def bound_memory(memory: int) -> None:
    """Bound what this process may hold, in bytes; it leaves no core behind."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def grant_time(seconds: int) -> None:
    """Give this process so many seconds of processor from now on; past them the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))


def confine() -> None:
    """Give up, for good, networks, other processes and foreign files.

    What stays readable is Python itself, the rooms this one rests on, the fonts and the time zones;
    what stays writable is the temporary folder.
    """
    folder = os.path.realpath(tempfile.gettempdir())
    readable = (*_own_folders(), folder)

    def guard(event: str, arguments: tuple[object, ...]) -> None:
        if event in _HARMLESS:
            return
        if event == "open":
            _guard_file(arguments, readable=readable, writable=folder)
        elif event.startswith(_REACHES_OUT):
            raise PermissionError(f"l'impression n'a pas le droit : {event}")

    sys.addaudithook(guard)


def _guard_file(arguments: tuple[object, ...], *, readable: tuple[str, ...], writable: str) -> None:
    path, _, flags = arguments
    if not isinstance(path, str | bytes | os.PathLike):
        return
    real = os.path.realpath(os.fsdecode(path))
    writes = isinstance(flags, int) and flags & _WRITES
    if not any(real.startswith(f"{folder}{os.sep}") for folder in ((writable,) if writes else readable)):
        raise PermissionError("l'impression n'ouvre pas ce fichier")


def _own_folders() -> tuple[str, ...]:
    rooms = Path(__file__).resolve().parents[1]
    installed = [sysconfig.get_paths()[kind] for kind in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders: list[str | Path] = [
        *installed,
        rooms / "forms",
        rooms / "pdf_templates",
        font_folder(),
        *zoneinfo.TZPATH,
    ]
    return tuple(sorted({os.path.realpath(folder) for folder in folders}))
