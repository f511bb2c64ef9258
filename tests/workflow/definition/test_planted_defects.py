"""Every name of a sound definition is misspelt in turn: each time the judge points at it."""

import pytest

from forms.errors import Unreadable
from forms.problems import Problem
from forms.strict_yaml import Mark, Scalar, read_yaml
from tests.workflow.definition.written import SOUND
from workflow.definition.catalogue import resolve_sources
from workflow.definition.judge import judge
from workflow.definition.reading import Source
from workflow.definition.tree import Path, dotted, walk

NAMING = {
    "initial", "phase", "shown_as", "from", "to", "by", "next_actor", "editable_by", "machine", "giver",
    "form", "fire", "source", "children", "all", "none", "rules", "documents", "starts", "stops", "field",
    "is", "before", "visit", "rule", "after", "never", "does", "envelope", "while", "kind", "scope",
    "for_each", "on_leave", "if_none", "again", "serves", "outcome", "silence", "applicants", "zone",
}  # fmt: skip


def names() -> list[tuple[Path, Scalar]]:
    """Give every scalar that names something of the definition or of the language."""
    found = []
    for place in walk(read_yaml(SOUND.content, name=SOUND.name)):
        keys = [step for step in place.path if isinstance(step, str)]
        if (
            isinstance(place.node, Scalar)
            and not place.node.quoted
            and keys
            and (keys[-1] in NAMING or "mails" in keys[:-1])
        ):
            found.append((place.path, place.node))
    return found


def misspelt(name: Scalar) -> Source:
    """Write the sound definition with one more letter at the end of that name."""
    lines = SOUND.content.decode().split("\n")
    end = name.mark.column - 1 + name.length
    line = lines[name.mark.line - 1]
    lines[name.mark.line - 1] = f"{line[:end]}x{line[end:]}"
    return Source(SOUND.name, "\n".join(lines).encode())


def told(source: Source) -> tuple[Problem, ...]:
    try:
        return judge(resolve_sources((source,)))
    except Unreadable as error:
        return error.problems


def pointed_at(problems: tuple[Problem, ...]) -> set[Mark]:
    return {problem.mark for problem in problems if problem.level == "error" and problem.mark}


@pytest.mark.parametrize(("path", "name"), names(), ids=[dotted(path) for path, _ in names()])
def test_a_name_with_one_letter_too_many_is_pointed_at(path: Path, name: Scalar) -> None:
    found = told(misspelt(name))

    assert name.mark in pointed_at(found), [f"{problem.mark} {problem.message}" for problem in found]
    assert all(problem.remedy for problem in found)


def test_many_names_were_tried() -> None:
    assert len(names()) > 100
