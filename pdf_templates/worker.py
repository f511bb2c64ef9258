"""The printing process: started by `pdf_templates.child`, it prints what it is sent until the stream ends."""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import IO, Final, NoReturn

from forms.errors import Refused
from pdf_templates.composing import Composer
from pdf_templates.confinement import bound_memory, confine, grant_time
from pdf_templates.errors import ADMINISTRATOR, Unprintable
from pdf_templates.fingerprints import fingerprint
from pdf_templates.frames import Hangup, read, receive, send, spelt
from pdf_templates.rendering import Rendered, render

_LOADED_LATE: Final = ("forms.templates.filling", "pdf_templates.dialect")
"""What writing loads at first use: here before any time is counted and any door is shut."""


def serve(limits: bytes) -> NoReturn:
    """Print each document asked on standard input, one answer for each on standard output.

    `limits` is a mapping spelt by the parent: `memory` in bytes, `seconds` of processor for each
    document. The first message out says that everything is loaded.
    """
    asked, answers = _streams()
    allowed = read(limits)
    composer = Composer()
    fingerprint(fonts=())
    for module in _LOADED_LATE:
        import_module(module)
    bound_memory(_number(allowed, "memory"))
    confine()
    send(answers, b"ready")
    while True:
        try:
            order = read(receive(asked))
        except Hangup:
            os._exit(0)  # the guard must not meet an interpreter that is being taken down
        grant_time(_number(allowed, "seconds"))
        send(answers, *_answer(order, composer))


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Keep standard output for answers alone: what anything else prints goes to the error stream."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def _answer(order: Mapping[str, object], composer: Composer) -> tuple[bytes, bytes]:
    try:
        printed = _print(order, composer)
    except Refused as refusal:
        return _told(refusal), b""
    except MemoryError:
        return _told(out_of_memory()), b""
    except Exception as error:  # noqa: BLE001 -- whatever broke, the parent must hear of it and the next document be printed
        return _told(_broken(error)), b""
    header = {"sha256": printed.sha256, "fingerprint": dict(printed.fingerprint), "pages": printed.pages}
    return spelt(header), printed.pdf


def out_of_memory() -> Unprintable:
    """Say that a document asked for more memory than a document may take."""
    return Unprintable(
        code="DOC-106",
        message="Le document demande plus de mémoire qu'il n'est permis : impression arrêtée.",
        who=ADMINISTRATOR,
        remedies=("Réduisez les listes imprimées ou les dimensions de la feuille de style.",),
    )


def _print(order: Mapping[str, object], composer: Composer) -> Rendered:
    sources, letter = order["sources"], order["letter"]
    if not isinstance(sources, dict) or not isinstance(letter, dict):
        raise TypeError("sources and letter are mappings")
    return render(
        str(order["name"]),
        sources=sources,
        letter=letter,
        issued_at=str(order["issued_at"]),
        reference=str(order["reference"]),
        composer=composer,
    )


def _told(refusal: Refused) -> bytes:
    return spelt(
        {
            "code": refusal.code,
            "message": refusal.message,
            "who": refusal.who,
            "seen": dict(refusal.seen),
            "remedies": list(refusal.remedies),
        }
    )


def _broken(error: Exception) -> Unprintable:
    return Unprintable(
        code="DOC-107",
        message=f"La mise en page a échoué ({type(error).__name__} : {error}).",
        who=ADMINISTRATOR,
        remedies=("Relancez l'aperçu du document ; si l'échec se répète, signalez-le avec ce message.",),
    )


def _number(values: Mapping[str, object], name: str) -> int:
    value = values[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value
