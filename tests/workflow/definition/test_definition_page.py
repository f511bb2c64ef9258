"""The page of the language says what the model knows, and nothing else."""

import re

import pytest

from rules.parameters import LABELS
from tests.workflow.definition.definition_page import page, table
from tests.workflow.definition.problem_page import ROOT
from workflow.definition.catalogue import resolve_sources
from workflow.definition.fields import keys_of
from workflow.definition.judge import judge
from workflow.definition.reading import Source
from workflow.definition.resolved import Resolved
from workflow.definition.scenario_model import SCENARIO_SECTIONS
from workflow.definition.schema import descriptions
from workflow.definition.sections import SECTIONS
from workflow.definition.shape import Shape
from workflow.definition.units import UNITS

PAGE = (ROOT / "docs" / "reference" / "definition.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    """Give the text of one section of the page."""
    return PAGE.split(f"\n### {name}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]


def shapes_below(shape: type[Shape]) -> set[type[Shape]]:
    found = {shape}
    for sub in shape.__subclasses__():
        found |= shapes_below(sub)
    return found - {Shape}


def example() -> Resolved:
    text = re.search(r"## A complete definition\n\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert text is not None
    return resolve_sources((Source("exemple-2025.yaml", text[1].encode()),))


def test_the_tables_of_keys_are_fresh() -> None:
    assert page(PAGE) == PAGE


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_holds_its_table(name: str) -> None:
    assert table(name) in section(name)


@pytest.mark.parametrize(("name", "shape"), SECTIONS.items())
def test_each_key_is_described_to_editors(name: str, shape: type[Shape]) -> None:
    assert descriptions()[name].keys() == keys_of(shape).keys()
    assert all(descriptions()[name].values())


def test_every_group_of_keys_has_its_section() -> None:
    assert {*SECTIONS.values(), *SCENARIO_SECTIONS.values()} == shapes_below(Shape)
    assert re.findall(r"^### (.+)$", PAGE.split("\n## Keys\n", 1)[1], re.MULTILINE) == list(SECTIONS)


def test_every_parameter_has_its_line() -> None:
    listed = section("Parameter").split("| parameter |", 1)[1]
    named = re.findall(r"^\| (`.+?`) \|", listed, re.MULTILINE)

    assert {name.strip("`") for names in named for name in names.split(", ")} == UNITS.keys()


def test_the_parameters_that_may_be_left_out_are_marked() -> None:
    rows = re.findall(r"^\| (`.+?`) \| [a-z]+, \*optional\* \|", section("Parameter"), re.MULTILINE)

    assert {name.strip("`") for names in rows for name in names.split(", ")} == {
        name for name, unit in UNITS.items() if unit.optional
    }


def test_every_parameter_has_its_french_name() -> None:
    """The two that no rule reads are named by the engine and the page."""
    assert UNITS.keys() - LABELS.keys() == {"committee", "ceiling.annual.partner"}
    assert LABELS.keys() <= UNITS.keys()


def test_the_example_is_complete_and_sound() -> None:
    resolved = example()

    assert [(problem.code, problem.where) for problem in judge(resolved)] == []
    assert resolved.definition.is_call()
    assert resolved.definition.countries.excluded == ("NO",)
