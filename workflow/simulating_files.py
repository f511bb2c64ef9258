"""Application files judged under the definition they were made for, and under another."""

from collections.abc import Callable
from pathlib import Path

from forms.application import Application
from forms.application_reading import read_application
from forms.bounded_file import read_bounded
from forms.errors import LimitExceeded, Refused, Unreadable
from forms.problems import report
from rules.judgement import Judgement, unreadable
from workflow.assessing import Yardstick, assess_application, call_named
from workflow.simulating import Compared

Finder = Callable[[str], Yardstick]
"""Gives the definition of that code, ready to judge; raises `Refused` when there is none."""

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


def application_files(path: Path) -> tuple[Path, ...]:
    """Give the application files a path names: itself, or those of the folder it is, by name."""
    if not path.is_dir():
        return (path,)
    return tuple(sorted(one for one in path.iterdir() if one.suffix in _SUFFIXES and one.is_file()))


def compare_file(path: Path, *, against: Yardstick | None, find: Finder, after: Yardstick) -> Compared:
    """Judge one file twice: by `against`, else by the call it names, and by `after`.

    Raises nothing that the file may cause: what cannot be read is told as a judgement.
    """
    try:
        text = read_bounded(path)
        application = read_application(text, name=str(path))
        before_by = against or _own(text, path, find)
    except OSError:
        return _untold(path, _absent(path), after)
    except (Unreadable, LimitExceeded, Refused) as error:
        return _untold(path, unreadable(error), after)
    return compare(str(path), application, before=before_by, after=after)


def compare(name: str, application: Application, *, before: Yardstick, after: Yardstick) -> Compared:
    """Judge one application by two definitions, each read on its own reference day.

    What the applicant owed when filing is read for both on the day of the first: that day belongs to the
    file, and a definition of another year does not make its declarations late.
    """
    return Compared(
        name=name,
        title=application.title or "",
        requested=application.budget.requested if application.budget else None,
        before=assess_application(application, by=before, filed_on=before.at),
        after=assess_application(application, by=after, filed_on=before.at),
        by=(before, after),
    )


def _own(text: bytes, path: Path, find: Finder) -> Yardstick:
    code = call_named(text, name=str(path))
    if code is None:
        raise _unreadable(
            path,
            "FIC-405",
            "Le fichier ne dit pas de quel appel il relève.",
            "Écrivez « call: … », ou donnez --against.",
        )
    return find(code)


def _untold(path: Path, judgement: Judgement, after: Yardstick) -> Compared:
    return Compared(str(path), "", None, None, judgement, (None, after))


def _absent(path: Path) -> Judgement:
    message = f"Le fichier « {path} » n'existe pas ou ne peut être lu."
    return unreadable(_unreadable(path, "FIC-404", message, "Vérifiez son nom."))


def _unreadable(path: Path, code: str, message: str, remedy: str) -> Unreadable:
    return Unreadable(name=str(path), problems=(report(code=code, message=message, remedy=remedy),))
