"""What a template may not say, in the words of whoever writes it: Jinja2 tells it in English, or by class."""

import re
from typing import Final

from jinja2 import nodes

_TOKENS: Final = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "la fin du modèle",
    "name": "un nom",
}
_FAULTS: Final = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (r"unknown tag '(\w+)'.* closed is '(\w+)'", "« {1} » n'est pas refermé avant « {0} »"),
        (r"unknown tag '(\w+)'", "la balise « {0} » n'existe pas ou n'a rien à faire ici"),
        (r"Unexpected end of template.* closed is '(\w+)'", "« {0} » n'est pas refermé"),
        (r"unexpected end of template, expected '(.+)'", "« {0} » manque"),
        (r"expected token '(.+)', got '(.+)'", "« {1} » se trouve là où « {0} » est attendu"),
        (r"[Uu]nexpected (?:char )?[\"']?(.+?)[\"']?(?: at \d+|,.*)?$", "« {0} » n'a rien à faire ici"),
        (r"Expected an expression", "une valeur manque"),
        (r"expected name or number", "un point n'est suivi d'aucun nom"),
        (r"tag name expected", "une balise est vide"),
        (r"end of comment", "une remarque n'est pas refermée"),
        (r"Block names", "le nom d'un bloc a d'autres signes que des lettres, des chiffres et « _ »"),
        (r"Required blocks", "un bloc « required » n'est pas vide"),
        (r"block '(.+)' defined twice", "le bloc « {0} » est écrit deux fois"),
    )
)
_COMPUTING: Final = (nodes.BinExpr, nodes.UnaryExpr)
_CONSTRUCTS: Final[tuple[tuple[tuple[type[nodes.Node], ...], str], ...]] = (
    ((nodes.Concat,), "l'assemblage « ~ »"),
    ((nodes.Call,), "les appels de fonction"),
    ((nodes.Assign, nodes.AssignBlock, nodes.With), "les variables (« set », « with »)"),
    ((nodes.Macro, nodes.CallBlock, nodes.Import, nodes.FromImport), "les macros"),
    ((nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair), "les listes écrites dans le modèle"),
    ((nodes.CondExpr,), "les choix dans une valeur (« … if … else … »)"),
    ((nodes.Getitem, nodes.Slice), "les places dans une liste (« […] »)"),
    (_COMPUTING, "les calculs"),
)


def fault(message: str | None) -> str:
    """Tell in French what Jinja2 could not read; a message it has not been seen to give is summed up."""
    for pattern, told in _FAULTS:
        if found := pattern.search(message or ""):
            return told.format(*(_TOKENS.get(word, word) for word in found.groups()))
    return "une balise ou une expression n'est pas comprise"


def construct(node: nodes.Node) -> str:
    """Name in French a construct that templates do not have."""
    for kinds, told in _CONSTRUCTS:
        if isinstance(node, kinds):
            return told
    return f"la construction « {type(node).__name__} »"
