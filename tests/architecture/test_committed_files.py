"""What is committed runs anywhere: it names no machine and no place packages come from."""

import re
from pathlib import PurePosixPath

import pytest

from tests.architecture.tree import ROOT, files

# Written in pieces, so that this file does not hold what it looks for.
ELSEWHERE = re.compile(
    "|".join(
        (
            "py" + r"pi\b",
            "python" + "hosted",
            "npm" + "js",
            "registry" + r"\.",
            r"\bdeb\." + "debian",
            "index" + "-url",
            "(?<![\\w.])/(?:ro" + "ot|ho" + "me|wo" + "rk|Us" + "ers)/",
        )
    ),
    re.IGNORECASE,
)
# The one command that must say "no address" to the tool in the tool's own words.
SAYS_NO_ADDRESS = {PurePosixPath("script/lock"): "--no-emit-" + "index" + "-url"}


def places_named(path: PurePosixPath) -> list[str]:
    """The registries, addresses and machine paths that the file names."""
    try:
        text = (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return [seen.group() for seen in ELSEWHERE.finditer(text.replace(SAYS_NO_ADDRESS.get(path, "\0"), ""))]


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    assert {str(path): places for path in files() if (places := places_named(path))} == {}


@pytest.mark.parametrize(
    "text", ["from Py" + "PI", "/ro" + "ot/x", " /ho" + "me/me/.venv", "-" + "-index" + "-url"]
)
def test_a_named_place_is_seen(text: str) -> None:
    assert ELSEWHERE.search(text)


def test_what_must_be_at_the_root_is_there() -> None:
    expected = {"CHANGELOG.md", "CONTRIBUTING.md", "README.md", "pyproject.toml", "requirements.txt"}

    assert expected - {str(path) for path in files()} == set()


def test_there_is_one_lock() -> None:
    locks = [str(path) for path in files() if path.name in {"uv.lock", "poetry.lock", "Pipfile.lock"}]

    assert locks == []
