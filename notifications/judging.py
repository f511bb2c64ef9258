"""Whether the templates of one mail hold, before anything is written."""

from collections.abc import Iterator

from jinja2 import nodes

from forms.letter import SAMPLE
from forms.nearest import suggest
from forms.problems import Mark, Problem, in_reading_order, report
from forms.templates.grammar import place
from forms.templates.names import Trees, Use, called, kinds, uses
from forms.templates.reading import Sources, read_all, unknown_value
from notifications.dialect import MAIL
from notifications.errors import Unwritable
from notifications.registry import Message, message
from notifications.rendering import write_mail
from notifications.sources import FRAME, source_of


def variables_of(name: str, sources: Sources) -> frozenset[str]:
    """Give the dotted names a mail reads, as `notifications.messages.variables` promises."""
    trees, _ = read_all(source_of(message(name).name), sources, dialect=MAIL)
    return frozenset(use.path.removesuffix("[]") for use in uses(source_of(name), trees))


def needed_of(name: str, sources: Sources) -> frozenset[str]:
    """Give the dotted names a mail cannot do without, as `notifications.messages.needed` promises."""
    trees, _ = read_all(source_of(message(name).name), sources, dialect=MAIL)
    return frozenset(use.path.removesuffix("[]") for use in uses(source_of(name), trees) if use.sure)


def problems_of(name: str, sources: Sources) -> tuple[Problem, ...]:
    """Find what is wrong with a mail, as `notifications.messages.check` promises."""
    mail = message(name)
    top = source_of(name)
    if top not in sources:
        return (_absent(top, sources, mark=None),)
    trees, found = read_all(top, sources, dialect=MAIL)
    for source, tree in trees.items():
        found += _unknown_parts(source, tree, sources)
    if top in trees:
        found += _shape(top, trees)
    found += [problem for use in uses(top, trees) for problem in _of_use(use, mail, sources)]
    return in_reading_order(list(dict.fromkeys(found))) if found else tuple(_trial(name, sources))


def _unknown_parts(source: str, tree: nodes.Template, sources: Sources) -> Iterator[Problem]:
    for name, line in called(tree):
        if name not in sources:
            yield _absent(name, sources, mark=place(source, line, text=sources[source], word=name))


def _shape(top: str, trees: Trees) -> Iterator[Problem]:
    """Compare a mail with its frame: parts it must fill, parts nobody prints, words outside any part."""
    tree = trees[top]
    if FRAME not in {name for name, _ in called(tree)}:
        yield _misshapen(
            "MAI-008",
            top,
            1,
            f"n'emploie pas le cadre « {FRAME} »",
            f"Commencez par « extends {FRAME} ».",
        )
        return
    framed = list(trees[FRAME].find_all(nodes.Block)) if FRAME in trees else []
    own = {block.name: block for block in tree.find_all(nodes.Block)}
    for block in framed:
        if block.required and block.name not in own:
            yield _misshapen(
                "MAI-008",
                top,
                1,
                f"n'a pas de partie « {block.name} »",
                f"Ajoutez la partie « block {block.name} ».",
            )
    for name, block in own.items():
        if framed and name not in {known.name for known in framed}:
            remedy = suggest(name, [known.name for known in framed])
            yield _misshapen(
                "MAI-009", top, block.lineno, f"a une partie « {name} » que le cadre n'écrit pas", remedy
            )
    for node in tree.body:
        if not isinstance(node, nodes.Block | nodes.Extends) and not _blank(node):
            yield _misshapen(
                "MAI-009", top, node.lineno, "a du texte hors des parties", "Mettez-le dans une partie."
            )


def _blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


def _of_use(use: Use, mail: Message, sources: Sources) -> Iterator[Problem]:
    if use.path not in kinds():
        yield unknown_value(use, known=kinds(), sources=sources, dialect=MAIL)
    elif told := next((part for part in sorted(mail.hidden) if _within(use.path, part)), ""):
        yield report(
            code="MAI-007",
            message=f"Le lecteur du courriel « {mail.name} » ({mail.reader}) n'a pas à connaître « {told} ».",
            mark=place(use.source, use.line, text=sources[use.source], word=use.written),
            where=use.path,
            remedy="Retirez cette valeur : ce qui n'est pas annoncé ne doit pas se deviner.",
            length=len(use.written),
        )


def _within(path: str, part: str) -> bool:
    return path == part or path.startswith((f"{part}.", f"{part}[]"))


def _misshapen(code: str, source: str, line: int, told: str, remedy: str) -> Problem:
    return report(
        code=code, message=f"Le modèle « {source} » {told}.", mark=Mark(source, line, 1), remedy=remedy
    )


def _absent(name: str, sources: Sources, *, mark: Mark | None) -> Problem:
    return report(
        code="MAI-002",
        message=f"Le modèle « {name} » manque.",
        mark=mark,
        where=name,
        remedy=suggest(name, sources),
        length=len(name),
    )


def _trial(name: str, sources: Sources) -> Iterator[Problem]:
    try:
        write_mail(name, sources=sources, letter=SAMPLE)
    except Unwritable as error:
        yield report(
            code="MAI-011",
            message=error.message,
            mark=Mark(source_of(name), 1, 1),
            remedy="Vérifiez les filtres : « euros » veut des centimes, « date » un jour.",
        )
