"""What a template may say: the list of allowed constructs, and every breach of it with its place.

Nothing outside the list is ever compiled, so a template can neither call, compute, build a long
text, nor reach an object's attributes; its work is bounded by the size of the letter.
"""

from collections.abc import Iterator
from typing import Final

from jinja2 import TemplateSyntaxError, nodes

from forms.problems import Mark, Problem, report
from pdf_templates.filters import FILTERS
from pdf_templates.language import LOOP_NAMES, Language
from pdf_templates.spelling import nearest

LONGEST_TEMPLATE: Final = 60_000
"""Characters."""
LONGEST_CONSTANT: Final = 200
LARGEST_NUMBER: Final = 1_000
DEEPEST_LOOPS: Final = 3

_ALLOWED: Final = (
    nodes.And, nodes.Block, nodes.Compare, nodes.CondExpr, nodes.Const, nodes.Extends, nodes.Filter,
    nodes.For, nodes.Getattr, nodes.Getitem, nodes.If, nodes.Include, nodes.Name, nodes.Not, nodes.Operand,
    nodes.Or, nodes.Output, nodes.Template, nodes.TemplateData, nodes.Test,
)  # fmt: skip
_ADVICE: Final = (
    "Un modèle n'emploie que des valeurs de la lettre, des filtres connus, "
    "« if », « for », « include » et « extends »."
)


def place(source: str, line: int, *, text: str, word: str = "") -> Mark:
    """Find where `word` stands on a line of a template; column 1 when it cannot be told."""
    lines = text.splitlines()
    column = lines[line - 1].find(word) + 1 if word and 0 < line <= len(lines) else 1
    return Mark(file=source, line=line, column=max(column, 1))


def parse(language: Language, *, source: str, text: str) -> nodes.Template | Problem:
    """Read a template into its tree, or say why it cannot be read."""
    if len(text) > LONGEST_TEMPLATE:
        return report(
            code="DOC-011",
            message=f"Le modèle « {source} » passe {LONGEST_TEMPLATE} caractères : il en compte {len(text)}.",
            mark=Mark(source, 1, 1),
            remedy="Partagez ce modèle en plusieurs clauses.",
        )
    try:
        return language.parse(text, name=source)
    except TemplateSyntaxError as error:
        return _unread(source, error.lineno, told=error.message or "expression incomplète")
    except RecursionError:
        return _unread(source, 1, told="trop de niveaux imbriqués")


def breaches(tree: nodes.Template, *, source: str, text: str) -> Iterator[Problem]:
    """Yield one problem for each construct of a template that is not on the list."""
    for node, depth in _walk(tree, 0):
        if told := _breach(node, depth):
            yield _refused(node, told=told, source=source, text=text)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield report(
                code="DOC-005",
                message=f"Le filtre « {node.name} » n'existe pas.",
                mark=place(source, node.lineno, text=text, word=node.name),
                remedy=nearest(node.name, FILTERS),
                length=len(node.name),
            )


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    depth += isinstance(node, nodes.For)
    yield node, depth
    for child in node.iter_child_nodes():
        yield from _walk(child, depth)


def _breach(node: nodes.Node, depth: int) -> str:
    if not isinstance(node, _ALLOWED):
        return f"la construction « {type(node).__name__} »"
    if isinstance(node, nodes.For):
        return _loop(node, depth)
    return _reading(node) if isinstance(node, nodes.Expr) else _calling(node)


def _reading(node: nodes.Expr) -> str:
    match node:
        case nodes.Const(value=value):
            return _constant(value)
        case nodes.Getattr(node=inner, attr=name):
            return "" if _accessible(inner, name) else f"l'accès « .{name} »"
        case nodes.Getitem(arg=argument):
            return "" if _position(argument) else "une position autre qu'un nombre ou « loop.index0 »"
        case nodes.Test(name=name) if name != "defined":
            return f"le test « {name} »"
        case nodes.Filter(node=None):
            return "un bloc de filtre"
        case _:
            return ""


def _accessible(inner: nodes.Node, name: str) -> bool:
    if isinstance(inner, nodes.Name) and inner.name == "loop":
        return name in LOOP_NAMES
    return isinstance(inner, nodes.Name | nodes.Getattr | nodes.Getitem) and not name.startswith("_")


def _calling(node: nodes.Node) -> str:
    computed = isinstance(node, nodes.Include | nodes.Extends) and not isinstance(node.template, nodes.Const)
    return "un nom de clause calculé" if computed else ""


def _constant(value: object) -> str:
    if isinstance(value, str):
        return f"un texte de plus de {LONGEST_CONSTANT} caractères" if len(value) > LONGEST_CONSTANT else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return "" if value <= LARGEST_NUMBER else f"un nombre au-dessus de {LARGEST_NUMBER}"
    return f"la constante « {value} »"


def _loop(node: nodes.For, depth: int) -> str:
    if depth > DEEPEST_LOOPS:
        return f"plus de {DEEPEST_LOOPS} boucles imbriquées"
    walked = isinstance(node.iter, nodes.Name | nodes.Getattr | nodes.Getitem)
    return (
        ""
        if walked and isinstance(node.target, nodes.Name) and not node.recursive
        else "cette forme de boucle"
    )


def _position(argument: nodes.Node) -> bool:
    if isinstance(argument, nodes.Const):
        return isinstance(argument.value, int)
    return (
        isinstance(argument, nodes.Getattr)
        and argument.attr == "index0"
        and isinstance(argument.node, nodes.Name)
        and argument.node.name == "loop"
    )


def _refused(node: nodes.Node, *, told: str, source: str, text: str) -> Problem:
    return report(
        code="DOC-006",
        message=f"Un modèle n'admet pas {told}.",
        mark=place(source, node.lineno, text=text),
        remedy=_ADVICE,
    )


def _unread(source: str, line: int, *, told: str) -> Problem:
    return report(
        code="DOC-003",
        message=f"Le modèle « {source} » ne peut pas être lu ligne {line} : {told}.",
        mark=Mark(source, line, 1),
        remedy="Vérifiez que chaque « {% if %} », « {% for %} » et « {{ » est refermé.",
    )
