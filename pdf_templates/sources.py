"""The texts that ship with the package: templates, clauses and stylesheets."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

TEMPLATE_SUFFIX = ".html.j2"
_CLAUSES = "clauses/"
_SUFFIXES = (TEMPLATE_SUFFIX, ".css")


def shipped_sources() -> dict[str, str]:
    """Give every template, clause and stylesheet of the package: name → text.

    Names are paths under `templates/` (`letter.css`, `clauses/appeals.html.j2`). A published
    definition pins these texts and hands them back for each document it prints.
    """
    return dict(_shipped())


def clause_source(name: str) -> str:
    """Give the source of a clause: `convention/object` is `clauses/convention/object.html.j2`."""
    return f"{_CLAUSES}{name}{TEMPLATE_SUFFIX}"


def clauses(sources: Mapping[str, str]) -> tuple[str, ...]:
    """Give the names of the clauses among some sources, sorted."""
    found = (name for name in sources if name.startswith(_CLAUSES) and name.endswith(TEMPLATE_SUFFIX))
    return tuple(sorted(name.removeprefix(_CLAUSES).removesuffix(TEMPLATE_SUFFIX) for name in found))


@lru_cache(maxsize=1)
def _shipped() -> tuple[tuple[str, str], ...]:
    """Read the package once: its files do not change under a process that runs from them."""
    return tuple(sorted(_texts(files("pdf_templates") / "templates", "")))


def _texts(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _texts(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIXES):
            found.append((f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")))
    return found
