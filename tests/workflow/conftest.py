"""Houses on both databases, published and peopled, with a clock that tests move."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import DATABASES, Server, fresh_sqlite
from tests.workflow.houses import TestHouse, build_house


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start one PostgreSQL for all tests."""
    server = Server(tmp_path_factory.mktemp("pg"))
    yield server
    server.stop()


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
