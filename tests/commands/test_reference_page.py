"""The page of commands says what the commands say."""

from commands.errors import STATUSES
from tests.commands.reference_page import MEANINGS, PAGE, page


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_status_has_its_meaning() -> None:
    assert {status for _, status in STATUSES} <= set(MEANINGS)
