"""Which documents there are, what each one reads, and whether its templates hold."""

from collections.abc import Mapping
from functools import lru_cache

from forms.problems import Problem
from pdf_templates.catalogue import Document, known

__all__ = ["Document", "check", "known", "variables"]


def variables(name: str, sources: Mapping[str, str]) -> frozenset[str]:
    """Give the values of the letter a document reads: clauses, layout, loops and printing itself.

    Dotted names, `[]` for the items of a list: `case.ref`, `countries`, `countries[].name`.
    Raises `UnknownDocument`; a template that cannot be read adds none (`check` says why).
    """
    return _variables(name, tuple(sources.items()))


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
