import pytest

from workflow.definition.fields import known_keys


@pytest.mark.parametrize(
    ("path", "some"),
    [
        ((), {"jalon", "windows", "properties"}),
        (("machines", "application", "transitions", "submit"), {"from", "to", "while", "does"}),
        (("machines", "a", "transitions", "b", "when", 0, "<join>"), {"children", "all", "or_none"}),
        (("machines", "a", "transitions", "b", "when", 0, "<comparison>"), {"field", "is", "in"}),
        (("machines", "a", "states", "b", "deadlines", "c"), {"after", "fire", "remind"}),
        (("windows", "single", "months", "<months>"), {"min", "max"}),
        (("parameters", "rate.pma", 0), {"value", "from"}),
    ],
)
def test_the_keys_of_a_group_are_known_by_its_path(path: tuple[str | int, ...], some: set[str]) -> None:
    assert some <= set(known_keys(path))


@pytest.mark.parametrize(
    "path", [("roles",), ("title",), ("machines", "a", "states"), ("nowhere", "at", "all")]
)
def test_where_ids_are_free_no_key_is_known(path: tuple[str | int, ...]) -> None:
    assert known_keys(path) == ()


def test_a_join_and_a_comparison_are_not_taken_for_each_other() -> None:
    path = ("machines", "a", "transitions", "b", "when", 0)

    assert "field" not in known_keys((*path, "<join>"))
    assert "children" not in known_keys((*path, "<comparison>"))
