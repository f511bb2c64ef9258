"""Which mails there are, who reads them, and what each circle of readers may not be told."""

from collections.abc import Mapping as ByName
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from forms.nearest import suggest
from forms.strict_yaml import Mapping, Node, Scalar, Sequence, read_yaml
from notifications.errors import UnknownMail

_FILE = "mails.yaml"


@dataclass(frozen=True, slots=True)
class Message:
    """One mail the house can write.

    `title` and `reader` are French. `circle` names those who share what its reader may know;
    `hidden` are the parts of a letter (dotted names) that circle may not be told.
    """

    name: str
    title: str
    reader: str
    circle: str
    hidden: frozenset[str]


@cache
def known() -> ByName[str, Message]:
    """Give every mail by its name, in the order of `mails.yaml`."""
    root = read_yaml((files("notifications") / _FILE).read_bytes(), name=_FILE)
    circles = {name: _texts(_value(body, "never")) for name, body in _entries(_value(root, "circles"))}
    mails = (_message(name, body, circles) for name, body in _entries(_value(root, "mails")))
    return MappingProxyType({mail.name: mail for mail in mails})


def message(name: str) -> Message:
    """Give a mail by its name. Raises `UnknownMail` with the nearest name."""
    if name in known():
        return known()[name]
    raise UnknownMail(
        message=f"Le courriel « {name} » n'existe pas.",
        seen={"courriel": name},
        remedies=(suggest(name, known()),),
    )


def _message(name: str, body: Node, circles: ByName[str, frozenset[str]]) -> Message:
    circle = _text(_value(body, "circle"))
    return Message(
        name=name,
        title=_text(_value(body, "title")),
        reader=_text(_value(body, "reader")),
        circle=circle,
        hidden=circles[circle],
    )


def _entries(node: Node | None) -> tuple[tuple[str, Node], ...]:
    return tuple((key.text, value) for key, value in node.entries) if isinstance(node, Mapping) else ()


def _value(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _texts(node: Node | None) -> frozenset[str]:
    return frozenset(map(_text, node.items)) if isinstance(node, Sequence) else frozenset()


def _text(node: Node | None) -> str:
    if not isinstance(node, Scalar):
        raise TypeError(f"{_FILE}: a text is expected")
    return node.text
