"""What documents make of the language of templates: HTML, escaped, in the spaces of French print."""

import re
from typing import Final

from jinja2 import nodes

from forms.templates.dialect import Codes, Dialect
from forms.templates.filters import FILTERS
from forms.typography import typeset
from pdf_templates.markup import intruders

_TAG: Final = re.compile(r"<[^>]*>?")
_REFERENCE: Final = re.compile(r"\b([LR]\.|[Nn]°|articles?|annexe) (?=[\dLR])")


def spaced(text: str) -> str:
    """Put the non-breaking spaces of French into words, never into tags."""
    words, tags = _TAG.split(text), [*_TAG.findall(text), ""]
    return "".join(
        _REFERENCE.sub("\\1\u00a0", typeset(word)) + tag for word, tag in zip(words, tags, strict=True)
    )


PAPER: Final = Dialect(
    named="Un modèle",
    codes=Codes(syntax="DOC-003", construct="DOC-006", filter="DOC-005", value="DOC-004", length="DOC-011"),
    advice=(
        "Un modèle n'emploie que des valeurs de la lettre, des filtres connus, "
        "« if », « for », « include » et « extends »."
    ),
    longest=60_000,
    shorten="Partagez ce modèle en plusieurs clauses.",
    deepest=3,
    filters=FILTERS,
    also=(nodes.CondExpr, nodes.Getitem),
    judge=intruders,
    typeset=spaced,
    escaped=True,
)
"""The dialect of documents."""
