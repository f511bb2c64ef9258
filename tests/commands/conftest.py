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


@pytest.fixture(scope="session")
def delivered_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an instance with one application filed, its receipt printed and its mails sent."""
    shell = copy_of(template, to=tmp_path_factory.mktemp("delivered") / "demo")
    shell.filed()
    shell.done("outbox", "deliver")
    return shell.home


@pytest.fixture
def delivered(delivered_template: Path, tmp_path: Path) -> Shell:
    """Give a shell on an instance with one application filed and what it sends delivered."""
    return copy_of(delivered_template, to=tmp_path / "jalon")


@pytest.fixture
def nowhere(tmp_path: Path) -> Shell:
    """Give a shell where there is no instance."""
    return Shell(tmp_path / "nowhere")
