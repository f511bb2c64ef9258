"""Which mails there are, what each reads, and whether its templates hold before anything is written."""

from collections.abc import Mapping
from functools import lru_cache

from forms.problems import Problem
from notifications.registry import Message, known, message

__all__ = ["Message", "check", "known", "message", "needed", "variables"]


def variables(name: str, sources: Mapping[str, str]) -> frozenset[str]:
    """Give the values of the letter a mail reads, through its frame, parts and loops.

    Dotted names, `[]` for the items of a list: `case.ref`, `countries`, `countries[].name`.
    Raises `UnknownMail`; a template that cannot be read gives none (`check` says why).
    """
    return _variables(name, tuple(sources.items()))


def needed(name: str, sources: Mapping[str, str]) -> frozenset[str]:
    """Give the values of the letter a mail cannot be written without, dotted like `variables`.

    What a template first asks for (`is defined`) is not needed. Raises `UnknownMail`.
    """
    return _needed(name, tuple(sources.items()))


def check(name: str, sources: Mapping[str, str]) -> tuple[Problem, ...]:
    """Find everything wrong with the templates of one mail, in reading order; empty when it holds.

    Looks at syntax, constructs, filters, parts, names (the nearest one is proposed) and at what the
    reader may not be told; when all is well, the mail is written once from the sample letter.
    Raises `UnknownMail`.
    """
    from notifications.judging import problems_of  # noqa: PLC0415 -- slow import

    return problems_of(name, sources)


@lru_cache(maxsize=128)
def _variables(name: str, sources: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Read the names once for each text: acts ask for them again and again."""
    from notifications.judging import variables_of  # noqa: PLC0415 -- slow import

    return variables_of(name, dict(sources))


@lru_cache(maxsize=128)
def _needed(name: str, sources: tuple[tuple[str, str], ...]) -> frozenset[str]:
    from notifications.judging import needed_of  # noqa: PLC0415 -- slow import

    return needed_of(name, dict(sources))
