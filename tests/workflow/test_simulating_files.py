"""Application files under another definition: each told, none fatal."""

from pathlib import Path

import pytest

from forms.money import Cents
from tests.workflow.houses import bundle_of
from tests.workflow.simulated_files import EXAMPLES, as_published
from workflow.assessing import Yardstick, filing_rules, yardstick
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.errors import UnknownCall
from workflow.simulating import Change
from workflow.simulating_files import application_files, compare_file

AUDE = (EXAMPLES / "aude.yaml").read_text(encoding="utf-8")
CALLS = [code for code in shipped_codes() if (call := load(code).definition).windows and filing_rules(call)]


def find(code: str) -> Yardstick:
    if code not in shipped_codes():
        raise UnknownCall(message=f"Aucune définition n'a le code « {code} ».")
    return as_published(code)


@pytest.mark.parametrize("call", CALLS)
def test_every_example_is_treated_the_same_by_a_call_and_by_itself(call: str) -> None:
    by = as_published(call)

    found = [compare_file(file, against=by, find=find, after=by) for file in application_files(EXAMPLES)]

    assert len(found) > 10
    assert {one.change for one in found} == {Change.SAME}
    assert all(one.granted[0] == one.granted[1] for one in found)


def test_a_file_is_first_judged_by_the_call_it_names_each_on_its_own_day() -> None:
    (one,) = (
        compare_file(file, against=None, find=find, after=as_published("generaliste-2024"))
        for file in application_files(EXAMPLES / "aude.yaml")
    )

    assert one.before is not None
    assert [str(by.at) for by in one.by if by] == ["2025-05-30", "2024-05-06"]
    assert (one.requested, one.before.ceiling, one.after.ceiling) == (7_500_000, 7_500_000, 10_500_000)
    assert one.change is Change.CEILING


def test_what_was_declared_when_filing_does_not_grow_old_under_next_years_call() -> None:
    next_year = yardstick(bundle_of("littoral-2025"), at=None)

    one = compare_file(EXAMPLES / "aude.yaml", against=None, find=find, after=next_year)

    assert next_year.at is not None
    assert next_year.at > as_published().at  # type: ignore[operator]  # both are dated
    assert [finding.rule for finding in one.appearing if finding.level == "block"] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (None, "FIC-404"),
        (AUDE.replace("call: generaliste-2025\n", ""), "FIC-405"),
        (AUDE.replace("generaliste-2025", "generaliste-2031"), "DEF-404"),
        ("call: [\n", "YAML-001"),
        ("[" * 500, "LIM-002"),
        ("call: generaliste-2025\ntitre: Faute\n", "APP-001"),
    ],
)
def test_a_file_that_cannot_be_compared_is_told_as_such(tmp_path: Path, text: str | None, rule: str) -> None:
    file = tmp_path / "file.yaml"
    if text is not None:
        file.write_text(text)

    one = compare_file(file, against=None, find=find, after=as_published())

    assert (one.change, one.before, one.after.verdict) == (Change.UNREADABLE, None, "unreadable")
    assert one.granted == (Cents(0), Cents(0))
    assert rule in {finding.rule for finding in one.after.findings}


def test_a_folder_gives_its_application_files_by_name(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.json", "c.yml", "notes.txt", ".hidden"):
        (tmp_path / name).write_text("")
    (tmp_path / "d.yaml").mkdir()

    assert [file.name for file in application_files(tmp_path)] == ["a.json", "b.yaml", "c.yml"]
    assert application_files(tmp_path / "b.yaml") == (tmp_path / "b.yaml",)
