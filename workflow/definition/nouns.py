"""The French of the language: how a key is named in a sentence, what a word of a closed list means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from forms.strict_yaml import Mapping as Group
from forms.strict_yaml import Node, Scalar, read_yaml

_FILE = "nouns.yaml"
_DEED = "deed"
_NAMES_A_DEED = frozenset(
    {("Transition", "does"), ("Deadline", "from"), ("Property", "nobody"), ("Property", "always")}
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun and its gender; an empty one says that the value speaks for its owner."""

    text: str
    feminine: bool = False

    def agree(self, participle: str) -> str:
        """Write a past participle in agreement: « ajouté », « ajoutée »."""
        return f"{participle}e" if self.feminine else participle


def noun(section: str, key: str) -> Noun:
    """Give the noun of a key, by the section of the language it belongs to."""
    written = _table("nouns").get(section, {}).get(key, key)
    article, _, bare = written.partition(" ")
    return Noun(bare or written, feminine=article == "une")


def named(section: str, key: str) -> bool:
    """Tell whether a key has its noun; one without is called by itself."""
    return key in _table("nouns").get(section, {})


def word(section: str, key: str, text: str) -> str | None:
    """Give what a word of a closed list means, or None when the key holds no such word."""
    words = _table("words")
    kind = _DEED if (section, key) in _NAMES_A_DEED else key
    return words.get(f"{section}.{key}", words.get(kind, {})).get(text)


@cache
def _table(part: str) -> Mapping[str, Mapping[str, str]]:
    name = f"workflow/definition/{_FILE}"
    root = read_yaml((files("workflow") / "definition" / _FILE).read_bytes(), name=name)
    tables = root.get(part) if isinstance(root, Group) else None
    return {section: _texts(body) for section, body in _entries(tables)}


def _texts(node: Node) -> Mapping[str, str]:
    return {key: said.text for key, said in _entries(node) if isinstance(said, Scalar)}


def _entries(node: Node | None) -> tuple[tuple[str, Node], ...]:
    return tuple((key.text, value) for key, value in node.entries) if isinstance(node, Group) else ()
