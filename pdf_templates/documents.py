"""Which documents there are, what each one reads, and whether its templates hold."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import nodes

from forms.letter import SAMPLE
from forms.problems import Mark, Problem, in_reading_order, report
from pdf_templates.catalogue import Document, document, known
from pdf_templates.errors import Unprintable
from pdf_templates.grammar import breaches, parse, place
from pdf_templates.language import PAPER, Language, language
from pdf_templates.markup import intruders, reaching_out
from pdf_templates.names import Trees, Use, included, kinds, uses
from pdf_templates.rendering import READ_BY_PRINTING, write_html
from pdf_templates.spelling import nearest

__all__ = ["Document", "check", "known", "variables"]

Sources = Mapping[str, str]


def variables(name: str, sources: Sources) -> frozenset[str]:
    """Give the values of the letter a document reads: clauses, layout, loops and printing itself.

    Dotted names, `[]` for the items of a list: `case.ref`, `countries`, `countries[].name`.
    Raises `UnknownDocument`; a template that cannot be read adds none (`check` says why).
    """
    return _variables(document(name).template, tuple(sources.items()))


def check(name: str, sources: Sources) -> tuple[Problem, ...]:
    """Find everything wrong with the templates of one document, in reading order; empty when it holds.

    Looks at syntax, constructs, tags, clauses, filters, names, stylesheets; when all is well, the
    document is written once from the sample letter. Raises `UnknownDocument`.
    """
    top = document(name).template
    if top not in sources:
        return (_absent(top, sources, called_by=None),)
    trees, found = _trees(top, sources)
    found += [problem for source, tree in trees.items() for problem in _of_template(source, tree, sources)]
    found += [problem for use in uses(top, trees) for problem in _of_use(use, sources)]
    found += [problem for sheet in _stylesheets(sources) for problem in reaching_out(sheet, sources[sheet])]
    return in_reading_order(list(dict.fromkeys(found))) if found else tuple(_trial(name, top, sources))


@lru_cache(maxsize=128)
def _variables(top: str, sources: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Read the names once for each text: acts ask for them again and again."""
    trees, _ = _trees(top, dict(sources))
    used = {use.path.removesuffix("[]") for use in uses(top, trees)}
    return READ_BY_PRINTING.union(path for path in used if path.partition(".")[0] != PAPER)


def _trees(top: str, sources: Sources) -> tuple[Trees, list[Problem]]:
    """Read a template and all it calls, each once."""
    reader: Language = language(())
    trees: dict[str, nodes.Template] = {}
    problems: list[Problem] = []
    waiting = [top] if top in sources else []
    while waiting:
        source = waiting.pop()
        read = parse(reader, source=source, text=sources[source])
        if isinstance(read, Problem):
            problems.append(read)
            continue
        trees[source] = read
        waiting += [
            name
            for name, _ in included(read)
            if name in sources and name not in trees and name not in waiting
        ]
    return trees, problems


def _of_template(source: str, tree: nodes.Template, sources: Sources) -> Iterator[Problem]:
    text = sources[source]
    yield from breaches(tree, source=source, text=text)
    yield from intruders(tree, source=source, text=text)
    for name, line in included(tree):
        if name not in sources:
            yield _absent(name, sources, called_by=place(source, line, text=text, word=name))
        elif source in _reached(name, sources):
            yield report(
                code="DOC-008",
                message=f"La clause « {name} » finit par s'appeler elle-même.",
                mark=place(source, line, text=text, word=name),
                remedy="Retirez l'un des appels « include » de cette boucle.",
                length=len(name),
            )


def _reached(start: str, sources: Sources) -> frozenset[str]:
    trees, _ = _trees(start, sources)
    return frozenset(trees)


def _of_use(use: Use, sources: Sources) -> Iterator[Problem]:
    shapes = kinds()
    mark = place(use.source, use.line, text=sources[use.source], word=use.written)
    if use.path not in shapes:
        yield report(
            code="DOC-004",
            message=f"La valeur « {use.path} » n'existe dans aucune lettre.",
            mark=mark,
            where=use.path,
            remedy=nearest(use.path, shapes),
            length=len(use.written),
        )
    elif told := _misused(use, shapes[use.path]):
        yield report(code="DOC-013", message=told, mark=mark, where=use.path, length=len(use.written))


def _misused(use: Use, kind: str) -> str:
    if use.need == "printed" and kind != "value":
        return f"« {use.path} » rassemble plusieurs valeurs et ne s'imprime pas tel quel."
    if use.need == "walked" and kind != "list":
        return f"« {use.path} » n'est pas une liste à parcourir."
    return ""


def _stylesheets(sources: Sources) -> list[str]:
    return [name for name in sources if name.endswith(".css")]


def _absent(name: str, sources: Sources, *, called_by: Mark | None) -> Problem:
    return report(
        code="DOC-007" if called_by else "DOC-002",
        message=f"La clause « {name} » n'existe pas." if called_by else f"Le modèle « {name} » manque.",
        mark=called_by,
        where=name,
        remedy=nearest(name, [source for source in sources if not source.endswith(".css")]),
        length=len(name),
    )


def _trial(name: str, top: str, sources: Sources) -> Iterator[Problem]:
    try:
        write_html(name, sources=sources, letter=SAMPLE)
    except Unprintable as error:
        yield report(
            code="DOC-012",
            message=f"Le document « {name} » ne s'écrit pas depuis la lettre d'exemple : {error.message}",
            mark=Mark(top, 1, 1),
            remedy="Vérifiez les filtres employés : « euros » veut des centimes, « date » un jour.",
        )
