"""Each error has one status, and the one its family promises."""

import errno
import sqlite3
from importlib import import_module
from pathlib import Path

import pytest

from commands.errors import STATUSES, status_of
from forms.errors import Broken, Explained, LimitExceeded, Malformed, Refused, Unreadable
from forms.problems import report
from notifications.errors import GiveUp, TryAgain
from pdf_templates.catalogue import UnknownDocument
from pdf_templates.errors import Unprintable
from workflow.definition.errors import Defective, UnknownCall
from workflow.errors import (
    EnvelopeSpent,
    Impossible,
    Incomplete,
    KeyReused,
    NotAllowed,
    NotFound,
    RuleRefused,
    Stale,
    Unfit,
    Unsound,
)
from workflow.store.base import Lost
from workflow.store.failures import OutOfReach, as_explained
from workflow.store.turnstile import Busy

PLAIN: dict[type[Explained], int] = {
    Refused: 1, Malformed: 1, Impossible: 1, Incomplete: 1, EnvelopeSpent: 1, Unprintable: 1,
    NotFound: 3, UnknownCall: 3, UnknownDocument: 3,
    NotAllowed: 4,
    Stale: 5, KeyReused: 5,
    Busy: 6, TryAgain: 6, OutOfReach: 6,
    Unsound: 8,
    Unfit: 9, Broken: 9, GiveUp: 9,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "status"), PLAIN.items())
def test_an_error_ends_with_the_status_of_its_family(kind: type[Explained], status: int) -> None:
    assert status_of(kind(message="x")) == status


def test_errors_that_carry_more_end_with_theirs() -> None:
    problem = report(code="X", message="x")

    assert status_of(RuleRefused(message="x", who="x", findings=())) == 1
    assert status_of(Unreadable(name="x", problems=(problem,))) == 1
    assert status_of(Defective(name="x", problems=(problem,), texts={})) == 1
    assert status_of(LimitExceeded(limit="bytes", problem=problem)) == 7


def test_no_line_of_the_table_hides_another() -> None:
    hidden = [
        (earlier.__name__, later.__name__)
        for index, (earlier, one) in enumerate(STATUSES)
        for later, other in STATUSES[index + 1 :]
        if issubclass(later, earlier) and one != other
    ]

    assert hidden == []


def test_every_error_of_the_rooms_is_explained() -> None:
    rooms = ("forms", "rules", "notifications", "pdf_templates", "workflow")
    root = Path(__file__).parents[2]
    names = [path for room in rooms for path in (root / room).rglob("errors.py")]
    kinds = {
        kind
        for path in names
        for kind in vars(import_module(".".join(path.relative_to(root).with_suffix("").parts))).values()
        if isinstance(kind, type) and issubclass(kind, Exception)
    }

    assert {kind.__name__ for kind in kinds if not issubclass(kind, Explained)} == set()
    assert len(kinds) > len(PLAIN) / 2


def sqlite_error(code: int) -> sqlite3.OperationalError:
    """An error as the driver raises it."""
    error = sqlite3.OperationalError("driver's words")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (sqlite_error(sqlite3.SQLITE_BUSY), 6),
        (sqlite_error(sqlite3.SQLITE_FULL), 6),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), 8),
        (sqlite_error(sqlite3.SQLITE_READONLY), 9),
        (OSError(errno.ENOSPC, "x"), 6),
        (PermissionError(errno.EACCES, "x", "/there"), 9),
        (Lost(), 5),
    ],
)
def test_a_failure_of_the_machine_is_explained(error: Exception, status: int) -> None:
    explained = as_explained(error)

    assert explained is not None
    assert status_of(explained) == status


@pytest.mark.parametrize(
    "error", [ZeroDivisionError(), sqlite_error(sqlite3.SQLITE_MISUSE), FileNotFoundError()]
)
def test_a_mistake_of_ours_is_not_dressed_up(error: Exception) -> None:
    assert as_explained(error) is None
