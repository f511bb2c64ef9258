"""Rooms are told what time it is, who acts and how they are set up; only the doors know by themselves."""

import ast

import pytest

from tests.architecture.tree import ROOMS, code, dotted, python_in

# What a room may not read, by the end of the dotted name under which it is reached.
READ_AT_THE_DOORS = (
    "os.environ", "os.getenv", "os.getlogin", "getpass.getuser",
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "func.now",
)  # fmt: skip
_ENDS = tuple(f".{name}" for name in READ_AT_THE_DOORS)


def read_by_itself(tree: ast.Module) -> list[tuple[int, str]]:
    """Each place where the code reads the clock, the environment or the person at the machine."""
    seen = [
        (node.lineno, name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and (read := f".{dotted(node)}").endswith(_ENDS)
        for name in READ_AT_THE_DOORS
        if read.endswith(f".{name}")
    ]
    imported = [
        (node.lineno, f"{node.module}.{alias.name}")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if f"{node.module}.{alias.name}" in READ_AT_THE_DOORS
    ]
    return sorted(seen + imported)


def test_rooms_read_neither_clock_nor_environment() -> None:
    found = [
        f"{path}:{line} {name}" for path in python_in(*ROOMS) for line, name in read_by_itself(code(path))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("import os; home = os.environ['HOME']", "os.environ"),
        ("from os import environ", "os.environ"),
        ("import datetime; datetime.datetime.now()", "datetime.now"),
        ("from datetime import date; date.today()", "date.today"),
        ("import time as time; time.time()", "time.time"),
    ],
)
def test_reading_by_itself_is_seen(line: str, name: str) -> None:
    assert read_by_itself(ast.parse(line)) == [(1, name)]


def test_a_value_that_was_brought_is_no_reading() -> None:
    assert read_by_itself(ast.parse("def due(now, settings): return now.time(), settings.environ")) == []
