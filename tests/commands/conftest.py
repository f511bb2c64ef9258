"""Instances for tests of the command line: built once, copied for each."""

from pathlib import Path

import pytest

from tests.commands.shell import Shell, build, copy_of


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an instance marked as a demonstration, that nobody writes to."""
    home = tmp_path_factory.mktemp("template") / "demo"
    build(home, demo=True)
    return home


@pytest.fixture
def shell(template: Path, tmp_path: Path) -> Shell:
    """Give a shell on a fresh demonstration instance."""
    return copy_of(template, to=tmp_path / "jalon")


@pytest.fixture
def nowhere(tmp_path: Path) -> Shell:
    """Give a shell where there is no instance."""
    return Shell(tmp_path / "nowhere")
