"""The two families of errors: a person must act, or the administrator must.

Texts are French and shown as they are; only doors turn them into exit statuses or pages.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from forms.problems import Problem
from forms.typography import typeset

_NOTHING_SEEN: Mapping[str, str] = MappingProxyType({})


class Explained(Exception):
    """An error that says what was seen, who must act, and what would do.

    `code` is stable; `message`, `who`, `source` and `remedies` are French; `seen` gives the values
    met; `source` the text or the record it rests on, with its date, or nothing. `str()` is the
    message. Subclasses set `default_code` and `default_who`.
    """

    default_code: ClassVar[str] = "ERR-000"
    default_who: ClassVar[str] = "l'administrateur"

    def __init__(
        self,
        *,
        message: str,
        code: str | None = None,
        who: str | None = None,
        seen: Mapping[str, str] = _NOTHING_SEEN,
        source: str = "",
        remedies: tuple[str, ...] = (),
    ) -> None:
        self.code = code or self.default_code
        self.message = typeset(message)
        self.who = typeset(who or self.default_who)
        self.seen = MappingProxyType(dict(seen))
        self.source = typeset(source)
        self.remedies = tuple(typeset(remedy) for remedy in remedies)
        super().__init__(self.message)


class Refused(Explained):
    """The request was examined and refused: the person who asked must act."""

    default_code = "REF-000"
    default_who = "la personne qui a fait la demande"


class Broken(Explained):
    """Something the house relies on is defective: the administrator must act."""

    default_code = "BRK-000"


class Malformed(Refused):
    """A value does not have the shape its kind requires."""

    default_code = "VAL-001"


class Unreadable(Refused):
    """A file cannot be read; `problems` holds every defect found, in reading order."""

    default_code = "FIC-001"
    default_who = "l'auteur du fichier"

    def __init__(self, *, name: str, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        count = len(problems)
        counted = f"{count} problème" if count == 1 else f"{count} problèmes"
        super().__init__(
            message=self._said(name, counted),
            seen={"fichier": name, "problèmes": str(count)},
            remedies=tuple(problem.remedy for problem in problems if problem.remedy),
        )

    def _said(self, name: str, counted: str) -> str:
        return f"Le fichier « {name} » ne peut pas être lu : {counted}."


class Untaken(Unreadable):
    """Answers given one by one cannot be taken; `given` shows back all that was typed: (field, text)."""

    default_code = "REP-000"
    default_who = "vous"

    def __init__(
        self, *, name: str, problems: tuple[Problem, ...], given: tuple[tuple[str, str], ...]
    ) -> None:
        self.given = given
        super().__init__(name=name, problems=problems)

    def _said(self, name: str, counted: str) -> str:
        return f"Les réponses données pour « {name} » ne sont pas prises : {counted} ; rien n'a changé."


class LimitExceeded(Refused):
    """A limit on size, depth or number was passed before anything was built.

    `limit` names the limit (`bytes`, `depth`, `nodes`, `scalar`), `problem` says where.
    """

    default_code = "LIM-000"
    default_who = "l'auteur du fichier"

    def __init__(self, *, limit: str, problem: Problem) -> None:
        self.limit = limit
        self.problem = problem
        super().__init__(
            message=problem.message,
            code=problem.code,
            seen={"limite": limit, "place": str(problem.mark or "")},
            remedies=(problem.remedy,),
        )
