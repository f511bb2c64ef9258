"""Each broken definition has one defect, and is told that one, at its place, with a remedy."""

from functools import cache
from pathlib import Path

import pytest

from forms.errors import Unreadable
from forms.problems import Problem
from tests.workflow.definition.problem_page import BROKEN, PAGE, Expected, expected, page
from workflow.definition.catalogue import load_path
from workflow.definition.codes import HEADINGS
from workflow.definition.judge import judge

SCENARIOS = {f"DEF-12{rank}" for rank in range(8)}
TRIED_ELSEWHERE = {"DEF-047", "DEF-118", "DEF-400", "DEF-404", *SCENARIOS}


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@cache
def told(name: str) -> tuple[Problem, ...]:
    """Give every problem of a file, judged once: those of loading, else those of judging."""
    try:
        return judge(load_path(BROKEN / name))
    except Unreadable as error:
        return error.problems


def row(name: str, problem: Problem) -> Expected:
    assert problem.mark is not None
    place = f"{Path(problem.mark.file).name}:{problem.mark.line}:{problem.mark.column}+{problem.length}"
    return Expected(name, place, problem.code, plain(problem.message), plain(problem.remedy))


def test_the_sound_definition_is_told_nothing() -> None:
    assert told("sound.yaml") == ()


@pytest.mark.parametrize("wanted", expected(), ids=lambda wanted: wanted.file.removesuffix(".yaml"))
def test_a_broken_definition_is_told_its_one_defect(wanted: Expected) -> None:
    assert [row(wanted.file, problem) for problem in told(wanted.file)] == [wanted]


@pytest.mark.parametrize("wanted", expected(), ids=lambda wanted: wanted.file.removesuffix(".yaml"))
def test_the_caret_lies_within_the_line(wanted: Expected) -> None:
    name, line, token = wanted.place.split(":")
    column, length = map(int, token.split("+"))
    shown = (BROKEN / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]

    assert shown[column - 1 : column - 1 + length].strip()
    assert column - 1 + length <= len(shown)


@pytest.mark.parametrize("wanted", expected(), ids=lambda wanted: wanted.file.removesuffix(".yaml"))
def test_a_file_is_named_after_the_code_it_earns(wanted: Expected) -> None:
    assert wanted.file.startswith(wanted.code.lower())


def test_the_level_of_a_problem_is_that_of_its_code() -> None:
    levels = {problem.code: problem.level for row in expected() for problem in told(row.file)}

    assert levels == {code: HEADINGS[code].level for code in levels}


def test_no_code_is_without_a_file_and_no_file_without_a_row() -> None:
    files = {path.name for path in BROKEN.glob("def-*.yaml")}

    assert {row.code for row in expected()} == HEADINGS.keys() - TRIED_ELSEWHERE
    assert {row.file for row in expected()} == files


def test_the_page_of_problems_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
