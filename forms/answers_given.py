"""Answers given one by one, or part by part, put among those a case has and read as one file.

What is given passes the readers of the application file, so it meets the same messages; nothing is
taken unless the whole still holds together.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms import strict_yaml
from forms.answers import Answers, to_answers
from forms.application_reading import read_parts
from forms.errors import LimitExceeded, Unreadable, Untaken
from forms.field_reader import Reading
from forms.file_tree import FILE_KEYS, to_file
from forms.json_text import as_json
from forms.problems import Mark, Problem
from forms.strict_yaml import Node, Scalar, Sequence, read_yaml
from forms.typed_fields import put_fields
from forms.typography import typeset
from forms.yaml_text import Limits

_LIMITS = Limits()


def with_fields(answers: Answers, given: tuple[tuple[str, str], ...], *, name: str) -> dict[str, Any]:
    """Give the answers with fields of the application file replaced; an empty text takes one away.

    `given` holds (dotted path, text as typed); a text that begins with `[` or `{` is read as YAML.
    A rank one past the end of a list adds an element. `name` is the case's, for messages. Raises
    `Untaken` with every problem and all that was given.
    """
    tree, problems = put_fields(to_file(answers), given)
    found: dict[str, Any] = {}
    try:
        found = _read(_node(tree, Mark(name, 1, 1)), reading=Reading(is_json=False), name=name, had=answers)
    except (Unreadable, LimitExceeded) as error:
        problems += _unplaced(error)
    if problems:
        raise Untaken(name=name, problems=tuple(problems), given=given)
    return _kept(answers, found)


def with_parts(answers: Answers, text: bytes, *, name: str) -> dict[str, Any]:
    """Give the answers with the parts that an application file holds put in the place of theirs.

    The file may hold all the parts, or only some; each it holds replaces the whole of that part.
    Raises `Unreadable` with every problem, or `LimitExceeded`.
    """
    json_text = as_json(text, name=name, most_bytes=_LIMITS.bytes)
    root = read_yaml(text if json_text is None else json_text, name=name, limits=_LIMITS)
    reading = Reading(is_json=json_text is not None)
    if isinstance(root, strict_yaml.Mapping):
        given = root.keys()
        had = {key: one for key, one in to_file(answers).items() if key not in given}
        rest = _node(had, root.mark)
        root = strict_yaml.Mapping((*root.entries, *rest.entries), root.mark)
    return _kept(answers, _read(root, reading=reading, name=name, had=answers))


def _read(root: Node, *, reading: Reading, name: str, had: Answers) -> dict[str, Any]:
    # A draft begun from another lacks parts that every file has: each may be given in its turn.
    lacking = FILE_KEYS.difference(had)
    return to_answers(replace(read_parts(root, reading=reading, name=name, lacking=lacking), call=None))


def _kept(answers: Answers, read: Mapping[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in answers.items() if key not in FILE_KEYS} | dict(read)


def _unplaced(error: Unreadable | LimitExceeded) -> list[Problem]:
    problems = error.problems if isinstance(error, Unreadable) else (error.problem,)
    return [replace(problem, mark=None, message=_named(problem)) for problem in problems]


def _named(problem: Problem) -> str:
    """Name the field where the message does not: no place in a file says it here."""
    told = not problem.where or f"\u00a0{problem.where}\u00a0" in problem.message
    return problem.message if told else typeset(f"« {problem.where} » : {problem.message}")


def _node(tree: Mapping[str, Any], mark: Mark) -> strict_yaml.Mapping:
    """Make a tree of texts the nodes a file would have been read into."""
    entries = tuple((Scalar(key, quoted=True, mark=mark), _item(value, mark)) for key, value in tree.items())
    return strict_yaml.Mapping(entries, mark)


def _item(value: Any, mark: Mark) -> Node:  # noqa: ANN401 -- a tree of texts of any shape
    if isinstance(value, Mapping):
        return _node(value, mark)
    if isinstance(value, list):
        return Sequence(tuple(_item(one, mark) for one in value), mark)
    return Scalar(value, quoted=True, mark=mark)
