"""The strict and kind reader: every scalar stays text with its place, all problems come at once.

Refused, each by its own code: syntax errors, duplicate keys, anchors, aliases, merge keys,
tags, directives, several documents, bytes that are not UTF-8, hidden characters, empty values
and empty files. Limits are checked on the event stream, before anything is built.
"""

import re

from ruamel.yaml.error import MarkedYAMLError

from forms.errors import Unreadable
from forms.problems import Mark, Problem, in_reading_order, report
from forms.yaml_composer import Composer
from forms.yaml_events import read_events
from forms.yaml_nodes import Mapping, Node, Scalar, Sequence
from forms.yaml_refusals import directive, empty_document, too_many_problems
from forms.yaml_syntax import explain_syntax
from forms.yaml_text import Limits, decode, mark_at, replace_forbidden

__all__ = [
    "Limits",
    "Mapping",
    "Mark",
    "Node",
    "Problem",
    "Scalar",
    "Sequence",
    "bounded",
    "read_yaml",
    "report",
]

_DEFAULT_LIMITS = Limits()
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*+(%)")
_DIRECTIVES = re.compile(r"(?:(?:[ \t]*(?:#[^\n]*)?|%[^\n]*)\n)*+")


def read_yaml(text: bytes | str, *, name: str, limits: Limits = _DEFAULT_LIMITS) -> Node:
    """Read one YAML document into nodes that keep their text and place.

    `name` is the file's name as shown in messages. Raises `Unreadable` with every problem
    found in reading order, or `LimitExceeded` as soon as one limit is passed.
    """
    decoded = decode(text, name=name, limits=limits)
    clean, problems = replace_forbidden(decoded, name=name, limits=limits)
    leading = _DIRECTIVE.match(clean)
    if leading is not None:
        problems.append(directive(mark_at(clean, leading.start(1), name=name)))
        clean = _without_directives(clean)
    composer = Composer(name=name, limits=limits)
    try:
        for event in read_events(clean, name=name, limits=limits):
            composer.take(event)
            if len(composer.problems) > limits.problems:
                break
    except MarkedYAMLError as error:
        composer.problems.append(explain_syntax(error, name=name, text=clean))
    problems.extend(composer.problems)
    if composer.root is None or _says_nothing(composer.root):
        problems = problems or [empty_document(name)]
    if problems or composer.root is None:
        raise Unreadable(name=name, problems=bounded(in_reading_order(problems), limits=limits))
    return composer.root


def _without_directives(text: str) -> str:
    """Leave the lines of the leading directives empty: once refused, none of them need be read."""
    block = _DIRECTIVES.match(text)
    return text if block is None else "\n" * block.group().count("\n") + text[block.end() :]


def _says_nothing(root: Node) -> bool:
    return isinstance(root, Scalar) and not root.quoted and root.text in {"", "~", "null"}


def bounded(problems: tuple[Problem, ...], *, limits: Limits = _DEFAULT_LIMITS) -> tuple[Problem, ...]:
    """Give the first problems of a list too long to be read, and say that it was cut."""
    if len(problems) <= limits.problems:
        return problems
    return (*problems[: limits.problems], too_many_problems(limits.problems))
