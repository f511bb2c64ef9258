"""What sets mails and documents apart within the one language they are written in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from jinja2 import nodes

from forms.problems import Problem
from forms.typography import typeset

Rewriting = Callable[[str], str]


class Judge(Protocol):
    """Finds what one dialect refuses beyond the language."""

    def __call__(self, tree: nodes.Template, /, *, source: str, text: str) -> Iterator[Problem]:
        """Yield one problem for each thing refused; `text` is what the tree was read from."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes under which a room reports what is wrong in its templates."""

    syntax: str
    construct: str
    filter: str
    value: str
    length: str


def nothing_more(_: nodes.Template, /, *, source: str, text: str) -> Iterator[Problem]:  # noqa: ARG001 -- the shape of a judge
    """Refuse nothing beyond the language."""
    return iter(())


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Dialect:
    """The limits and the extras of one kind of template; the same only as itself.

    `named` begins messages (« Un modèle de courriel »), `advice` ends them, `shorten` says what to do
    with a template of more than `longest` characters. `deepest` bounds loops inside loops. `also`
    adds constructs of Jinja2 to those of the language, `judge` takes some away. `prepare` is applied
    to a text before it is read, `typeset` to its own words, `enclose` to each text of the letter;
    `escaped` tells that values are written into HTML.
    """

    named: str
    codes: Codes
    advice: str
    longest: int
    shorten: str
    deepest: int
    filters: Mapping[str, Callable[..., object]]
    also: tuple[type[nodes.Node], ...] = ()
    judge: Judge = nothing_more
    prepare: Rewriting = str
    typeset: Rewriting = typeset
    enclose: Rewriting = str
    escaped: bool = False
