"""The page of scenarios says what their model knows, and nothing else; its example is played."""

import re
from pathlib import Path

import pytest

from tests.workflow.rehearsal.calls import complete_bundle
from workflow.definition.reading import Source
from workflow.definition.scenario_model import DOINGS, SCENARIO_SECTIONS, Outcome, Refusal, Step
from workflow.definition.scenario_reading import followed, read_scenarios
from workflow.definition.shape import Shape
from workflow.rehearsal.scenarios import play

PAGE = (Path(__file__).parents[3] / "docs/reference/scenarios.md").read_text(encoding="utf-8")
KEY = re.compile(r"^\| (\*\*)?`([a-z_]+)`(?:\*\*)? \|", re.MULTILINE)


def section(name: str) -> str:
    return PAGE.split(f"\n### {name}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]


@pytest.mark.parametrize(("name", "shape"), SCENARIO_SECTIONS.items())
def test_each_key_of_the_model_has_its_line_and_each_line_its_key(name: str, shape: type[Shape]) -> None:
    required = {field.alias or key: field.is_required() for key, field in shape.model_fields.items()}

    assert {key: bool(bold) for bold, key in KEY.findall(section(name))} == required


def test_every_group_of_keys_has_its_section() -> None:
    assert re.findall(r"^### (.+)$", PAGE, re.MULTILINE) == list(SCENARIO_SECTIONS)


def test_the_words_of_refusals_and_steps_are_all_told() -> None:
    row = next(line for line in section("Outcome").splitlines() if line.startswith("| `refused` |"))

    assert set(re.findall(r"`([a-z_]+)`", row)) - {"refused"} == set(Refusal.__args__)  # type: ignore[attr-defined] # a Literal
    assert set(re.findall(r"`([a-z]+)`", section("Step").split("|", 1)[0])) == set(DOINGS)
    assert Outcome.model_fields.keys() >= {"refused"}
    assert Step.model_fields.keys() >= set(DOINGS)


def test_the_example_is_played_as_told() -> None:
    text = re.search(r"## An example\n\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert text is not None
    file = read_scenarios(Source("generaliste-2025.scenarios.yaml", text[1].encode()))

    told = list(followed((file,)))

    assert len(told) == 2
    assert [one for each in told for one in play(each, bundle=complete_bundle("generaliste-2025"))] == []
