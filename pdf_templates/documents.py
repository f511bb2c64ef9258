"""Which documents there are, what each one reads, and whether its templates hold."""

from collections.abc import Mapping
from functools import lru_cache

from forms.problems import Problem
from pdf_templates.catalogue import Document, known

__all__ = ["Document", "check", "known", "needed", "parts", "variables"]


def variables(name: str, sources: Mapping[str, str]) -> frozenset[str]:
    """Give the values of the letter a document reads: clauses, layout, loops and printing itself.

    Dotted names, `[]` for the items of a list: `case.ref`, `countries`, `countries[].name`.
    Raises `UnknownDocument`; a template that cannot be read adds none (`check` says why).
    """
    return _variables(name, tuple(sources.items()))


def needed(name: str, sources: Mapping[str, str]) -> frozenset[str]:
    """Give the values of the letter a document cannot be printed without, dotted like `variables`.

    What a template first asks for (`is defined`) is not needed. Raises `UnknownDocument`.
    """
    return _needed(name, tuple(sources.items()))


def parts(name: str, sources: Mapping[str, str]) -> frozenset[str]:
    """Give the templates a document is made of: its own, its frame, its clauses. Raises `UnknownDocument`."""
    return _parts(name, tuple(sources.items()))


def check(name: str, sources: Mapping[str, str]) -> tuple[Problem, ...]:
    """Find everything wrong with the templates of one document, in reading order; empty when it holds.

    Looks at syntax, constructs, tags, clauses, filters, names, stylesheets; when all is well, the
    document is written once from the sample letter. Raises `UnknownDocument`.
    """
    from pdf_templates.judging import problems_of  # noqa: PLC0415 -- slow import

    return problems_of(name, sources)


@lru_cache(maxsize=128)
def _variables(name: str, sources: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Read the names once for each text: acts ask for them again and again."""
    from pdf_templates.judging import variables_of  # noqa: PLC0415 -- slow import

    return variables_of(name, dict(sources))


@lru_cache(maxsize=128)
def _needed(name: str, sources: tuple[tuple[str, str], ...]) -> frozenset[str]:
    from pdf_templates.judging import needed_of  # noqa: PLC0415 -- slow import

    return needed_of(name, dict(sources))


@lru_cache(maxsize=128)
def _parts(name: str, sources: tuple[tuple[str, str], ...]) -> frozenset[str]:
    from pdf_templates.judging import parts_of  # noqa: PLC0415 -- slow import

    return parts_of(name, dict(sources))
