"""A founded instance, copied for each scene."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.refusals.desk import Desk, copy_of, found


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a founded folder that nobody types in."""
    return found(tmp_path_factory.mktemp("refusals") / "template")


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk of one's own."""
    with copy_of(founded, at=tmp_path / "desk") as desk:
        yield desk
