"""Of a misshapen definition all else is judged in the same pass, and nothing is made up."""

import pytest

from forms.problems import Problem
from forms.strict_yaml import Mark, Scalar, read_yaml
from tests.workflow.definition.written import SOUND, heir
from workflow.definition.catalogue import resolve_sources
from workflow.definition.errors import Defective
from workflow.definition.judge import judge_defective
from workflow.definition.reading import Source
from workflow.definition.tree import Path, dotted, walk

MISSHAPEN = "É!"
UNKNOWN_ROLE = "machines: {application: {transitions: {fund: {by: instrutor}}}}\n"
COMPULSORY_HEAD = {"jalon", "code", "title"}


def values() -> list[tuple[Path, Scalar]]:
    """Give every value of the sound definition that may be misshapen alone."""
    tree = read_yaml(SOUND.content, name=SOUND.name)
    return [
        (place.path, place.node)
        for place in walk(tree)
        if isinstance(place.node, Scalar) and place.path[0] not in COMPULSORY_HEAD
    ]


def misshapen(value: Scalar) -> Source:
    """Write the sound definition with something else in place of one value."""
    lines = SOUND.content.decode().split("\n")
    line, start = lines[value.mark.line - 1], value.mark.column - 1
    lines[value.mark.line - 1] = f"{line[:start]}{MISSHAPEN}{line[start + value.length :]}"
    return Source(SOUND.name, "\n".join(lines).encode())


def told(*chain: Source) -> tuple[Problem, ...]:
    with pytest.raises(Defective) as caught:
        resolve_sources(chain)
    return judge_defective(caught.value)


def shaped(value: Scalar) -> bool:
    """Tell whether any text does at that place."""
    try:
        resolve_sources((misshapen(value),))
    except Defective:
        return False
    return True


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.soak)])
def test_one_misshapen_value_is_told_alone_wherever_it_stands(every: int) -> None:
    tried = 0
    for path, value in values()[::every]:
        if shaped(value):
            continue
        tried += 1
        found = told(misshapen(value))
        assert {problem.mark for problem in found} == {value.mark}, (dotted(path), found)
    assert tried >= 150 // every


def test_a_fault_of_shape_hides_no_unknown_name() -> None:
    body = "windows: {single: {closes: bientôt}}\n" + UNKNOWN_ROLE

    assert [(one.code, one.where) for one in told(heir(body), SOUND)] == [
        ("DEF-003", "windows.single.closes"),
        ("DEF-019", "machines.application.transitions.fund.by[0]"),
    ]


def test_an_edit_without_effect_hides_no_unknown_name_either() -> None:
    body = "about: remove\n" + UNKNOWN_ROLE

    assert [one.code for one in told(heir(body), SOUND)] == ["DEF-012", "DEF-019"]


def test_what_was_cut_is_not_missed() -> None:
    body = "roles: {embassy: {kind: nowhere}}\nparameters: {authorities.min: {value: '2,5'}}\n"

    assert [one.code for one in told(heir(body), SOUND)] == ["DEF-005", "DEF-003"]


def test_a_misread_text_is_kept_as_if_it_were_quoted() -> None:
    assert [one.code for one in told(heir("about: 23:59\n"), SOUND)] == ["DEF-007"]


def test_a_definition_without_its_head_has_nothing_left_to_judge() -> None:
    source = Source("empty.yaml", b"roles: {}\n")

    assert {one.code for one in told(source)} == {"DEF-002"}


def test_the_place_of_a_problem_is_the_first_told_of_it() -> None:
    found = told(heir("windows: {single: {closes: bientôt, opens: demain}}\n"), SOUND)

    marks: list[Mark | None] = [problem.mark for problem in found]
    assert len(set(marks)) == len(marks) == 2
