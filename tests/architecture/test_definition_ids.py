"""No id of a state, a transition or a role stands in Python: what code must know is a mark."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from forms.strict_yaml import Mapping, Node, read_yaml
from tests.architecture.tree import PRODUCT, ROOT, code, files, python_in

CALLS = PurePosixPath("workflow/calls")

DEED = "a deed of the language, by which a transition says what it does"
DROP_DOWN = "a word of the library that writes spreadsheets, for a drop-down list"
LETTER = "a part of what a letter speaks of"

# Words that are an id in a definition and also something else in the code: what else, and where.
ALSO_MEANS: dict[str, tuple[str, tuple[str, ...]]] = {
    "admit": (DEED, ("workflow/definition/",)),
    "answer": (DEED, ("workflow/definition/",)),
    "committee": (
        "a parameter of the call, and " + LETTER,
        ("forms/letter.py", "workflow/letters.py", "workflow/definition/"),
    ),
    "convention": (
        "a document, and " + LETTER,
        (
            "forms/letter.py",
            "pdf_templates/",
            "workflow/definition/words.py",
            "workflow/letters.py",
            "workflow/letter_decision.py",
        ),
    ),
    "draft": ("a mark of the language", ("workflow/definition/mutation/",)),
    "embassy": ("the giver in the sample of a letter", ("forms/letter.py",)),
    "enrol": (DEED, ("workflow/definition/",)),
    "extend": (DEED, ("workflow/definition/",)),
    "given": (
        "what is given with an act, and what a scenario begins with",
        ("commands/given_fields.py", "workflow/rehearsal/"),
    ),
    "lapse": (DEED, ("workflow/definition/",)),
    "list": (DROP_DOWN, ("forms/spreadsheet/writing.py",)),
    "opinions": (
        LETTER,
        ("forms/letter.py", "forms/letter_meeting.py", "workflow/letters.py", "workflow/letter_meeting.py"),
    ),
    "present": ("said of a system library", ("pdf_templates/fingerprints.py",)),
    "settle": (DEED, ("workflow/definition/",)),
    "propose": (DEED, ("workflow/definition/",)),
    "requested": (
        "the amount asked, in the application file",
        (
            "commands/budget_compared.py",
            "commands/sheets.py",
            "commands/simulated",
            "forms/",
            "rules/expressions/",
            "workflow/derogations.py",
            "workflow/budget_versions.py",
            "workflow/letter_meeting.py",
            "workflow/letter_project.py",
            "workflow/neighbours.py",
            "workflow/rehearsal/",
            "workflow/simulating_cases.py",
        ),
    ),
    "validate": (DROP_DOWN, ("forms/spreadsheet/writing.py",)),
    "withdraw": (DEED, ("workflow/definition/",)),
}


def definitions() -> list[PurePosixPath]:
    return [path for path in files() if path.is_relative_to(CALLS) and path.suffix == ".yaml"]


def keys(node: Node | None) -> set[str]:
    return {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()


def ids(definition: Node) -> set[str]:
    """The ids one definition gives to its states, its transitions and its roles."""
    if not isinstance(definition, Mapping):
        return set()
    machines = definition.get("machines")
    bodies = [body for _, body in machines.entries] if isinstance(machines, Mapping) else []
    parts = [
        body.get(part) for body in bodies if isinstance(body, Mapping) for part in ("states", "transitions")
    ]
    return keys(definition.get("roles")).union(*map(keys, parts))


@cache
def shipped_ids() -> frozenset[str]:
    nodes = (read_yaml((ROOT / path).read_bytes(), name=str(path)) for path in definitions())
    return frozenset().union(*map(ids, nodes))


def words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text constant of the code, docstrings included, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def ids_written(path: str, tree: ast.Module, known: frozenset[str]) -> list[tuple[int, str]]:
    """Where the code writes one of the known ids in no other sense, as (line, id)."""
    return [
        (line, word)
        for line, word in words(tree)
        if word in known and not (word in ALSO_MEANS and path.startswith(ALSO_MEANS[word][1]))
    ]


def test_shipped_definitions_give_ids_to_look_for() -> None:
    assert bool(shipped_ids()) == bool(definitions())


def test_no_id_of_a_definition_stands_in_python() -> None:
    found = [
        f"{path}:{line} {word}"
        for path in python_in(*PRODUCT)
        for line, word in ids_written(str(path), code(path), shipped_ids())
    ]

    assert found == []


def test_every_exempted_word_is_an_id_and_stands_where_it_is_exempted() -> None:
    written = {(word, str(path)) for path in python_in(*PRODUCT) for _, word in words(code(path))}
    idle = {
        (word, place)
        for word, (_, places) in ALSO_MEANS.items()
        for place in places
        if word not in shipped_ids()
        or not any(seen == word and path.startswith(place) for seen, path in written)
    }

    assert idle == set()


def test_ids_of_a_definition_are_collected() -> None:
    text = """
        roles: {clerk: {kind: inside}}
        machines:
          application:
            states: {open: {label: Ouvert}, shut: {final: "yes"}}
            transitions: {close: {from: open}}
    """

    assert ids(read_yaml(text, name="example.yaml")) == {"clerk", "open", "shut", "close"}


def test_an_id_in_python_is_seen() -> None:
    tree = ast.parse("if case.state == 'shut':\n    reopen(case, 'shutter')")

    assert ids_written("workflow/engine.py", tree, frozenset({"shut"})) == [(1, "shut")]
