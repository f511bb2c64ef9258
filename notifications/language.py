"""The environment in which mail templates are compiled, once for each set of texts."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from jinja2 import FunctionLoader, StrictUndefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forms.problems import Problem
from forms.typography import typeset
from notifications.filters import FILTERS
from notifications.grammar import PRESENCE, breaches, line_ends_kept, parse
from notifications.guarding import enclose
from notifications.values import Absent, Misused, Part

Texts = frozenset[tuple[str, str]]
LOOP_NAMES = frozenset({"first", "index", "last", "length"})


class Defective(Exception):
    """A template that breaks the rules of the language; `problem` says how and where."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


class Language(ImmutableSandboxedEnvironment):
    """Names lead into the letter and nowhere else; only what the grammar allows is compiled."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        shown = name or ""
        read = parse(source=shown, text=source)
        if isinstance(read, Problem):
            raise Defective(read)
        for problem in breaches(read, source=shown, text=source):
            raise Defective(problem)
        tree = super()._parse(line_ends_kept(source), name, filename)
        for words in tree.find_all(nodes.TemplateData):
            words.data = typeset(words.data)
        return tree

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Part):
            return obj.member(attribute)
        if isinstance(obj, Absent):
            return Absent(f"{obj.path}.{attribute}")
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return super().getattr(obj, attribute)
        raise Misused(f"« .{attribute} » ne mène à rien")


@lru_cache(maxsize=16)
def language(texts: Texts) -> Language:
    """Give the environment of these texts (name, content); what it compiles is kept with it."""
    made = Language(
        loader=FunctionLoader(_under_its_name(dict(texts))),
        undefined=StrictUndefined,
        finalize=_written,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.clear()
    made.filters = dict(FILTERS)
    made.tests = {PRESENCE: lambda value: not isinstance(value, Absent)}
    return made


def _under_its_name(texts: Mapping[str, str]) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    """Load each text as if from a file of its name, so that an error tells where it stands."""
    return lambda name: (texts[name], name, lambda: True) if name in texts else None


def _written(value: object) -> object:
    if isinstance(value, Absent):
        value.refuse()
    if isinstance(value, str):
        return enclose(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misused("une liste, une partie ou un oui/non ne s'écrit pas tel quel")
    return value
