"""Two dialects to try the language in: a plain one, and one with all that may be added."""

from dataclasses import replace
from typing import Final

from jinja2 import nodes

from forms.templates.dialect import Codes, Dialect
from forms.templates.filters import FILTERS

PLAIN: Final = Dialect(
    named="Un essai",
    codes=Codes(syntax="T-1", construct="T-2", filter="T-3", value="T-4", length="T-5"),
    advice="Écrivez plus simplement.",
    longest=20_000,
    shorten="Écrivez plus court.",
    deepest=2,
    filters=FILTERS,
)
WIDE: Final = replace(PLAIN, deepest=3, also=(nodes.CondExpr, nodes.Getitem), escaped=True)
