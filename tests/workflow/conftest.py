"""Houses on both databases, published and peopled, with a clock that tests move."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pdf_templates.child import Press
from tests.databases import DATABASES, Server, fresh_sqlite
from tests.workflow.houses import TestHouse, build_house
from tests.workflow.printing import OncePress


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Start one PostgreSQL for all tests."""
    # Not below pytest's own folder: it shuts that to others, and the server runs under another user.
    with TemporaryDirectory(prefix="jalon-postgres-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder))
        yield server
        server.stop()


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    """Give a warm press for all tests, that prints the same order once, whatever the base."""
    with OncePress() as press:
        yield press


@pytest.fixture(scope="session")
def second_press() -> Iterator[Press]:
    """Give a press that remembers nothing: what it prints again is printed again."""
    with Press() as press:
        yield press


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give a fresh migrated base on each database in turn."""
    if request.param == "sqlite":
        yield fresh_sqlite(tmp_path)
    else:
        yield from request.getfixturevalue("postgres").fresh()


@pytest.fixture
def empty(url: str, tmp_path: Path) -> Iterator[TestHouse]:
    """Give a founded house that publishes nothing yet."""
    house = build_house(url, home=tmp_path)
    yield house
    house.close()
