"""The template language: Jinja2 without attributes, calls, globals or arithmetic, in French typography."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NoReturn

from jinja2 import DictLoader, StrictUndefined, TemplateRuntimeError, Undefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import test_defined

from forms.typography import typeset
from pdf_templates.filters import FILTERS
from pdf_templates.values import Absent, AbsentValue, Branch, UnknownValue

TEMPLATE_SUFFIX = ".html.j2"
LOOP_NAMES = frozenset({"first", "index", "index0", "last", "length"})
PAPER = "printed"
"""The one name beside the letter's: what the printing itself adds (`PAPER_NAMES`)."""
PAPER_NAMES = frozenset({"digest", "on", "reference", "short_digest", "title"})

Sources = tuple[tuple[str, str], ...]
_TAG = re.compile(r"<[^>]*>?")
_REFERENCE = re.compile(r"\b([LR]\.|[Nn]°|articles?|annexe) (?=[\dLR])")


class _FrenchSpaces(Extension):
    """Put the non-breaking spaces of French into the templates' own words, never into values or tags."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            yield Token(token.lineno, token.type, _spaced(token.value)) if token.type == "data" else token


class Language(ImmutableSandboxedEnvironment):
    """The environment templates are written in; names resolve in the letter and nowhere else."""

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Branch | Absent):
            return obj.child(attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return super().getattr(obj, attribute)
        raise UnknownValue(attribute)

    def getitem(self, obj: object, argument: object) -> object:
        if isinstance(obj, Absent):
            obj.refuse()
        if not isinstance(obj, tuple) or not isinstance(argument, int):
            raise UnknownValue(f"[{argument}]")
        if argument >= len(obj):
            raise AbsentValue(f"élément {argument + 1} d'une liste qui en compte {len(obj)}")
        return obj[argument]

    def call(self, *_: object, **__: object) -> NoReturn:
        raise TemplateRuntimeError("un modèle n'appelle aucune fonction")


@lru_cache(maxsize=16)
def language(sources: Sources) -> Language:
    """Give the environment of these sources (name, text), compiled templates kept for the next document."""
    made = Language(
        loader=DictLoader(dict(sources)),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        extensions=[_FrenchSpaces],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.clear()
    made.filters = dict(FILTERS)
    made.tests = {"defined": test_defined}
    return made


def _printable(value: object) -> object:
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TemplateRuntimeError("une liste, une partie ou un oui/non ne s'imprime pas tel quel")
    return value


def _spaced(text: str) -> str:
    words, tags = _TAG.split(text), [*_TAG.findall(text), ""]
    return "".join(
        _REFERENCE.sub("\\1\u00a0", typeset(word)) + tag for word, tag in zip(words, tags, strict=True)
    )
