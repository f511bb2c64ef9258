"""The environment templates are compiled in, once for each set of texts."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import NoReturn

from jinja2 import FunctionLoader, StrictUndefined, TemplateRuntimeError, Undefined, UndefinedError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from forms.problems import Problem
from forms.templates.dialect import Dialect, Rewriting
from forms.templates.faults import Defective, Missing, Misused
from forms.templates.grammar import LOOP_NAMES, PRESENCE, breaches, parse
from forms.templates.values import Absent, Part

Texts = frozenset[tuple[str, str]]


class _Nameless(StrictUndefined):
    """A name that neither the letter nor a loop gives: an error wherever it is used."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint or f"« {name} » n'existe dans aucune lettre", obj, name, exc)


class Language(ImmutableSandboxedEnvironment):
    """Names lead into the letter and nowhere else; only what the grammar allows is compiled."""

    def __init__(self, dialect: Dialect, texts: Mapping[str, str]) -> None:
        super().__init__(
            loader=FunctionLoader(_under_its_name(texts)),
            autoescape=dialect.escaped,
            undefined=_Nameless,
            finalize=partial(_written, dialect.enclose),
            auto_reload=False,
        )
        self._dialect = dialect
        self.globals.clear()
        self.filters = dict(dialect.filters)
        self.tests = {PRESENCE: _present}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:  # noqa: ARG002 -- Jinja2's shape
        shown = name or ""
        tree = parse(self._dialect, source=shown, text=source)
        if isinstance(tree, Problem):
            raise Defective(f"{tree.message} ({tree.mark})")
        for problem in breaches(self._dialect, tree, source=shown, text=source):
            raise Defective(f"{problem.message} ({problem.mark})")
        tree.set_environment(self)
        for words in tree.find_all(nodes.TemplateData):
            words.data = self._dialect.typeset(words.data)
        return tree

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Part | Absent):
            return obj.member(attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return super().getattr(obj, attribute)
        raise Misused(f"« .{attribute} » ne mène à rien")

    def getitem(self, obj: object, argument: object) -> object:
        if isinstance(obj, Absent):
            obj.refuse()
        if not isinstance(obj, tuple) or not isinstance(argument, int):
            raise Misused(f"« [{argument}] » ne mène à rien")
        if argument >= len(obj):
            raise Missing(f"élément {argument + 1} d'une liste qui en compte {len(obj)}")
        return obj[argument]

    def call(self, *_: object, **__: object) -> NoReturn:
        raise Misused("un modèle n'appelle aucune fonction")


@lru_cache(maxsize=32)
def language(dialect: Dialect, texts: Texts) -> Language:
    """Give the environment of these texts (name, content); what it compiles is kept with it."""
    return Language(dialect, dict(texts))


def _under_its_name(
    texts: Mapping[str, str],
) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    """Load each text as if from a file of its name, so that an error tells where it stands."""
    return lambda name: (texts[name], name, lambda: True) if name in texts else None


def _present(value: object) -> bool:
    return not isinstance(value, Absent | Undefined)


def _written(enclose: Rewriting, value: object) -> object:
    if isinstance(value, Absent):
        value.refuse()
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, str):
        return enclose(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misused("une liste, une partie ou un oui/non ne s'écrit pas tel quel")
    return value
