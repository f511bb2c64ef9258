"""What mails make of the language of templates: lines that keep their end, one frame, no link."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from jinja2 import nodes

from forms.problems import Problem
from forms.templates.dialect import Codes, Dialect
from forms.templates.faults import Misused
from forms.templates.filters import FILTERS, text_of
from forms.templates.grammar import called_by, refused
from notifications.guarding import Verbatim, enclose
from notifications.sources import FRAME

ADDRESS: Final = "address"
"""The one filter kept to the service's own values: it writes a text that mail readers may make a link of."""
_OWN: Final = "service"
_EMAIL: Final = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_TAGS: Final = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_WHOLE_BLOCK: Final = re.compile(r"\{%[ ]*block\b.*\{%[ ]*endblock\b")


def line_ends_kept(text: str) -> str:
    """Keep the end of a line that holds words or a whole block; any other line of tags leaves nothing."""
    return "\n".join(f"{line[:-2]}+%}}" if _ends_words(line) else line for line in text.splitlines())


def address(text: object) -> Verbatim:
    """Write an electronic address as it is. Raises `Misused` for anything else."""
    written = text_of(text)
    if not _EMAIL.fullmatch(written):
        raise Misused(f"« {written} » n'est pas une adresse électronique")
    return Verbatim(written)


def _ends_words(line: str) -> bool:
    if not line.endswith("%}") or line[-3:-2] in {"-", "+"}:
        return False
    return bool(_WHOLE_BLOCK.search(line) or _TAGS.sub("", line).strip())


def _misplaced(tree: nodes.Template, /, *, source: str, text: str) -> Iterator[Problem]:
    """Yield each frame, part or address that stands where a mail has no place for it."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Filter)):
        if told := _told(node, source):
            yield refused(MAIL, node, told=told, source=source, text=text)


def _told(node: nodes.Node, source: str) -> str:
    match node:
        case nodes.Extends() if source == FRAME or called_by(node) != FRAME:
            return f"un autre cadre que « {FRAME} »"
        case nodes.Include() if called_by(node) in {FRAME, source}:
            return "cet appel « include »"
        case nodes.Filter(name=name, node=filtered) if name == ADDRESS and not _ours(filtered):
            return f"le filtre « {ADDRESS} » hors des coordonnées du service"
        case _:
            return ""


def _ours(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == _OWN


MAIL: Final = Dialect(
    named="Un modèle de courriel",
    codes=Codes(syntax="MAI-003", construct="MAI-004", filter="MAI-005", value="MAI-006", length="MAI-010"),
    advice="N'employez que des valeurs, les filtres connus, « if », « for » et « include ».",
    longest=20_000,
    shorten="Raccourcissez ce courriel.",
    deepest=2,
    filters=MappingProxyType({**FILTERS, ADDRESS: address}),
    judge=_misplaced,
    prepare=line_ends_kept,
    enclose=enclose,
)
"""The dialect of mails: each text of the letter is enclosed, and makes no mark, no line, no link."""
