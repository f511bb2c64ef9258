"""Money is integer cents: no binary fraction comes near it."""

import ast
from pathlib import PurePosixPath

import pytest

from tests.architecture.tree import PRODUCT, code, imports, python_in

GROUND = ("forms", "rules")
# Files of the ground that count something else.
COUNTS_OTHERWISE = {"forms/nearest.py": "how alike two words are"}


def counts_money(path: PurePosixPath, tree: ast.Module) -> bool:
    """Whether the file handles amounts: the ground and the rules do, and whoever takes cents from them."""
    if str(path) in COUNTS_OTHERWISE:
        return False
    return path.parts[0] in GROUND or any(
        name.startswith(("forms.money", "forms.budget")) for _, name in imports(tree)
    )


def fractions(tree: ast.Module) -> list[int]:
    """The lines that write or make a binary fraction."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]


def test_no_binary_fraction_in_money_code() -> None:
    found = [
        f"{path}:{line}"
        for path in python_in(*PRODUCT)
        if counts_money(path, code(path))
        for line in fractions(code(path))
    ]

    assert found == []


@pytest.mark.parametrize("line", ["cap = 0.7 * total", "cap = float(total)", "cap = 1e2", "cap: float"])
def test_a_binary_fraction_is_seen(line: str) -> None:
    assert fractions(ast.parse(line)) == [1]


def test_whoever_takes_cents_counts_money() -> None:
    tree = ast.parse("from forms.money import Cents")

    assert counts_money(PurePosixPath("workflow/envelopes.py"), tree)
    assert not counts_money(PurePosixPath("workflow/timers.py"), ast.parse("import time"))
