"""The page that shows where each figure comes from follows the definitions."""

from tests.workflow.calls.sources_page import PAGE, page


def test_the_page_of_sources_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
