"""A template and all it calls, read once each, and what their names stand for."""

from collections.abc import Mapping

from jinja2 import nodes

from forms.nearest import suggest
from forms.problems import Problem, report
from forms.templates.dialect import Dialect
from forms.templates.grammar import breaches, parse, place
from forms.templates.names import Trees, Use, called

Sources = Mapping[str, str]


def read_all(top: str, sources: Sources, *, dialect: Dialect) -> tuple[Trees, list[Problem]]:
    """Read a template and all it calls; also give what keeps any of them from being read or compiled.

    Calls to templates that are not among `sources` are passed over.
    """
    trees = dict[str, nodes.Template]()
    problems: list[Problem] = []
    waiting = [top]
    met: set[str] = set()
    while waiting:
        source = waiting.pop()
        if source in met or source not in sources:
            continue
        met.add(source)
        read = parse(dialect, source=source, text=sources[source])
        if isinstance(read, Problem):
            problems.append(read)
            continue
        trees[source] = read
        problems += breaches(dialect, read, source=source, text=sources[source])
        waiting += [name for name, _ in called(read)]
    return trees, problems


def unknown_value(use: Use, *, known: Mapping[str, object], sources: Sources, dialect: Dialect) -> Problem:
    """Report a name that no letter has, with the nearest known one."""
    return report(
        code=dialect.codes.value,
        message=f"La valeur « {use.path} » n'existe dans aucune lettre.",
        mark=place(use.source, use.line, text=sources[use.source], word=use.written),
        where=use.path,
        remedy=suggest(use.path, known),
        length=len(use.written),
    )
