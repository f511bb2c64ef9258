from random import Random

import pytest

from forms.problems import Problem
from proofs import lint
from proofs.corpus import Sound, corpus
from proofs.lint import NO_DEFECT, RECIPES, codes, count
from proofs.neutral import rewritten_alike
from proofs.planted import Planted, plant
from proofs.planting_fixtures import broken, retold
from proofs.planting_templates import DOCUMENTS, MAILS, spoilt_template
from proofs.planting_yaml import SPOILINGS, spoilt
from workflow.definition.codes import HEADINGS


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- a seed makes a failure repeatable


def sound(code: str) -> Sound:
    return next(one for one in corpus() if one.code == code)


def some(number: int) -> list[Planted]:
    """Plant one defect of each of the first kinds that a small definition can bear."""
    chance, small = seeded(3), sound("comite")
    by_code = {defect.code: defect for recipe in RECIPES for defect in recipe(small, chance)}
    return [plant(small, defect, chance) for defect in list(by_code.values())[:number]]


def test_defects_are_told_at_their_token() -> None:
    found = count(some(12), lambda told: told)

    assert (found.tried, found.caught, found.right_line, found.inside, found.missed) == (12, 12, 12, 12, ())


def test_a_judge_that_forgets_a_code_is_seen() -> None:
    planted = some(4)

    found = count(planted, lambda told: tuple(one for one in told if one.code != planted[0].code))

    assert (found.tried, found.caught) == (4, 3)
    assert planted[0].code in found.missed[0]


def test_a_judge_that_is_one_line_too_low_is_seen() -> None:
    def lower(told: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return tuple(map(lint._one_line_lower, told))  # noqa: SLF001 -- the bug the proof plants

    found = count(some(4), lower)

    assert (found.caught, found.right_line) == (4, 0)


@pytest.mark.parametrize("code", SPOILINGS)
def test_a_spoilt_text_is_told_at_its_token(code: str) -> None:
    found = count([spoilt(sound("comite"), code, seeded(5))], lambda told: told)

    assert (found.inside, found.missed) == (1, ())


@pytest.mark.parametrize("code", [*MAILS, *DOCUMENTS])
def test_a_spoilt_template_is_told_at_its_line(code: str) -> None:
    planted = spoilt_template(sound("procedure"), code, seeded(5))

    assert planted is not None
    assert count([planted], lambda told: told).right_line == 1


def test_a_broken_definition_of_the_tests_is_told_in_any_style() -> None:
    chance = seeded(1)

    found = count([retold(code, chance) for code in ("DEF-010", "DEF-082", "DEF-104")], lambda told: told)

    assert (found.inside, found.missed) == (3, ())


def test_no_code_is_left_without_a_defect() -> None:
    assert set(codes()) >= HEADINGS.keys() - NO_DEFECT
    assert {code for code in codes() if code.startswith("DEF-")} <= broken().keys()


def test_what_says_the_same_is_told_nothing_and_has_one_digest() -> None:
    found = rewritten_alike(5, seeded(2))

    assert (found.tried, found.false_alarms, found.same_digest, found.failures) == (5, 0, 5, ())
