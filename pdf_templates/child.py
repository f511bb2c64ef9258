"""Printing in a bounded child process: whatever a document does, Jalon goes on."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from types import TracebackType
from typing import IO, Final, Self

from pdf_templates.catalogue import document
from pdf_templates.errors import ADMINISTRATOR, Unprintable
from pdf_templates.frames import Hangup, read, receive, send, spelt
from pdf_templates.rendering import Rendered
from pdf_templates.worker import out_of_memory

_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from pdf_templates.worker import serve; serve(sys.argv[2].encode())"
)
_ROOT: Final = Path(__file__).resolve().parents[1]
_TO_START: Final = 120
"""Seconds of the wall clock to load everything on a busy machine."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of processor, seconds of the wall clock, bytes of memory."""

    seconds: int = 10
    wall: int = 60
    memory: int = 512 * 2**20


def render_in_child(
    name: str,
    *,
    sources: Mapping[str, str],
    letter: Mapping[str, object],
    issued_at: str,
    reference: str,
    limits: Limits = Limits(),
) -> Rendered:
    """Print one document in a process of its own. Arguments, result and bytes as `rendering.render`.

    Raises `Unprintable` with the cause in words: also when a limit is passed (DOC-105, DOC-106) or
    the process dies (DOC-108); `UnknownDocument` for the name.
    """
    with Press(limits=limits) as press:
        return press.render(name, sources=sources, letter=letter, issued_at=issued_at, reference=reference)


class Press(AbstractContextManager["Press"]):
    """A warm printing process for many documents, one after the other.

    Started at the first document, started anew after one that had to be stopped. For one thread;
    two presses print two documents at once.
    """

    def __init__(self, *, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = TemporaryDirectory(prefix="jalon-press-")

    def render(
        self,
        name: str,
        *,
        sources: Mapping[str, str],
        letter: Mapping[str, object],
        issued_at: str,
        reference: str,
    ) -> Rendered:
        """Print one document; see `render_in_child`."""
        order = {
            "name": document(name).name,
            "sources": dict(sources),
            "letter": dict(letter),
            "issued_at": issued_at,
            "reference": reference,
        }
        process = self._started()
        with _Stopwatch(process, seconds=self._limits.wall) as stopwatch:
            try:
                send(_pipe(process.stdin), spelt(order))
                header, pdf = read(receive(_pipe(process.stdout))), receive(_pipe(process.stdout))
            except (Hangup, OSError):
                raise self._died(late=stopwatch.rang) from None
        return _rendered(header, pdf)

    def close(self) -> None:
        """End the process; a further document starts another."""
        self._end()
        self._folder.cleanup()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            Path(self._folder.name).mkdir(exist_ok=True)
            self._process = _start(self._limits, folder=self._folder.name)
        return self._process

    def _died(self, *, late: bool) -> Unprintable:
        status = self._end()
        if late or status == -signal.SIGXCPU:
            return _out_of_time(self._limits)
        return (
            out_of_memory()
            if status in {-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV}
            else _stopped(status)
        )

    def _end(self) -> int:
        process, self._process = self._process, None
        return 0 if process is None else _ended(process)


class _Stopwatch(AbstractContextManager["_Stopwatch"]):
    """Kills a process that takes too long; `rang` says whether it did."""

    def __init__(self, process: subprocess.Popen[bytes], *, seconds: int) -> None:
        self.rang = False
        self._process = process
        self._timer = Timer(seconds, self._ring)

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()


def _start(limits: Limits, *, folder: str) -> subprocess.Popen[bytes]:
    """Start the process with an environment of its own, and wait until everything is loaded."""
    process = subprocess.Popen(  # noqa: S603 -- our own module, run by our own interpreter
        [sys.executable, "-I", "-c", _START, str(_ROOT), spelt(asdict(limits)).decode()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"HOME": folder, "LANG": "C.UTF-8", "PATH": os.defpath, "TMPDIR": folder},
        cwd=folder,
    )
    with _Stopwatch(process, seconds=_TO_START):
        try:
            receive(_pipe(process.stdout))
        except Hangup:
            raise _stopped(_ended(process)) from None
    return process


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Let a process end, by force if it does not, and tell its status."""
    for pipe in (process.stdin, process.stdout):
        try:
            _pipe(pipe).close()
        except OSError:
            process.kill()
    with _Stopwatch(process, seconds=1):
        return process.wait()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("a printing process has both its pipes")
    return stream


def _rendered(header: Mapping[str, object], pdf: bytes) -> Rendered:
    match header:
        case {"sha256": str(sha256), "fingerprint": dict(fingerprint), "pages": int(pages)}:
            return Rendered(pdf=pdf, sha256=sha256, fingerprint=fingerprint, pages=pages)
        case {
            "code": str(code),
            "message": str(message),
            "who": str(who),
            "seen": dict(seen),
            "remedies": list(told),
        }:
            raise Unprintable(code=code, message=message, who=who, seen=seen, remedies=tuple(told))
        case _:
            raise _stopped(0)


def _out_of_time(limits: Limits) -> Unprintable:
    return Unprintable(
        code="DOC-105",
        message=f"Le document n'est pas prêt après {limits.seconds} secondes de calcul : impression arrêtée.",
        who=ADMINISTRATOR,
        seen={"limite": f"{limits.seconds} s"},
        remedies=("Réduisez les boucles du modèle et les listes imprimées, puis relancez l'aperçu.",),
    )


def _stopped(status: int) -> Unprintable:
    return Unprintable(
        code="DOC-108",
        message=f"L'atelier d'impression s'est interrompu (statut {status}).",
        who="l'administrateur",
        seen={"statut": str(status)},
        remedies=(
            "Relancez l'impression ; si elle s'interrompt encore, vérifiez l'installation de WeasyPrint.",
        ),
    )
