"""What the documents point at is there, and every dependency has its reasons written down."""

import re
import tomllib
from pathlib import PurePosixPath

import pytest
from packaging.requirements import Requirement

from tests.architecture.tree import ROOT, files, text

DECISIONS = PurePosixPath("docs/decisions")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def pages() -> list[PurePosixPath]:
    return [path for path in files() if path.suffix == ".md"]


def decisions() -> list[PurePosixPath]:
    return [path for path in pages() if path.parent == DECISIONS and path.name != "README.md"]


def anchors(page: PurePosixPath) -> set[str]:
    """The names under which the headings of a page can be pointed at."""
    heads = HEADING.findall(FENCED.sub("", text(page)))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def points_nowhere(page: PurePosixPath, link: str) -> bool:
    """Whether a link of the page leads to a missing file or heading. Other sites are not visited."""
    if re.match(r"[a-z]+:", link):
        return False
    place, _, anchor = link.partition("#")
    target = (ROOT / page.parent / place).resolve() if place else ROOT / page
    if not target.exists():
        return True
    return bool(anchor) and anchor not in anchors(PurePosixPath(target.relative_to(ROOT)))


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return [Requirement(line).name for line in asked]


def test_links_of_the_documents_lead_somewhere() -> None:
    broken = [
        f"{page}: {link}"
        for page in pages()
        for link in LINK.findall(FENCED.sub("", text(page)))
        if points_nowhere(page, link)
    ]

    assert broken == []


@pytest.mark.parametrize("link", ["missing.md", "README.md#no-such-heading", "#no-such-heading"])
def test_a_link_to_nothing_is_seen(link: str) -> None:
    assert points_nowhere(PurePosixPath("README.md"), link)


@pytest.mark.parametrize("name", dependencies())
def test_each_dependency_has_its_reasons_in_a_decision(name: str) -> None:
    assert [page for page in decisions() if re.search(f"`{re.escape(name)}`", text(page), re.IGNORECASE)]


def test_decisions_are_numbered_without_gap_and_all_listed() -> None:
    numbers = [int(page.name.partition("-")[0]) for page in decisions()]
    listed = LINK.findall(text(DECISIONS / "README.md"))

    assert numbers == list(range(1, len(numbers) + 1))
    assert [link for link in listed if link[0].isdigit()] == [page.name for page in decisions()]


def test_each_decision_says_context_choice_and_price() -> None:
    told = {str(page): re.findall(r"^## (.+)$", text(page), re.MULTILINE) for page in decisions()}

    assert {page for page, heads in told.items() if heads != ["Context", "Choice", "Price"]} == set()
