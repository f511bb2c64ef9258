"""Every exception to a rule says why, on its line."""

import re
import tomllib

from tests.architecture.tree import CODE, ROOT, code, functions, imports, python_in, text

WHY_INSIDE = re.compile(r"# noqa: PLC0415 -- (slow import|optional dependency)$")
SILENCED = re.compile(r"#\s*noqa\b(?!: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* -- \S)")


def test_an_import_inside_a_function_gives_one_of_two_reasons() -> None:
    found = {
        f"{path}:{line}"
        for path in python_in(*CODE, "tests")
        for function in functions(code(path))
        for line, _ in imports(function)
        if not WHY_INSIDE.search(text(path).splitlines()[line - 1])
    }

    assert found == set()


def test_a_silenced_rule_is_named_and_says_why() -> None:
    found = [
        f"{path}:{number}"
        for path in python_in(*CODE, "tests")
        if path.name != "test_reasons.py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if SILENCED.search(line)
    ]

    assert found == []


def test_every_lint_rule_left_off_says_why() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = tomllib.loads(settings)["tool"]["ruff"]["lint"]
    off = [*lint["ignore"], *(rule for rules in lint["per-file-ignores"].values() for rule in rules)]
    explained = re.findall(r'^    "([A-Z]+[0-9]*)", +# \S', settings, re.MULTILINE)

    assert sorted(explained) == sorted(off)
