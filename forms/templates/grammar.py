"""What a template may say: the list of allowed constructs, and every breach of it with its place.

Nothing outside the list is ever compiled, so a template can neither call, compute, build a long
text, nor reach an object's attributes; its work is bounded by the letter and by its own length.
"""

from collections.abc import Iterator
from typing import Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forms.nearest import suggest
from forms.problems import Mark, Problem, report
from forms.templates.dialect import Dialect
from forms.templates.wording import construct, fault

LONGEST_CONSTANT: Final = 200
LARGEST_NUMBER: Final = 1_000
PRESENCE: Final = "defined"
"""The one test: whether the letter gives a value."""
LOOP: Final = "loop"
LOOP_NAMES: Final = frozenset({"first", "index", "index0", "last", "length"})

_ALLOWED: Final = (
    nodes.And, nodes.Block, nodes.Compare, nodes.Const, nodes.Extends, nodes.Filter, nodes.For, nodes.Getattr,
    nodes.If, nodes.Include, nodes.Name, nodes.Not, nodes.Operand, nodes.Or, nodes.Output, nodes.Template,
    nodes.TemplateData, nodes.Test,
)  # fmt: skip
_NAMING: Final = (nodes.Name, nodes.Getattr, nodes.Getitem)
_READER: Final = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)


def parse(dialect: Dialect, *, source: str, text: str) -> nodes.Template | Problem:
    """Read a template into its tree, or say why it cannot be read."""
    if len(text) > dialect.longest:
        return report(
            code=dialect.codes.length,
            message=f"Le modèle « {source} » passe {dialect.longest} caractères : il en compte {len(text)}.",
            mark=Mark(source, 1, 1),
            remedy=dialect.shorten,
        )
    try:
        return _READER.parse(dialect.prepare(text), name=source)
    except TemplateSyntaxError as error:
        return _unread(dialect, source, error.lineno, told=fault(error.message))
    except RecursionError:
        return _unread(dialect, source, 1, told="trop de niveaux imbriqués")


def breaches(dialect: Dialect, tree: nodes.Template, *, source: str, text: str) -> Iterator[Problem]:
    """Yield one problem for each thing a template says that its dialect does not have."""
    for node, depth in _walk(tree, 0):
        if told := _breach(dialect, node, depth):
            yield refused(dialect, node, told=told, source=source, text=text)
        elif isinstance(node, nodes.Filter) and node.name not in dialect.filters:
            yield report(
                code=dialect.codes.filter,
                message=f"Le filtre « {node.name} » n'existe pas.",
                mark=place(source, node.lineno, text=text, word=node.name),
                remedy=suggest(node.name, dialect.filters),
                length=len(node.name),
            )
    yield from dialect.judge(tree, source=source, text=text)


def refused(dialect: Dialect, node: nodes.Node, *, told: str, source: str, text: str) -> Problem:
    """Report one construct that a dialect does not have; `told` names it in French."""
    return report(
        code=dialect.codes.construct,
        message=f"{dialect.named} n'admet pas {told}.",
        mark=place(source, node.lineno, text=text),
        remedy=dialect.advice,
    )


def place(source: str, line: int, *, text: str, word: str = "") -> Mark:
    """Find where `word` stands on a line of a template; column 1 when it cannot be told."""
    lines = text.splitlines()
    found = lines[line - 1].find(word) if word and 0 < line <= len(lines) else -1
    return Mark(source, line, max(found + 1, 1))


def called_by(node: nodes.Node) -> str | None:
    """Give the name of the template that an `include` or `extends` calls, when it is written out."""
    template = node.template if isinstance(node, nodes.Include | nodes.Extends) else None
    return template.value if isinstance(template, nodes.Const) and isinstance(template.value, str) else None


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    depth += isinstance(node, nodes.For)
    yield node, depth
    for child in node.iter_child_nodes():
        yield from _walk(child, depth)


def _breach(dialect: Dialect, node: nodes.Node, depth: int) -> str:
    if not isinstance(node, (*_ALLOWED, *dialect.also)):
        return construct(node)
    if isinstance(node, nodes.For):
        return _loop(node, depth, deepest=dialect.deepest)
    return _reading(node) if isinstance(node, nodes.Expr) else _calling(node)


def _loop(node: nodes.For, depth: int, *, deepest: int) -> str:
    if depth > deepest:
        return f"plus de {deepest} boucles imbriquées"
    plain = isinstance(node.iter, _NAMING) and isinstance(node.target, nodes.Name) and not node.recursive
    return "" if plain else "cette forme de boucle"


def _reading(node: nodes.Expr) -> str:
    match node:
        case nodes.Const(value=value):
            return _constant(value)
        case nodes.Getattr(node=inner, attr=name):
            return "" if _accessible(inner, name) else f"l'accès « .{name} »"
        case nodes.Getitem(arg=argument):
            return "" if _position(argument) else "une position autre qu'un nombre ou « loop.index0 »"
        case nodes.Test(name=name) if name != PRESENCE:
            return f"le test « {name} »"
        case nodes.Filter(node=None):
            return "un bloc de filtre"
        case _:
            return ""


def _calling(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Include | nodes.Extends):
        return ""
    if called_by(node) is None:
        return "un nom de modèle calculé"
    plain = isinstance(node, nodes.Extends) or (node.with_context and not node.ignore_missing)
    return "" if plain else "une option d'« include »"


def _constant(value: object) -> str:
    if isinstance(value, str):
        return f"un texte de plus de {LONGEST_CONSTANT} caractères" if len(value) > LONGEST_CONSTANT else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return "" if value <= LARGEST_NUMBER else f"un nombre au-dessus de {LARGEST_NUMBER}"
    return f"la constante « {value} »"


def _accessible(inner: nodes.Node, name: str) -> bool:
    if isinstance(inner, nodes.Name) and inner.name == LOOP:
        return name in LOOP_NAMES
    return isinstance(inner, _NAMING) and not name.startswith("_")


def _position(argument: nodes.Node) -> bool:
    if isinstance(argument, nodes.Const):
        return isinstance(argument.value, int)
    return (
        isinstance(argument, nodes.Getattr)
        and argument.attr == "index0"
        and isinstance(argument.node, nodes.Name)
        and argument.node.name == LOOP
    )


def _unread(dialect: Dialect, source: str, line: int, *, told: str) -> Problem:
    return report(
        code=dialect.codes.syntax,
        message=f"Le modèle « {source} » ne peut pas être lu ligne {line} : {told}.",
        mark=Mark(source, line, 1),
        remedy="Vérifiez que chaque « if », « for », « block » et chaque accolade est refermé.",
    )
