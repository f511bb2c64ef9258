"""The texts that ship with the package: templates, clauses and stylesheets."""

from importlib.resources import files
from importlib.resources.abc import Traversable

TEMPLATE_SUFFIX = ".html.j2"
_SUFFIXES = (TEMPLATE_SUFFIX, ".css")


def shipped_sources() -> dict[str, str]:
    """Give every template, clause and stylesheet of the package: name → text.

    Names are paths under `templates/` (`letter.css`, `clauses/appeals.html.j2`). A published
    definition pins these texts and hands them back for each document it prints.
    """
    return dict(sorted(_texts(files("pdf_templates") / "templates", "")))


def _texts(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _texts(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIXES):
            found.append((f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")))
    return found
