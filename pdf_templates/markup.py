"""What a template may put on paper: a closed list of tags and attributes, and plain stylesheets."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from jinja2 import nodes

from forms.nearest import suggest
from forms.problems import Problem, report
from forms.templates.grammar import place

ASSETS: Final = frozenset({"asset:code.png"})
"""Every image there is: the code that leads back from paper to the file."""
WIDEST_CELL: Final = 12

_ATTRIBUTES: Final = frozenset(
    {"alt", "charset", "class", "colspan", "content", "dir", "id", "lang", "name", "scope", "src"}
)
_TAGS: Final = frozenset(
    {
        *("html", "head", "meta", "title", "body", "header", "footer", "main", "section", "article", "div"),
        *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "address", "br", "hr", "img"),
        *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("span", "strong", "em", "small", "sup", "abbr"),
    }
)
_VALUE: Final = "\ue000"
_BARE: Final = re.compile(rf"=\s*[^\"'\s>]*{_VALUE}")
_REACHES_OUT: Final = re.compile(r"@import|@font-face|@namespace|url\s*\(|\\", re.IGNORECASE)


def intruders(tree: nodes.Template, *, source: str, text: str) -> Iterator[Problem]:
    """Yield one problem for each tag or attribute a document may not hold."""
    reader = _Tags()
    reader.feed("".join(_written(tree)))
    reader.close()
    for told, word, remedy in reader.found:
        yield report(
            code="DOC-009",
            message=f"Un modèle n'admet pas {told}.",
            mark=place(source, _line(text, word), text=text, word=word),
            remedy=remedy,
            length=len(word),
        )


def reaching_out(source: str, text: str) -> Iterator[Problem]:
    """Yield one problem for each rule of a stylesheet that would fetch something."""
    for found in _REACHES_OUT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield report(
            code="DOC-010",
            message=f"Une feuille de style n'admet pas « {found[0]} » : elle ne charge rien.",
            mark=place(source, line, text=text, word=found[0]),
            remedy="Retirez cette règle ; la police et le code à scanner sont fournis par l'impression.",
            length=len(found[0]),
        )


class _Tags(HTMLParser):
    """Collects what is refused in start tags: (what, the word to show, remedy)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        if tag not in _TAGS:
            self.found.append((f"la balise « {tag} »", f"<{tag}", suggest(tag, _TAGS)))
        if _BARE.search(written):
            self.found.append(
                ("une valeur hors de guillemets dans une balise", f"<{tag}", 'Écrivez class="…".')
            )
        for name, value in attrs:
            if told := _attribute(name, value or ""):
                self.found.append((told, name, suggest(name, _ATTRIBUTES)))

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.found.append(("cette déclaration", "<!", "La seule déclaration est « <!DOCTYPE html> »."))

    def handle_comment(self, data: str) -> None:
        self.found.append(
            (f"le commentaire « {data[:20]} »", "<!", "Écrivez « {# … #} », qui ne s'imprime pas.")
        )

    def handle_pi(self, data: str) -> None:
        self.found.append((f"l'instruction « {data[:20]} »", "<?", "Retirez-la."))


def _attribute(name: str, value: str) -> str:
    if name not in _ATTRIBUTES:
        return f"l'attribut « {name} »"
    if name == "src" and value not in ASSETS:
        return "une image venue d'ailleurs (la seule est « asset:code.png »)"
    if name == "colspan" and not (value.isascii() and value.isdigit() and 1 <= int(value[:3]) <= WIDEST_CELL):
        return f"une cellule sur plus de {WIDEST_CELL} colonnes"
    return ""


def _written(tree: nodes.Template) -> Iterator[str]:
    for output in tree.find_all(nodes.Output):
        for part in output.nodes:
            yield part.data if isinstance(part, nodes.TemplateData) else _VALUE


def _line(text: str, word: str) -> int:
    found = text.find(word)
    return text.count("\n", 0, found) + 1 if found >= 0 else 1
