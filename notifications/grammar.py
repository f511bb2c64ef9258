"""What a mail template may say: the constructs allowed, and each breach with its place.

The list leaves out calls, computation, attributes of objects and names worked out on the way, so
the work of a template is bounded by the letter and by its own length.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forms.problems import Mark, Problem, report
from notifications.filters import ADDRESS, FILTERS
from notifications.sources import FRAME

LONGEST_TEMPLATE: Final = 20_000
"""Characters."""
DEEPEST_LOOP: Final = 2
PRESENCE: Final = "defined"
"""The one test: whether the letter gives a value."""
LOOP: Final = "loop"

_ALLOWED: Final = (
    nodes.And, nodes.Block, nodes.Compare, nodes.Const, nodes.Extends, nodes.Filter, nodes.For, nodes.Getattr,
    nodes.If, nodes.Include, nodes.Name, nodes.Not, nodes.Operand, nodes.Or, nodes.Output, nodes.Template,
    nodes.TemplateData, nodes.Test,
)  # fmt: skip
_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_WHOLE_BLOCK = re.compile(r"\{%[ ]*block\b.*\{%[ ]*endblock\b")
_READS = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)


def parse(*, source: str, text: str) -> nodes.Template | Problem:
    """Read a template into its tree, or say why it cannot be read."""
    if len(text) > LONGEST_TEMPLATE:
        return report(
            code="MAI-010",
            message=f"Le modèle « {source} » passe {LONGEST_TEMPLATE} caractères : il en compte {len(text)}.",
            mark=Mark(source, 1, 1),
            remedy="Raccourcissez ce courriel.",
        )
    try:
        return _READS.parse(line_ends_kept(text), name=source)
    except TemplateSyntaxError as error:
        return _unread(source, error.lineno, told=error.message or "expression incomplète")
    except RecursionError:
        return _unread(source, 1, told="trop de niveaux imbriqués")


def line_ends_kept(text: str) -> str:
    """Keep the end of a line that holds words or a whole block; any other line of tags leaves nothing."""
    return "\n".join(f"{line[:-2]}+%}}" if _ends_words(line) else line for line in text.splitlines())


def breaches(tree: nodes.Template, *, source: str, text: str) -> Iterator[Problem]:
    """Yield one problem for each construct of a template that is not allowed, in tree order."""
    for node, depth in _walk(tree, 0):
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield report(
                code="MAI-005",
                message=f"Le filtre « {node.name} » n'existe pas.",
                mark=place(source, node.lineno, text=text, word=node.name),
                remedy=nearest(node.name, FILTERS),
                length=len(node.name),
            )
        elif told := _breach(node, depth, source=source):
            yield report(
                code="MAI-004",
                message=f"Un modèle de courriel n'admet pas {told}.",
                mark=place(source, node.lineno, text=text),
                remedy="N'employez que des valeurs, les filtres connus, « if », « for » et « include ».",
            )


def place(source: str, line: int, *, text: str, word: str = "") -> Mark:
    """Find a word on a line of a template; column 1 when it is not told or not there."""
    lines = text.splitlines()
    found = lines[line - 1].find(word) if word and 0 < line <= len(lines) else -1
    return Mark(source, line, found + 1 if found >= 0 else 1)


def nearest(word: str, choices: Iterable[str]) -> str:
    """Propose the known spelling nearest to a word, or list them all, as a French remedy."""
    ordered = sorted(choices)
    close = get_close_matches(word, ordered, n=1)
    return f"Vouliez-vous « {close[0]} » ?" if close else f"Possibles : {', '.join(ordered)}."


def path_of(node: nodes.Node | None) -> str | None:
    """Write the dotted name an expression stands for, or None when it is something else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        inner = path_of(node.node)
        return f"{inner}.{node.attr}" if inner else None
    return None


def _ends_words(line: str) -> bool:
    if not line.endswith("%}") or line[-3:-2] in {"-", "+"}:
        return False
    return bool(_WHOLE_BLOCK.search(line) or _TAGS.sub("", line).strip())


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    depth += isinstance(node, nodes.For)
    yield node, depth
    for child in node.iter_child_nodes():
        yield from _walk(child, depth)


def _breach(node: nodes.Node, depth: int, *, source: str) -> str:
    told = "" if isinstance(node, _ALLOWED) else f"la construction « {type(node).__name__} »"
    match node:
        case nodes.For():
            told = _loop(node, depth)
        case nodes.Getattr() if not path_of(node) or node.attr.startswith("_"):
            told = f"l'accès « .{node.attr} »"
        case nodes.Test() if node.name != PRESENCE:
            told = f"le test « {node.name} »"
        case nodes.Include():
            told = _include(node, source)
        case nodes.Extends() if source == FRAME or _named(node) != FRAME:
            told = f"un autre cadre que « {FRAME} »"
        case nodes.Filter():
            told = _filter(node)
        case _:
            pass
    return told


def _loop(node: nodes.For, depth: int) -> str:
    if depth > DEEPEST_LOOP:
        return f"plus de {DEEPEST_LOOP} boucles imbriquées"
    plain = path_of(node.iter) and isinstance(node.target, nodes.Name) and not node.recursive
    return "" if plain else "cette forme de boucle"


def _include(node: nodes.Include, source: str) -> str:
    name = _named(node)
    if name is None or name in {FRAME, source}:
        return "cet appel « include »"
    return "" if node.with_context and not node.ignore_missing else "une option d'« include »"


def _named(node: nodes.Include | nodes.Extends) -> str | None:
    called = node.template.value if isinstance(node.template, nodes.Const) else None
    return called if isinstance(called, str) else None


def _filter(node: nodes.Filter) -> str:
    if node.node is None:
        return "un bloc de filtre"
    if node.name == ADDRESS and not (path_of(node.node) or "").startswith("service."):
        return f"le filtre « {ADDRESS} » hors des coordonnées du service"
    return ""


def _unread(source: str, line: int, *, told: str) -> Problem:
    return report(
        code="MAI-003",
        message=f"Le modèle « {source} » ne peut pas être lu ligne {line} : {told}.",
        mark=Mark(source, line, 1),
        remedy="Vérifiez que chaque « if », « for », « block » et chaque accolade est refermé.",
    )
