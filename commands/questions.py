"""Questions that options answer, or that are put at a terminal: all that is wrong is told at once."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import click

from forms.errors import Refused

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Answer(Generic[_T]):
    """What was answered, once it could be read."""

    read: _T | None = None

    @property
    def value(self) -> _T:
        """Give the answer, of which `require_all` made sure."""
        if self.read is None:
            raise click.Abort
        return self.read


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()  # Asked late: what stands for the input may have been replaced.


@dataclass(slots=True)
class Questions:
    """Gathers answers: those given as options, else those typed, else what stands by default."""

    given: Mapping[str, str | None]
    typed: bool = field(default_factory=_at_a_terminal)
    missing: list[str] = field(default_factory=list)
    refused: dict[str, Refused] = field(default_factory=dict)

    def ask(
        self, option: str, question: str, read: Callable[[str], _T], *, default: str | None = None
    ) -> Answer[_T]:
        """Give the answer to one question, read; an empty one when it is missing or does not do.

        At a terminal the question is put again until the answer does. Elsewhere what is missing or
        refused is kept for `require_all`.
        """
        answer = self.given.get(option)
        if answer is None and self.typed:
            return Answer(_insist(question, read, default))
        if answer is None and default is None:
            self.missing.append(option)
            return Answer()
        try:
            return Answer(read(answer if answer is not None else default or ""))
        except Refused as error:
            self.refused[option] = error
            return Answer()

    def require_all(self, *, purpose: str) -> None:
        """Refuse when answers are missing, naming them all, or do not do, with what would."""
        if self.missing:
            raise click.UsageError(
                f"Il manque {', '.join(self.missing)} ; dans un terminal, la commande les demande.",
                click.get_current_context(),
            )
        if self.refused:
            raise Refused(
                code="REF-406",
                message=f"{purpose} : {_counted(len(self.refused))}.",
                who="vous",
                seen={option: error.message for option, error in self.refused.items()},
                remedies=tuple(
                    f"{option} : {remedy}"
                    for option, error in self.refused.items()
                    for remedy in error.remedies
                ),
            )


def _insist(question: str, read: Callable[[str], _T], default: str | None) -> _T:
    while True:
        typed = click.prompt(
            question, default=default, show_default=bool(default), prompt_suffix=" : ", err=True
        )
        try:
            return read(typed)
        except Refused as error:
            for line in (error.message, *(f"→ {remedy}" for remedy in error.remedies)):
                click.echo(f"  {line}", err=True)


def _counted(number: int) -> str:
    return "une réponse ne va pas" if number == 1 else f"{number} réponses ne vont pas"
