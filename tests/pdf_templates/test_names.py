"""Names are followed through loops, clauses and layouts."""

from jinja2 import nodes

from pdf_templates.grammar import parse
from pdf_templates.language import language
from pdf_templates.names import included, kinds, uses


def trees(**texts: str) -> dict[str, nodes.Template]:
    read = {name: parse(language(()), source=name, text=text) for name, text in texts.items()}
    return {name: tree for name, tree in read.items() if isinstance(tree, nodes.Template)}


def paths(**texts: str) -> set[tuple[str, str]]:
    return {(use.path, use.need) for use in uses("top", trees(**texts))}


def test_a_loop_names_the_items_of_its_list() -> None:
    assert paths(top="{% for c in countries %}{{ c.name }}{{ loop.index }}{% else %}{{ c }}{% endfor %}") == {
        ("countries", "walked"),
        ("countries[].name", "printed"),
        ("c", "printed"),
    }


def test_a_clause_sees_the_loops_around_it() -> None:
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


def test_layouts_and_blocks_are_followed_and_circles_end() -> None:
    assert paths(
        top='{% extends "base" %}{% block a %}{{ case.ref }}{% endblock %}',
        base='{{ lead.name }}{% include "top" %}',
    ) == {("case.ref", "printed"), ("lead.name", "printed")}


def test_the_clauses_a_template_calls_are_listed_with_their_lines() -> None:
    (tree,) = trees(top='{% extends "a" %}\n{% include "b" %}').values()

    assert sorted(included(tree)) == [("a", 1), ("b", 2)]


def test_kinds_tell_branches_lists_and_values_apart() -> None:
    shapes = kinds()

    assert [
        shapes[path]
        for path in ("lead", "countries", "countries[]", "budget.years[]", "lead.rna", "printed.on")
    ] == [
        "branch",
        "list",
        "branch",
        "value",
        "value",
        "value",
    ]
