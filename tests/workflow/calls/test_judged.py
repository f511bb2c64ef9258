"""The shipped definitions pass the judge that refuses others."""

import pytest

from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.judge import judge


@pytest.mark.parametrize("code", shipped_codes())
def test_the_judge_finds_no_error(code: str) -> None:
    errors = [problem for problem in judge(load(code)) if problem.level == "error"]

    assert errors == []
