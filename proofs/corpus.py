"""The sound definitions in which defects are planted: what ships, each joined with what it extends."""

from dataclasses import dataclass
from functools import cache

from forms.strict_yaml import Mapping
from workflow.definition.catalogue import load, resolve_sources, shipped_codes
from workflow.definition.inheritance import inherit
from workflow.definition.reading import Source, read_source
from workflow.definition.resolved import Resolved
from workflow.definition.tree import entry


@dataclass(frozen=True)
class Sound:
    """One definition in one tree, shorthands as written, and what it resolves to."""

    code: str
    tree: Mapping
    resolved: Resolved


@cache
def corpus() -> tuple[Sound, ...]:
    """Give every shipped definition as one file that extends nothing."""
    return tuple(_sound(code) for code in shipped_codes())


def resolve(text: bytes, *, code: str) -> Resolved:
    """Resolve a text as the file of a definition, beside those that ship. Raises as `load`."""
    return resolve_sources((Source(f"{code}.yaml", text),), known_codes=shipped_codes())


def _sound(code: str) -> Sound:
    resolved = load(code)
    tree = Mapping((), resolved.tree.mark)
    for name in resolved.files:
        tree = inherit(tree, read_source(Source(name, resolved.texts[name].encode()))[0], [])
    alone = tuple(pair for pair in tree.entries if pair[0].text != "extends")
    return Sound(code, Mapping(alone, tree.mark), resolved)


def held(sound: Sound, key: str) -> Mapping:
    """Give a group of the definition; an empty one where it has none."""
    found = entry(sound.tree, key)
    return found[1] if found and isinstance(found[1], Mapping) else Mapping((), sound.tree.mark)
