"""The lock says exactly what is installed, by hash, and not where it comes from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT

LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ; [^\\\n]+)?(?: \\\n +--hash=sha256:[0-9a-f]{64})+$", re.MULTILINE
)


def wanted() -> list[Requirement]:
    """What pyproject.toml asks for: to run, to develop, to build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    return [Requirement(line) for line in sorted(set(asked))]


def test_each_line_of_the_lock_belongs_to_an_entry_with_hashes() -> None:
    assert ENTRY.sub("", LOCK).strip() == ""


def test_the_lock_holds_no_address() -> None:
    assert [line for line in LOCK.splitlines() if "http" in line or "://" in line or "--index" in line] == []


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_the_lock_covers_what_is_asked_for(requirement: Requirement) -> None:
    locked = [
        version
        for name, version in ENTRY.findall(LOCK)
        if canonicalize_name(name) == canonicalize_name(requirement.name)
    ]

    assert locked
    assert [version for version in locked if not requirement.specifier.contains(version)] == []
