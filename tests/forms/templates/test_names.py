"""Names are followed through loops, parts and frames."""

from jinja2 import nodes

from forms.templates.grammar import parse
from forms.templates.names import Use, called, kinds, uses
from tests.forms.templates.dialects import WIDE


def trees(**texts: str) -> dict[str, nodes.Template]:
    read = {name: parse(WIDE, source=name, text=text) for name, text in texts.items()}
    return {name: tree for name, tree in read.items() if isinstance(tree, nodes.Template)}


def paths(**texts: str) -> set[tuple[str, str]]:
    return {(use.path, use.need) for use in uses("top", trees(**texts))}


def test_a_loop_names_the_items_of_its_list() -> None:
    assert paths(top="{% for c in countries %}{{ c.name }}{{ loop.index }}{% else %}{{ c }}{% endfor %}") == {
        ("countries", "walked"),
        ("countries[].name", "printed"),
        ("c", "printed"),
    }


def test_a_part_sees_the_loops_around_it() -> None:
    assert paths(top='{% for c in countries %}{% include "x" %}{% endfor %}', x="{{ c.rate | percent }}") == {
        ("countries", "walked"),
        ("countries[].rate", "any"),
    }


def test_nested_loops_conditions_filters_and_positions_are_read() -> None:
    text = (
        "{% for line in budget.expenses if line.total %}{% for a in line.amounts %}{{ a | euros }}"
        "{{ budget.years[loop.index0] }}{% endfor %}{% endfor %}"
        '{{ case.filed_at | instant(call.zone) }}{{ countries | listed("name") }}'
        "{{ ceiling if act.by else case.ref }}"
    )

    assert paths(top=text) == {
        ("budget.expenses", "walked"),
        ("budget.expenses[].total", "any"),
        ("budget.expenses[].amounts", "walked"),
        ("budget.expenses[].amounts[]", "any"),
        ("budget.years[]", "printed"),
        ("case.filed_at", "any"),
        ("call.zone", "any"),
        ("countries", "any"),
        ("countries[].name", "printed"),
        ("act.by", "any"),
        ("ceiling", "printed"),
        ("case.ref", "printed"),
    }


def test_frames_and_blocks_are_followed_and_circles_end() -> None:
    assert paths(
        top='{% extends "base" %}{% block a %}{{ case.ref }}{% endblock %}',
        base='{{ lead.name }}{% include "top" %}',
    ) == {("case.ref", "printed"), ("lead.name", "printed")}


def test_the_templates_a_template_calls_are_listed_with_their_lines() -> None:
    (tree,) = trees(top='{% extends "a" %}\n{% include "b" %}').values()

    assert sorted(called(tree)) == [("a", 1), ("b", 2)]


def test_kinds_tell_parts_lists_and_values_apart() -> None:
    shapes = kinds()

    assert [shapes[path] for path in ("lead", "countries", "countries[]", "budget.years[]", "lead.rna")] == [
        "part",
        "items",
        "part",
        "value",
        "value",
    ]


def test_each_use_tells_where_it_stands_and_what_is_written_there() -> None:
    (use,) = uses("top", trees(top='{% include "x" %}', x="a\n{{ lead.name }}"))

    assert use == Use(path="lead.name", source="x", line=2, need="printed", written="name", sure=True)


def sure(text: str) -> set[str]:
    return {use.path for use in uses("top", trees(top=text)) if use.sure}


def test_a_value_is_surely_read_unless_it_is_first_asked_for() -> None:
    assert sure("{{ case.ref }}{% if lead.rna is defined %}{{ lead.rna }}{{ lead.name }}{% endif %}") == {
        "case.ref",
        "lead.name",
    }
    assert sure("{% if lead.rna is defined and lead.name is defined %}{{ lead.rna }}{% endif %}") == set()


def test_what_stands_in_for_a_missing_value_is_not_surely_read() -> None:
    assert sure("{% if lead.rna is defined %}{{ lead.rna }}{% else %}{{ lead.siret }}{% endif %}") == set()


def test_a_part_called_where_a_value_is_known_to_be_there_knows_it_too() -> None:
    called = trees(top='{% if lead.rna is defined %}{% include "x" %}{% endif %}', x="{{ lead.rna }}")

    assert [use.sure for use in uses("top", called)] == [False, False]
