import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from forms.strict_yaml import read_yaml
from tests.workflow.definition.problem_page import BROKEN, ROOT
from workflow.definition.catalogue import shipped_codes
from workflow.definition.plain import plain
from workflow.definition.schema import source_schema

SCHEMA = source_schema()
VALIDATOR = Draft7Validator(SCHEMA)


def tree(text: bytes | str) -> Any:  # noqa: ANN401 -- what JSON gives
    return as_edited(json.loads(json.dumps(plain(read_yaml(text, name="essai.yaml")))))


def as_edited(value: Any) -> Any:  # noqa: ANN401 -- what JSON gives
    """Give a tree as editors read it: their YAML knows flags."""
    if isinstance(value, dict):
        return {key: as_edited(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_edited(one) for one in value]
    return {"true": True, "false": False}.get(value, value)


def refusals(body: str) -> list[str]:
    text = f"jalon: 1\ncode: essai\ntitle: Essai\n{body}\n"
    return [error.message for error in VALIDATOR.iter_errors(tree(text))]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize(
    "path",
    [ROOT / "workflow" / "calls" / f"{code}.yaml" for code in shipped_codes()],
    ids=lambda path: path.stem,
)
def test_shipped_files_are_valid(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(tree(path.read_bytes()))] == []


@pytest.mark.parametrize(
    "path",
    [ROOT / "workflow" / "calls" / f"{code}.yaml" for code in shipped_codes()],
    ids=lambda path: path.stem,
)
def test_shipped_files_are_tied_to_it(path: Path) -> None:
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")

    assert first == "# yaml-language-server: $schema=jalon.schema.json"


def test_it_speaks_the_newest_draft_the_yaml_language_server_reads() -> None:
    """With `definitions` and no key beside a `$ref`, which that draft would not read."""
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert [one for one in _groups_of(SCHEMA) if "$ref" in one and len(one) > 1] == []


def _groups_of(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- what JSON gives
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _groups_of(one)


def test_closed_lists_and_flags_are_proposed() -> None:
    properties = SCHEMA["definitions"]["State"]["properties"]

    assert properties["outcome"]["anyOf"][0] == {"enum": ["positive", "negative", "neutral"]}
    assert properties["final"]["anyOf"][0] == {"enum": [True, False, "yes", "no"]}


def test_every_key_is_described_in_french() -> None:
    groups = [SCHEMA, *SCHEMA["definitions"].values()]
    described = [prop["description"] for group in groups for prop in group["properties"].values()]

    assert len(described) > 100
    assert all(described)


@pytest.mark.parametrize(
    "body",
    [
        "applicants: {add: gip, remove: [grouping]}",
        "about: remove",
        "machines: {application: {transitions: {withdraw: {from: {phase: undecided}}}}}",
        "machines: {application: {transitions: {withdraw: {from: any, rules: {as: submit, add: [B13]}}}}}",
        "machines: {application: {transitions: {withdraw: remove}}}",
        "parameters: {rate.pma: [{value: 70 %}]}",
        "windows: {single: {months: unknown}}",
    ],
)
def test_what_an_heir_may_write_is_valid(body: str) -> None:
    assert refusals(body) == []


def test_values_may_be_the_numbers_and_flags_an_editor_reads() -> None:
    typed = {
        "jalon": 1,
        "code": "essai",
        "title": 2025,
        "parameters": {"authorities.min": {"value": 3, "source": "NOTE"}},
        "forms": {"f": {"fields": {"a": {"required": True}}}},
    }

    assert [error.message for error in VALIDATOR.iter_errors(typed)] == []


def test_literals_come_with_their_examples() -> None:
    value = SCHEMA["definitions"]["Parameter"]["properties"]["value"]

    assert value["anyOf"][0]["examples"] == ["70 %", "unknown", "3", "12 months"]


@pytest.mark.parametrize(
    "body",
    [
        "abuot: x",
        "roles: {x: {kind: insider}}",
        "machines: {application: {transitions: {withdraw: {form: {phase: undecided}}}}}",
        "applicants: {plus: gip}",
        "windows: {single: {channel: post}}",
    ],
)
def test_what_no_file_may_write_is_not(body: str) -> None:
    assert refusals(body)


def test_the_sound_definition_beside_the_broken_ones_is_valid() -> None:
    assert [
        error.message for error in VALIDATOR.iter_errors(tree((BROKEN / "sound.yaml").read_bytes()))
    ] == []
