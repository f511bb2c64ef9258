"""Errors of the rooms as exit statuses: the one table, and what is printed with each."""

import secrets
import traceback
from pathlib import Path
from tempfile import gettempdir

import click

from commands.refusals import refusal_lines
from commands.settings import default_home, shows_traces
from forms.errors import Broken, Explained, LimitExceeded, Refused
from notifications.errors import TryAgain
from pdf_templates.catalogue import UnknownDocument
from workflow.definition.errors import UnknownCall
from workflow.errors import KeyReused, NotAllowed, NotFound, RuleRefused, Stale, Unfit, Unsound
from workflow.store.failures import OutOfReach, as_explained
from workflow.store.turnstile import Busy

STATUSES: tuple[tuple[type[Explained], int], ...] = (
    (NotFound, 3),
    (UnknownCall, 3),
    (UnknownDocument, 3),
    (NotAllowed, 4),
    (Stale, 5),
    (KeyReused, 5),
    (Busy, 6),
    (TryAgain, 6),
    (OutOfReach, 6),
    (LimitExceeded, 7),
    (Unsound, 8),
    (Unfit, 9),
    (Refused, 1),
    (Broken, 9),
)
"""The status each error ends with: the first line whose class fits."""

REFUSED = 1
TRY_AGAIN = 6
UNSOUND = 8
INTERNAL = 70


def status_of(error: Explained) -> int:
    """Give the exit status of an error."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def report_error(error: Exception) -> int:
    """Print an error for the person at the command line and give the status to end with."""
    explained = error if isinstance(error, Explained) else as_explained(error)
    if explained is None:
        return _report_incident(error)
    findings = explained.findings if isinstance(explained, RuleRefused) else ()
    waivers = explained.derogations if isinstance(explained, RuleRefused) else ()
    for line in refusal_lines(explained, findings, waivers):
        click.echo(line, err=True)
    return status_of(explained)


def _report_incident(error: Exception) -> int:
    """Give an unexpected failure a number, and keep where it happened; never what it was about."""
    number = secrets.token_hex(4)
    if shows_traces():
        traceback.print_exception(error)
    kept = _keep_trace(error, number=number)
    click.echo(f"INC-{number} : erreur interne ; rien n'a été modifié par ce qui a échoué.", err=True)
    click.echo("  qui : l'administrateur, à qui donner ce numéro", err=True)
    if kept is not None:
        click.echo(f"  trace : {kept}", err=True)
    return INTERNAL


def _keep_trace(error: Exception, *, number: str) -> Path | None:
    # The message is left out: it may hold what a person wrote.
    frames = "".join(traceback.format_tb(error.__traceback__))
    home = default_home()
    folder = home if home.is_dir() else Path(gettempdir())
    path = folder / f"incident-{number}.txt"
    try:
        path.write_text(f"{type(error).__module__}.{type(error).__qualname__}\n{frames}", encoding="utf-8")
    except OSError:
        return None
    return path
