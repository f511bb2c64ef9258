"""A misspelt name is answered with the closest known one."""

from pdf_templates.spelling import nearest


def test_the_nearest_name_is_proposed_or_all_are_listed() -> None:
    assert nearest("eros", ["euros", "date"]) == "Vouliez-vous « euros » ?"
    assert nearest("zzz", ["euros", "date"]) == "Connus : date, euros."
