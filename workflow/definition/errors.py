"""Why a definition cannot be given."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from forms.errors import Refused, Unreadable
from forms.problems import Problem

if TYPE_CHECKING:
    from workflow.definition.salvage import Salvaged


class UnknownCall(Refused):
    """No definition has that code."""

    default_code = "DEF-404"
    default_who = "la personne qui a nommé l'appel"


class Defective(Unreadable):
    """A definition cannot be resolved: all problems, with the texts they point into, by file.

    `salvaged` is what can still be judged of it, when something can.
    """

    default_code = "DEF-400"
    default_who = "l'auteur de la définition"

    def __init__(
        self,
        *,
        name: str,
        problems: tuple[Problem, ...],
        texts: Mapping[str, str],
        salvaged: "Salvaged | None" = None,
    ) -> None:
        super().__init__(name=name, problems=problems)
        self.salvaged = salvaged
        self.texts = MappingProxyType(dict(texts))
