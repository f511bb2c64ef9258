"""Whether the templates of one document hold, before anything is printed."""

from collections.abc import Iterator, Mapping

from forms.letter import SAMPLE
from forms.nearest import suggest
from forms.problems import Mark, Problem, in_reading_order, report
from forms.templates.grammar import place
from forms.templates.names import Kind, Trees, Use, called, kinds, uses
from forms.templates.reading import Sources, read_all, unknown_value
from pdf_templates.catalogue import document
from pdf_templates.dialect import PAPER
from pdf_templates.errors import Unprintable
from pdf_templates.markup import reaching_out
from pdf_templates.rendering import PRINTED, PRINTED_NAMES, READ_BY_PRINTING, write_html


def variables_of(name: str, sources: Sources) -> frozenset[str]:
    """Give the dotted names a document reads, as `pdf_templates.documents.variables` promises."""
    top = document(name).template
    trees, _ = read_all(top, sources, dialect=PAPER)
    used = {use.path.removesuffix("[]") for use in uses(top, trees)}
    return READ_BY_PRINTING.union(path for path in used if path.partition(".")[0] != PRINTED)


def needed_of(name: str, sources: Sources) -> frozenset[str]:
    """Give the dotted names a document cannot do without, as `documents.needed` promises."""
    top = document(name).template
    trees, _ = read_all(top, sources, dialect=PAPER)
    return frozenset(use.path.removesuffix("[]") for use in uses(top, trees) if use.sure)


def parts_of(name: str, sources: Sources) -> frozenset[str]:
    """Give the templates a document is made of, as `documents.parts` promises."""
    top = document(name).template
    trees, _ = read_all(top, sources, dialect=PAPER)
    return _reached(top, trees)


def problems_of(name: str, sources: Sources) -> tuple[Problem, ...]:
    """Find what is wrong with a document, as `pdf_templates.documents.check` promises."""
    top = document(name).template
    if top not in sources:
        return (_absent(top, sources, called_by=None),)
    trees, found = read_all(top, sources, dialect=PAPER)
    found += [problem for source in trees for problem in _of_calls(source, trees, sources)]
    found += [problem for use in uses(top, trees) for problem in _of_use(use, sources)]
    found += [problem for sheet in _stylesheets(sources) for problem in reaching_out(sheet, sources[sheet])]
    return in_reading_order(list(dict.fromkeys(found))) if found else tuple(_trial(name, top, sources))


def _of_calls(source: str, trees: Trees, sources: Sources) -> Iterator[Problem]:
    for name, line in called(trees[source]):
        mark = place(source, line, text=sources[source], word=name)
        if name not in sources:
            yield _absent(name, sources, called_by=mark)
        elif source in _reached(name, trees):
            yield report(
                code="DOC-008",
                message=f"La clause « {name} » finit par s'appeler elle-même.",
                mark=mark,
                remedy="Retirez l'un des appels « include » de cette boucle.",
                length=len(name),
            )


def _reached(start: str, trees: Trees) -> frozenset[str]:
    """Give the templates that one calls, directly or not, itself included."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        source = waiting.pop()
        if source in trees and source not in reached:
            reached.add(source)
            waiting += [name for name, _ in called(trees[source])]
    return frozenset(reached)


def _shapes() -> Mapping[str, Kind]:
    """Give the kinds of a letter's values, and of those that printing adds."""
    added: dict[str, Kind] = {PRINTED: "part"}
    added.update((f"{PRINTED}.{name}", "value") for name in PRINTED_NAMES)
    return {**kinds(), **added}


def _of_use(use: Use, sources: Sources) -> Iterator[Problem]:
    shapes = _shapes()
    if use.path not in shapes:
        yield unknown_value(use, known=shapes, sources=sources, dialect=PAPER)
    elif told := _misused(use, shapes[use.path]):
        mark = place(use.source, use.line, text=sources[use.source], word=use.written)
        yield report(code="DOC-013", message=told, mark=mark, where=use.path, length=len(use.written))


def _misused(use: Use, kind: Kind) -> str:
    if use.need == "printed" and kind != "value":
        return f"« {use.path} » rassemble plusieurs valeurs et ne s'imprime pas tel quel."
    if use.need == "walked" and kind != "items":
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
        remedy=suggest(name, [source for source in sources if not source.endswith(".css")]),
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
