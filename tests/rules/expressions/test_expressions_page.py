from tests.rules.expressions.expressions_page import PAGE, page


def test_the_table_of_facts_is_fresh() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert page(text) == text
